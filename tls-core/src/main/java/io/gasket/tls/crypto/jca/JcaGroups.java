package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.List;
import java.util.Set;

/** Ephemeral key pairs of the JCA. */
final class JcaGroups implements Groups {
  private final Sources<NamedGroup> sources;

  JcaGroups(List<Services> order) {
    this.sources = new Sources<>(NamedGroup.class, order, JcaGroups::attempt);
  }

  private static void attempt(NamedGroup group, Services services) throws GeneralSecurityException {
    KeyShare share = generate(group, services, new SecureRandom());
    share.agree(share.publicValue());
  }

  @Override
  public Set<NamedGroup> supported() {
    return sources.supported();
  }

  @Override
  public KeyShare generate(NamedGroup group, SecureRandom random) {
    try {
      return generate(group, sources.of(group), random);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(group.rfcName() + " is gone, which worked before", absent);
    }
  }

  private static KeyShare generate(NamedGroup group, Services services, SecureRandom random)
      throws GeneralSecurityException {
    boolean weierstrass = group.isWeierstrass();
    KeyPairGenerator generator = services.keyPairGenerator(weierstrass ? "EC" : group.algorithm());
    generator.initialize(parameters(group), random);
    KeyPair pair = generator.generateKeyPair();
    return weierstrass ? new EcKeyShare(group, services, pair) : new XdhKeyShare(services, pair);
  }

  private static AlgorithmParameterSpec parameters(NamedGroup group) {
    return group.isWeierstrass()
        ? new ECGenParameterSpec(group.algorithm())
        : new NamedParameterSpec(group.algorithm());
  }
}
