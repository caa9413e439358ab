package io.gasket.tls.crypto.jca;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.SignatureScheme;
import java.security.InvalidAlgorithmParameterException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** The JCA's names and parameters for signature schemes. */
final class SchemeAlgorithm {
  private SchemeAlgorithm() {}

  static String of(SignatureScheme scheme) {
    return switch (scheme.keyType()) {
      case ED25519 -> "Ed25519";
      case EC -> scheme.hash().name() + "withECDSA";
      case RSA, RSA_PSS -> scheme.isPss() ? "RSASSA-PSS" : scheme.hash().name() + "withRSA";
    };
  }

  /**
   * Fixes hash, mask and salt of a PSS scheme (RFC 8446 4.2.3: the salt is as long as the digest).
   * Called after {@code init}, for before it the JCA would pick a provider without knowing the key.
   *
   * @throws InvalidAlgorithmParameterException when the key carries parameters of its own that
   *     differ
   */
  static void setParameters(SignatureScheme scheme, Signature signature)
      throws InvalidAlgorithmParameterException {
    if (scheme.isPss()) {
      HashAlgorithm hash = scheme.hash();
      signature.setParameter(
          new PSSParameterSpec(
              hash.algorithm(),
              "MGF1",
              new MGF1ParameterSpec(hash.algorithm()),
              hash.length(),
              PSSParameterSpec.TRAILER_FIELD_BC));
    }
  }
}
