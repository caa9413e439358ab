package io.gasket.tls.crypto.bc;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 without prehash or context (RFC 8032 5.1). */
final class Eddsa {
  private Eddsa() {}

  static boolean verify(Ed25519PublicKeyParameters key, byte[] content, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && key.verify(Ed25519.Algorithm.Ed25519, null, content, 0, content.length, signature, 0);
  }

  static byte[] sign(Ed25519PrivateKeyParameters key, byte[] content) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    key.sign(Ed25519.Algorithm.Ed25519, null, content, 0, content.length, signature, 0);
    return signature;
  }
}
