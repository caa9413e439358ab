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
 * costs more than it saves. X25519 stays with Bouncy Castle: Amazon's provider has none, and
 * Conscrypt's keys are slow to make.
 */
final class NativeProviders {
  private NativeProviders() {}

  /** With Amazon's provider. */
  static CryptoProvider accp() {
    AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
    return over("accp", JcaProvider.of(AmazonCorrettoCryptoProvider.INSTANCE));
  }

  /** With Conscrypt as a plain JCA provider. */
  static CryptoProvider conscrypt() {
    return over("conscrypt", JcaProvider.of(Conscrypt.newProvider()));
  }

  private static CryptoProvider over(String name, CryptoProvider jca) {
    CryptoProvider standard = CryptoProviders.standard();
    return standard
        .withName(name)
        .withAeads(jca.aeads())
        .withSignatures(jca.signatures())
        .withGroups(new X25519Apart(standard.groups(), jca.groups()));
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
