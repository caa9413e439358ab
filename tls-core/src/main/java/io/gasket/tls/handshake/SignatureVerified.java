package io.gasket.tls.handshake;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.KeyTypes;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.security.InvalidKeyException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Proof that the peer's handshake signature was verified; only {@link #verify} makes one. */
public final class SignatureVerified {
  private final SignatureScheme scheme;

  private SignatureVerified(SignatureScheme scheme) {
    this.scheme = scheme;
  }

  /** The scheme of the signature. */
  public SignatureScheme scheme() {
    return scheme;
  }

  /**
   * Verifies a handshake signature by the peer's certificate (RFC 5246 7.4.3, 7.4.8).
   *
   * @param what the message, for failure texts
   * @param offered the schemes this side offered
   * @throws TlsFailure illegal_parameter when the scheme was not offered or does not go with the
   *     key; decrypt_error when the signature does not verify
   */
  public static SignatureVerified verify(
      String what,
      CryptoProvider crypto,
      X509Certificate certificate,
      List<SignatureScheme> offered,
      byte[] content,
      DigitallySigned signed)
      throws TlsFailure {
    SignatureScheme scheme = SignatureScheme.of(signed.scheme());
    if (scheme == null || !offered.contains(scheme)) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.SCHEME_NOT_OFFERED,
          String.format(
              "%s is signed with %s, which is none of the schemes offered: %s",
              what,
              scheme == null ? String.format("scheme 0x%04x", signed.scheme()) : scheme.rfcName(),
              names(offered)));
    }
    KeyType key = KeyTypes.byParameters(certificate).orElse(null);
    if (scheme.keyType() != key) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.SCHEME_KEY_MISMATCH,
          what
              + " is signed with "
              + scheme.rfcName()
              + ", but the certificate's key is of kind "
              + key);
    }
    boolean good;
    try {
      good =
          crypto
              .signatures()
              .verify(scheme, certificate.getPublicKey(), content, signed.signature());
    } catch (InvalidKeyException e) {
      throw TlsFailure.local(
          Alert.UNSUPPORTED_CERTIFICATE,
          Reason.UNSUPPORTED_KEY,
          "the certificate's key cannot verify " + scheme.rfcName(),
          e);
    }
    if (!good) {
      throw TlsFailure.local(
          Alert.DECRYPT_ERROR,
          Reason.BAD_HANDSHAKE_SIGNATURE,
          "the "
              + scheme.rfcName()
              + " signature of "
              + what
              + " does not verify: the peer does not hold the certificate's"
              + " private key, or the handshake was changed on the way");
    }
    return new SignatureVerified(scheme);
  }

  private static String names(List<SignatureScheme> schemes) {
    return String.join(", ", schemes.stream().map(SignatureScheme::rfcName).toList());
  }
}
