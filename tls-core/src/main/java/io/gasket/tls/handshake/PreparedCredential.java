package io.gasket.tls.handshake;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.SigningOperation;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Signer;
import io.gasket.tls.message.CertificateMessage;
import io.gasket.tls.message.CertificateStatus;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.security.InvalidKeyException;
import java.security.SignatureException;

/**
 * A credential made ready once for all connections: its Certificate and CertificateStatus messages
 * and timestamps as bytes, and its signer. Immutable and thread-safe; the arrays are shared and not
 * changed.
 */
public final class PreparedCredential {
  private final Credential credential;
  private final byte[] certificateMessage;
  private final byte[] statusMessage;
  private final byte[] timestampsBody;
  private final Signer signer;

  /**
   * Prepares a credential.
   *
   * @throws IllegalArgumentException when the provider cannot sign with its key
   */
  public PreparedCredential(Credential credential, CryptoProvider crypto) {
    this.credential = credential;
    this.certificateMessage = new CertificateMessage(credential.encodedChain()).encode();
    this.statusMessage =
        credential.ocspResponse().map(r -> new CertificateStatus(r).encode()).orElse(null);
    this.timestampsBody = credential.signedCertificateTimestamps().orElse(null);
    this.signer = credential.remoteSigner().isPresent() ? null : localSigner(credential, crypto);
  }

  private static Signer localSigner(Credential credential, CryptoProvider crypto) {
    try {
      return crypto.signatures().signer(credential.privateKey());
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

  /** The whole CertificateStatus message, or null; not to be changed. */
  public byte[] statusMessage() {
    return statusMessage;
  }

  /** The body of signed_certificate_timestamp, or null; not to be changed. */
  public byte[] timestampsBody() {
    return timestampsBody;
  }

  /**
   * Signs, here or elsewhere, and goes on.
   *
   * @param next makes the state that follows out of the signature
   * @return the state that follows; or, when the signature is not there yet, one that waits for it
   * @throws TlsFailure internal_error when the key fails
   */
  public HandshakeState sign(
      SignatureScheme scheme, byte[] content, Flight out, AwaitSignature.Next next)
      throws TlsFailure {
    if (signer != null) {
      return next.with(new DigitallySigned(scheme.code(), signHere(scheme, content)), out);
    }
    SigningOperation operation = new SigningOperation(scheme, content);
    AwaitSignature awaiting = new AwaitSignature(credential, operation, next);
    credential.remoteSigner().orElseThrow().sign(operation);
    return operation.outcome().isDone() ? awaiting.resume(out) : awaiting;
  }

  private byte[] signHere(SignatureScheme scheme, byte[] content) throws TlsFailure {
    try {
      return signer.sign(scheme, content);
    } catch (SignatureException e) {
      throw signingFailed(credential, scheme, e);
    }
  }

  static TlsFailure signingFailed(Credential credential, SignatureScheme scheme, Exception cause) {
    return TlsFailure.local(
        Alert.INTERNAL_ERROR,
        Reason.SIGNING_FAILED,
        "the private key of " + credential + " could not sign with " + scheme.rfcName(),
        cause);
  }
}
