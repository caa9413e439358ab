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
 * Our default with AES-GCM, signatures and the NIST curves taken from a native JCA provider. Hashes
 * and HMAC stay with the JDK: over the few hundred bytes of a handshake the way into native code
 * costs more than it saves. Amazon's provider has no X25519, which stays with Bouncy Castle.
 */
final class NativeProviders {
  private NativeProviders() {}

  /** With Amazon's provider. */
  static CryptoProvider accp() {
    AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
    CryptoProvider jca = JcaProvider.of(AmazonCorrettoCryptoProvider.INSTANCE);
    Groups x25519 = CryptoProviders.standard().groups();
    return over("accp", jca.withGroups(new X25519Apart(x25519, jca.groups())));
  }

  /** With Conscrypt as a plain JCA provider. */
  static CryptoProvider conscrypt() {
    return over("conscrypt", JcaProvider.of(Conscrypt.newProvider()));
  }

  private static CryptoProvider over(String name, CryptoProvider jca) {
    return CryptoProviders.standard()
        .withName(name)
        .withAeads(jca.aeads())
        .withSignatures(jca.signatures())
        .withGroups(jca.groups());
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
