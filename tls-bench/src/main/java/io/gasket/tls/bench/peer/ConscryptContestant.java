package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Resumption;
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
  public Arena arena(Setting setting) throws IOException, GeneralSecurityException {
    boolean tickets = setting.resumption() == Resumption.TICKET;
    return new EngineArena(
        Conscrypt.newProvider(),
        setting,
        engine -> Conscrypt.setUseSessionTickets(engine, tickets));
  }
}
