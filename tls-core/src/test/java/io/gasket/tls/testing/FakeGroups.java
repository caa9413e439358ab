package io.gasket.tls.testing;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.NamedGroup;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Groups whose public value is always the same and whose secret is the peer's public value: for
 * tests of the form of messages.
 */
public final class FakeGroups implements Groups {
  private final byte[] publicValue;

  private FakeGroups(byte[] publicValue) {
    this.publicValue = publicValue.clone();
  }

  /** The default provider with these groups. */
  public static CryptoProvider provider(byte[] publicValue) {
    return CryptoProviders.standard().withGroups(new FakeGroups(publicValue));
  }

  @Override
  public Set<NamedGroup> supported() {
    return Set.copyOf(NamedGroup.all());
  }

  @Override
  public KeyShare generate(NamedGroup group, SecureRandom random) {
    return new FakeShare(group);
  }

  private final class FakeShare implements KeyShare {
    private final NamedGroup group;

    FakeShare(NamedGroup group) {
      this.group = group;
    }

    @Override
    public NamedGroup group() {
      return group;
    }

    @Override
    public byte[] publicValue() {
      return publicValue.clone();
    }

    @Override
    public byte[] agree(byte[] peer) {
      return peer.clone();
    }

    @Override
    public void destroy() {
      // There is nothing secret.
    }
  }
}
