package io.gasket.tls.crypto;

import io.gasket.tls.spec.SignatureScheme;
import java.security.SignatureException;

/** Signs with one private key. Thread-safe. */
public interface Signer {
  /**
   * A signature of {@code content}, as it goes on the wire (DER for ECDSA, RFC 8032 form for
   * Ed25519).
   *
   * @param scheme a scheme of the key's kind
   * @throws SignatureException when the key or its token fails
   */
  byte[] sign(SignatureScheme scheme, byte[] content) throws SignatureException;
}
