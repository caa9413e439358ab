package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Unsupported;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Bouncy Castle's JSSE provider as it comes: over the primitives of the JDK's providers. */
final class BcJsseContestant implements Contestant {
  /** It tells of every connection, which is not to be measured. Held, or it would be forgotten. */
  private static final Logger LOGGER = Logger.getLogger("org.bouncycastle.jsse");

  BcJsseContestant() {
    LOGGER.setLevel(Level.OFF);
  }

  @Override
  public String name() {
    return "bcjsse";
  }

  @Override
  public Arena arena(Setting setting) throws Unsupported, IOException, GeneralSecurityException {
    if (setting.resumption() == Resumption.TICKET) {
      throw new Unsupported(name(), setting, "it has no tickets");
    }
    if (setting.suite() == Setting.Suite.CHACHA20) {
      throw new Unsupported(
          name(), setting, "it takes ChaCha20-Poly1305 from Bouncy Castle's JCA provider alone");
    }
    Provider provider = new BouncyCastleJsseProvider();
    return new EngineArena(
        provider,
        KeyManagerFactory.getInstance("X.509", provider),
        setting,
        engine -> chooseGroup(engine, setting));
  }

  private static void chooseGroup(SSLEngine engine, Setting setting) {
    BCSSLEngine bouncy = (BCSSLEngine) engine;
    BCSSLParameters parameters = bouncy.getParameters();
    parameters.setNamedGroups(setting.groupNames());
    bouncy.setParameters(parameters);
  }
}
