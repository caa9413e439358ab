package io.gasket.tls.crypto;

import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Set;

/** Verifies handshake signatures and makes signers for private keys. Thread-safe. */
public interface Signatures {
  /** The schemes that can be verified. Immutable. */
  Set<SignatureScheme> supported();

  /**
   * Whether a signature is that of {@code content} by {@code key} in {@code scheme}. False, never
   * an exception, for malformed signatures of whatever bytes (BER for DER, out-of-range or zero
   * integers, trailing bytes).
   *
   * @param scheme one of {@link #supported()}
   * @param key a key of the scheme's kind
   * @throws InvalidKeyException when the key is not of the scheme's kind or cannot be used
   */
  boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
      throws InvalidKeyException;

  /**
   * A signer for a private key, made once when a credential is loaded.
   *
   * @throws InvalidKeyException when this library cannot sign with the key, for instance because it
   *     cannot be exported
   */
  Signer signer(PrivateKey key) throws InvalidKeyException;
}
