package io.gasket.tls.bench.peer;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.ContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Group;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Side;
import io.gasket.tls.bench.contest.Unsupported;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * This project's engine with one crypto provider.
 *
 * @param crypto makes the provider when it is first needed: a native one loads its library
 * @param without what the provider it is named after lacks, so that the default's would be timed
 */
record GasketContestant(String name, Supplier<CryptoProvider> crypto, Set<Setting.Suite> without)
    implements Contestant {
  private static final int SESSIONS = 8;
  private static final int PORT = 443;

  GasketContestant(String name, Supplier<CryptoProvider> crypto) {
    this(name, crypto, Set.of());
  }

  @Override
  public Arena arena(Setting setting) throws Unsupported, IOException, GeneralSecurityException {
    if (without.contains(setting.suite())) {
      throw new Unsupported(name, setting, "the provider lacks the cipher");
    }
    CryptoProvider provider = crypto.get();
    BenchPki pki = BenchPki.of(setting.key());
    Trust trust = Trust.anchors(pki.anchor());
    ClientContextBuilder client =
        describe(SecurityContext.client(), provider, setting)
            .trust(trust)
            .tickets(setting.resumption() == Resumption.TICKET);
    ServerContextBuilder server =
        describe(SecurityContext.server(), provider, setting)
            .credential(Credential.of(pki.server().chain(), pki.server().key()))
            .tickets(setting.resumption() == Resumption.TICKET);
    if (setting.mutual()) {
      client.credential(Credential.of(pki.client().chain(), pki.client().key()));
      server.clientAuth(ClientAuth.NEED, trust);
    }
    return new GasketArena(client.build(), server.build());
  }

  private static <B extends ContextBuilder<B>> B describe(
      B builder, CryptoProvider provider, Setting setting) {
    boolean keepsSessions = setting.resumption() != Resumption.NONE;
    return builder
        .provider(provider)
        .suites(List.of(CipherSuite.named(setting.suiteName()).orElseThrow()))
        .groups(groups(setting))
        .sessions(keepsSessions ? new SessionCache(SESSIONS) : null);
  }

  /** The wanted group first; P-256 must be among them for the sake of certificates on it. */
  private static List<NamedGroup> groups(Setting setting) {
    return setting.group() == Group.P256
        ? List.of(NamedGroup.SECP256R1)
        : List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
  }

  /** Two contexts. */
  private record GasketArena(SecurityContext clients, SecurityContext servers) implements Arena {
    @Override
    public Side client(String host) {
      return new GasketSide(clients.newEngine(host, PORT));
    }

    @Override
    public Side server() {
      return new GasketSide(servers.newEngine());
    }
  }
}
