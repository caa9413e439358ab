package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Side;
import io.gasket.tls.bench.contest.Unsupported;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.tls.EncryptionAlgorithm;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * Bouncy Castle's TLS under its own interface, in the best mode there is: its lightweight
 * primitives for handshakes, the JDK's AES-GCM for records. Chains are judged by the JDK's PKIX
 * trust manager, as bctls leaves that to the application.
 */
final class BcTlsContestant implements Contestant {
  @Override
  public String name() {
    return "bctls";
  }

  @Override
  public Arena arena(Setting setting) throws Unsupported, IOException, GeneralSecurityException {
    if (setting.resumption() == Resumption.TICKET) {
      throw new Unsupported(name(), setting, "its server has no tickets");
    }
    BestCrypto crypto = new BestCrypto(new SecureRandom());
    return new BcTlsArena(new BcTlsPeers(crypto, setting));
  }

  /** The lightweight primitives, but the JDK's AES-GCM. */
  private static final class BestCrypto extends BcTlsCrypto {
    private final TlsCrypto jdk;

    BestCrypto(SecureRandom random) {
      super(random);
      this.jdk = new JcaTlsCryptoProvider().create(random);
    }

    @Override
    public TlsCipher createCipher(
        TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
        throws IOException {
      return switch (encryptionAlgorithm) {
        case EncryptionAlgorithm.AES_128_GCM, EncryptionAlgorithm.AES_256_GCM ->
            jdk.createCipher(parameters, encryptionAlgorithm, macAlgorithm);
        default -> super.createCipher(parameters, encryptionAlgorithm, macAlgorithm);
      };
    }
  }

  /** Makes both protocols. */
  private record BcTlsArena(BcTlsPeers peers) implements Arena {
    @Override
    public Side client(String host) throws IOException {
      TlsClientProtocol protocol = new TlsClientProtocol();
      protocol.connect(peers.client(host));
      return new BcTlsSide(protocol, protocol::isConnected);
    }

    @Override
    public Side server() throws IOException {
      TlsServerProtocol protocol = new TlsServerProtocol();
      protocol.accept(peers.server());
      return new BcTlsSide(protocol, protocol::isConnected);
    }
  }
}
