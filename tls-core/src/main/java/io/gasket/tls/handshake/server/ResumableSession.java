package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Flight;
import io.gasket.tls.handshake.KeptChains;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.session.Session;
import io.gasket.tls.session.SessionStore;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.trust.PeerRole;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the session that a client wants to resume and judges it by today's policy: what would not
 * be agreed anew is not resumed, and a full handshake follows instead. Stateless.
 */
final class ResumableSession {
  private ResumableSession() {}

  /**
   * The session to resume, its client chain verified under today's trust.
   *
   * @param limits what a full handshake would agree on
   * @throws TlsFailure handshake_failure when the session has the extended master secret and the
   *     client no longer offers it (RFC 7627 5.3)
   */
  static Optional<Session> find(
      ClientOffer offer, String protocol, FragmentLimits limits, ServerSettings settings)
      throws TlsFailure {
    if (offer.previous().finished().isPresent()) {
      return Optional.empty();
    }
    Session session = lookUp(offer, settings.policy().resumption());
    if (session == null || !session.isLiveAt(settings.policy().resumption().now())) {
      return Optional.empty();
    }
    return fits(session.facts(), offer, protocol, settings)
            && AgreedLimits.allow(session.facts(), limits, offer, settings)
        ? withClientVerified(session, settings)
        : Optional.empty();
  }

  /**
   * Whether a ticket counts: it goes first, for a client that sends one has no other session (RFC
   * 5077 3.4); but to a server that issues none it is an extension like any unknown one.
   */
  static boolean byTicket(ClientOffer offer, Resumption resumption) {
    return resumption.tickets() != null && offer.ticket() != null && !offer.ticket().isEmpty();
  }

  private static Session lookUp(ClientOffer offer, Resumption resumption) {
    if (byTicket(offer, resumption)) {
      return offer.ticket().open(resumption.tickets()).orElse(null);
    }
    byte[] id = offer.hello().sessionId();
    return resumption.store() == null || id.length == 0 ? null : resumption.store().find(key(id));
  }

  /**
   * A connection that fails takes its session with it (RFC 5246 7.2.2); a ticket cannot be taken
   * back.
   */
  static void forgetOnFailure(byte[] id, ServerSettings settings, Flight out) {
    SessionStore store = settings.policy().resumption().store();
    if (store != null) {
      out.forgetSessionBy(() -> store.remove(key(id)));
    }
  }

  /** The key under which a session is kept by its id. */
  static String key(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  private static boolean fits(
      Session.Facts facts, ClientOffer offer, String protocol, ServerSettings settings)
      throws TlsFailure {
    if (facts.extendedMasterSecret() && !offer.extendedMasterSecret()) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.EXTENDED_MASTER_SECRET_CHANGED,
          "the client wants to resume a session made with the extended master secret without offering it again (RFC 7627 5.3)");
    }
    return facts.server()
        // RFC 7627 5.3: a session without the extended master secret is resumed by nobody.
        && facts.extendedMasterSecret()
        && offer.hello().offers(facts.suite().code())
        && settings.policy().choice().suites().contains(facts.suite())
        // RFC 6066 3: never under another name.
        && facts.serverName().equals(Objects.requireNonNullElse(offer.serverName(), ""))
        && facts.applicationProtocol().equals(protocol);
  }

  /** The client's identity has to be what a full handshake would establish today. */
  private static Optional<Session> withClientVerified(Session session, ServerSettings settings) {
    ServerSettings.Policy policy = settings.policy();
    boolean hasChain = !session.facts().peerChain().isEmpty();
    if (!settings.asksClient()) {
      return hasChain ? Optional.empty() : Optional.of(session);
    }
    if (!hasChain) {
      return policy.requireClientCertificate() ? Optional.empty() : Optional.of(session);
    }
    return KeptChains.underTrust(
        session,
        policy.clientTrust(),
        policy.clientTrust(),
        PeerRole.CLIENT,
        null,
        policy.accepted(),
        policy.resumption().now());
  }
}
