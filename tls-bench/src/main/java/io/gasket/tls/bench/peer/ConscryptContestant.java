package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Group;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Unsupported;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.conscrypt.Conscrypt;

/** Conscrypt's engine over BoringSSL. */
final class ConscryptContestant implements Contestant {
  @Override
  public String name() {
    return "conscrypt";
  }

  @Override
  public Arena arena(Setting setting) throws Unsupported, IOException, GeneralSecurityException {
    if (setting.group() != Group.X25519) {
      throw new Unsupported(
          name(), setting, "its engine cannot be told another group than x25519, its first choice");
    }
    boolean tickets = setting.resumption() == Resumption.TICKET;
    return new EngineArena(
        Conscrypt.newProvider(),
        EngineArena.jdkKeys(),
        setting,
        engine -> Conscrypt.setUseSessionTickets(engine, tickets));
  }
}
