package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Ephemeral key pairs of Bouncy Castle. */
final class BcGroups implements Groups {
  private static final Set<NamedGroup> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(NamedGroup.class));

  @Override
  public Set<NamedGroup> supported() {
    return ALL;
  }

  @Override
  public KeyShare generate(NamedGroup group, SecureRandom random) {
    return group.isWeierstrass() ? onCurve(group, random) : x25519(random);
  }

  private static KeyShare onCurve(NamedGroup group, SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(Curves.of(group), random));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    ECPublicKeyParameters publicKey = (ECPublicKeyParameters) pair.getPublic();
    return new EcKeyShare(
        group, (ECPrivateKeyParameters) pair.getPrivate(), publicKey.getQ().getEncoded(false));
  }

  private static KeyShare x25519(SecureRandom random) {
    byte[] scalar = new byte[X25519.SCALAR_SIZE];
    X25519.generatePrivateKey(random, scalar);
    return new X25519KeyShare(scalar);
  }
}
