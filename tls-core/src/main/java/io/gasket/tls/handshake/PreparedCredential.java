package io.gasket.tls.handshake;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Signer;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.security.InvalidKeyException;
import java.security.SignatureException;

/**
 * A credential made ready once for all connections: its Certificate message as bytes and its
 * signer. Immutable and thread-safe; the message's array is shared and not changed.
 */
public final class PreparedCredential {
  private final Credential credential;
  private final byte[] certificateMessage;
  private final Signer signer;

  /**
   * Prepares a credential.
   *
   * @throws IllegalArgumentException when the provider cannot sign with its key
   */
  public PreparedCredential(Credential credential, CryptoProvider crypto) {
    this.credential = credential;
    this.certificateMessage = new CertificateMessage(credential.encodedChain()).encode();
    try {
      this.signer = crypto.signatures().signer(credential.privateKey());
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(
          "crypto provider "
              + crypto.name()
              + " cannot sign with the private key of "
              + credential
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** The credential. */
  public Credential credential() {
    return credential;
  }

  /** The whole Certificate message; not to be changed. */
  public byte[] certificateMessage() {
    return certificateMessage;
  }

  /**
   * Signs.
   *
   * @throws TlsFailure internal_error when the key fails
   */
  public DigitallySigned sign(SignatureScheme scheme, byte[] content) throws TlsFailure {
    try {
      return new DigitallySigned(scheme.code(), signer.sign(scheme, content));
    } catch (SignatureException e) {
      throw TlsFailure.local(
          Alert.INTERNAL_ERROR,
          Reason.SIGNING_FAILED,
          "the private key of " + credential + " could not sign with " + scheme.rfcName(),
          e);
    }
  }
}
