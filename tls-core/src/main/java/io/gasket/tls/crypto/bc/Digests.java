package io.gasket.tls.crypto.bc;

import io.gasket.tls.spec.HashAlgorithm;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** Bouncy Castle's digests by algorithm. */
final class Digests {
  private Digests() {}

  static ExtendedDigest of(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> new SHA256Digest();
      case SHA384 -> new SHA384Digest();
      case SHA512 -> new SHA512Digest();
    };
  }

  static ASN1ObjectIdentifier identifier(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> NISTObjectIdentifiers.id_sha256;
      case SHA384 -> NISTObjectIdentifiers.id_sha384;
      case SHA512 -> NISTObjectIdentifiers.id_sha512;
    };
  }

  static byte[] digest(HashAlgorithm algorithm, byte[] content) {
    Digest digest = of(algorithm);
    digest.update(content, 0, content.length);
    byte[] value = new byte[algorithm.length()];
    digest.doFinal(value, 0);
    return value;
  }
}
