package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Set;

/** Ephemeral key pairs of the JCA. */
final class JcaGroups implements Groups {
  private final Sources<NamedGroup> sources;
  private final XdhKeyPairs xdh = new XdhKeyPairs();

  JcaGroups(List<Services> order) {
    this.sources = new Sources<>(NamedGroup.class, order, JcaGroups::attempt);
  }

  private static void attempt(NamedGroup group, Services services) throws GeneralSecurityException {
    KeyShare share = generate(group, services, new XdhKeyPairs(), new SecureRandom());
    share.agree(share.publicValue());
  }

  @Override
  public Set<NamedGroup> supported() {
    return sources.supported();
  }

  @Override
  public KeyShare generate(NamedGroup group, SecureRandom random) {
    try {
      return generate(group, sources.of(group), xdh, random);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(group.rfcName() + " is gone, which worked before", absent);
    }
  }

  private static KeyShare generate(
      NamedGroup group, Services services, XdhKeyPairs xdh, SecureRandom random)
      throws GeneralSecurityException {
    return group.isWeierstrass()
        ? new EcKeyShare(group, services, pairOnCurve(group, services, random))
        : new XdhKeyShare(services, xdh.generate(services, random));
  }

  private static KeyPair pairOnCurve(NamedGroup group, Services services, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = services.keyPairGenerator("EC");
    generator.initialize(new ECGenParameterSpec(group.algorithm()), random);
    return generator.generateKeyPair();
  }
}
