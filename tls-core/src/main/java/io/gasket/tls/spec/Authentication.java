package io.gasket.tls.spec;

/** Which kind of certificate key a suite authenticates the server with. */
public enum Authentication {
  /** An EC or Edwards-curve key (RFC 8422 5.10: Ed25519 certificates go with the ECDSA suites). */
  ECDSA,
  /** An RSA key, of the rsaEncryption or the RSASSA-PSS kind. */
  RSA
}
