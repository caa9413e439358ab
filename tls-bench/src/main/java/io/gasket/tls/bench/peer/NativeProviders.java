package io.gasket.tls.bench.peer;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.crypto.jca.JcaProvider;
import io.gasket.tls.spec.NamedGroup;
import java.security.SecureRandom;
import java.util.Set;
import org.conscrypt.Conscrypt;

/**
 * Our default with the slow primitives taken from a native JCA provider. Hashes and HMAC stay with
 * the JDK: over the few hundred bytes of a handshake the way into native code costs more than it
 * saves.
 */
final class NativeProviders {
  private NativeProviders() {}

  /** With Amazon's provider, which has no X25519: that stays with Bouncy Castle. */
  static CryptoProvider accp() {
    AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
    CryptoProvider amazon = JcaProvider.of(AmazonCorrettoCryptoProvider.INSTANCE);
    CryptoProvider standard = CryptoProviders.standard();
    return standard
        .withName("accp")
        .withAeads(amazon.aeads())
        .withSignatures(amazon.signatures())
        .withGroups(new X25519Apart(standard.groups(), amazon.groups()));
  }

  /** With Conscrypt as a plain JCA provider. */
  static CryptoProvider conscrypt() {
    CryptoProvider conscrypt = JcaProvider.of(Conscrypt.newProvider());
    return CryptoProviders.standard()
        .withName("conscrypt")
        .withAeads(conscrypt.aeads())
        .withSignatures(conscrypt.signatures())
        .withGroups(conscrypt.groups());
  }

  /** X25519 from one library, all else from another. */
  private record X25519Apart(Groups x25519, Groups others) implements Groups {
    @Override
    public Set<NamedGroup> supported() {
      return others.supported();
    }

    @Override
    public KeyShare generate(NamedGroup group, SecureRandom random) {
      return (group == NamedGroup.X25519 ? x25519 : others).generate(group, random);
    }
  }
}
