package io.gasket.tls.interop.certs;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key with the certificate that was issued for it. */
record Identity(PrivateKey key, X509Certificate certificate) {
  /** Shows the subject alone: the key is a secret. */
  @Override
  public String toString() {
    return certificate.getSubjectX500Principal().getName();
  }
}
