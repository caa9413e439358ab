package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.KeptChains;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.session.Session;
import io.gasket.tls.trust.PeerRole;
import java.util.Optional;

/**
 * Chooses the session that a client offers: only one that today's policy would make anew.
 * Stateless.
 */
final class OfferedSession {
  private OfferedSession() {}

  /** The session kept for a server, with its chain verified under today's trust; or null. */
  static Session find(ClientSettings settings, String key, String host) {
    Resumption resumption = settings.policy().resumption();
    Session kept = resumption.store() == null ? null : resumption.store().find(key);
    if (kept == null) {
      return null;
    }
    Optional<Session> usable = usable(kept, settings, host);
    if (usable.isEmpty()) {
      resumption.store().remove(key);
    }
    return usable.orElse(null);
  }

  private static Optional<Session> usable(Session kept, ClientSettings settings, String host) {
    ClientSettings.Policy policy = settings.policy();
    Session.Facts facts = kept.facts();
    long now = policy.resumption().now();
    boolean byTicket = facts.ticket().length > 0;
    boolean unstapled =
        policy.stapling().required()
            && kept.verified().filter(v -> v.by() == settings.judge()).isEmpty();
    if (facts.server()
        // Its chain was verified for one name; a store that mixes up keys must not carry it over.
        || !facts.serverName().equals(host)
        // What was stapled in a full handshake that nobody here remembers is not known.
        || unstapled
        || !kept.isLiveAt(now)
        || !policy.suites().contains(facts.suite())
        // RFC 7627 5.3: a session without the extended master secret is not worth the risk.
        || !facts.extendedMasterSecret()
        // RFC 6066 4: its length would hold, and must be what is asked for.
        || (facts.maxFragmentLength() != 0
            && facts.maxFragmentLength() != policy.maxFragmentLength())
        || (byTicket ? !policy.resumption().acceptsTickets() : facts.id().length == 0)) {
      return Optional.empty();
    }
    return KeptChains.underTrust(
        kept, settings.judge(), policy.trust(), PeerRole.SERVER, host, policy.chainSchemes(), now);
  }
}
