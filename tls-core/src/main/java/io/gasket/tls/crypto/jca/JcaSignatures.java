package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.KeyTypes;
import io.gasket.tls.crypto.Signatures;
import io.gasket.tls.crypto.Signer;
import io.gasket.tls.crypto.encoding.EcdsaSignature;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Set;

/** Signatures of the JCA. */
final class JcaSignatures implements Signatures {
  private static final int ED25519_LENGTH = 64;

  private final List<Services> order;
  private final Sources<SignatureScheme> sources;

  JcaSignatures(List<Services> order) {
    this.order = order;
    this.sources = new Sources<>(SignatureScheme.class, order, JcaSignatures::attempt);
  }

  private static void attempt(SignatureScheme scheme, Services services)
      throws GeneralSecurityException {
    SchemeAlgorithm.setParameters(scheme, services.signature(SchemeAlgorithm.of(scheme)));
  }

  @Override
  public Set<SignatureScheme> supported() {
    return sources.supported();
  }

  @Override
  public boolean verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
      throws InvalidKeyException {
    KeyTypes.require(scheme, key);
    boolean formed = isWellFormed(scheme, key, signature);
    Signature verifier = verifier(scheme, key);
    try {
      verifier.update(content);
      return formed && verifier.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    }
  }

  private Signature verifier(SignatureScheme scheme, PublicKey key) throws InvalidKeyException {
    try {
      Signature verifier = sources.of(scheme).signature(SchemeAlgorithm.of(scheme));
      verifier.initVerify(key);
      SchemeAlgorithm.setParameters(scheme, verifier);
      return verifier;
    } catch (InvalidAlgorithmParameterException restricted) {
      throw new InvalidKeyException(
          "The key's own parameters rule out " + scheme.rfcName(), restricted);
    } catch (InvalidKeyException unusable) {
      throw unusable;
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(scheme.rfcName() + " is gone, which worked before", absent);
    }
  }

  /** What the providers below do not all insist on, the JDK's of 17 included. */
  private static boolean isWellFormed(SignatureScheme scheme, PublicKey key, byte[] signature)
      throws InvalidKeyException {
    return switch (scheme.keyType()) {
      case EC -> EcdsaSignature.decode(signature, order(key)).isPresent();
      case ED25519 -> signature.length == ED25519_LENGTH;
      // RFC 8017 8.1.2 and 8.2.2, step 1: a signature is as long as the modulus.
      case RSA, RSA_PSS ->
          !(key instanceof RSAKey rsa)
              || signature.length == (rsa.getModulus().bitLength() + 7) / 8;
    };
  }

  private static BigInteger order(PublicKey key) throws InvalidKeyException {
    if (!(key instanceof ECPublicKey ec) || KeyTypes.curveOf(ec).isEmpty()) {
      throw new InvalidKeyException("The EC key is not on a known named curve");
    }
    return ec.getParams().getOrder();
  }

  @Override
  public Signer signer(PrivateKey key) throws InvalidKeyException {
    KeyType type =
        KeyTypes.byName(key)
            .orElseThrow(
                () ->
                    new InvalidKeyException(
                        "No signature scheme goes with a key of " + key.getAlgorithm()));
    SignatureScheme first =
        supported().stream()
            .filter(scheme -> scheme.keyType() == type)
            .findFirst()
            .orElseThrow(
                () -> new InvalidKeyException("No provider at hand makes signatures of " + type));
    InvalidKeyException refusal =
        new InvalidKeyException("No provider at hand signs with this key of " + key.getAlgorithm());
    for (Services services : order) {
      try {
        services.signature(SchemeAlgorithm.of(first)).initSign(key);
        return new JcaSigner(services, type, key);
      } catch (GeneralSecurityException foreign) {
        // A key of another token than this provider's; the platform's order comes last and asks
        // every provider.
        refusal.addSuppressed(foreign);
      }
    }
    throw refusal;
  }
}
