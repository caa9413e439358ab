package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.encoding.EcdsaSignature;
import io.gasket.tls.spec.HashAlgorithm;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** ECDSA (FIPS 186-5) over Bouncy Castle's curves. */
final class Ecdsa {
  private Ecdsa() {}

  static boolean verify(
      HashAlgorithm hash, ECPublicKeyParameters key, byte[] content, byte[] signature) {
    Optional<EcdsaSignature> decoded = EcdsaSignature.decode(signature, key.getParameters().getN());
    if (decoded.isEmpty()) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, key);
    return verifier.verifySignature(
        Digests.digest(hash, content), decoded.get().r(), decoded.get().s());
  }

  /**
   * The nonce is derived from key and content (RFC 6979), so that no fault of a random source can
   * give the key away.
   */
  static byte[] sign(HashAlgorithm hash, ECPrivateKeyParameters key, byte[] content) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(Digests.of(hash)));
    signer.init(true, key);
    BigInteger[] signature = signer.generateSignature(Digests.digest(hash, content));
    return new EcdsaSignature(signature[0], signature[1]).encode();
  }
}
