package io.gasket.tls.testing;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.session.Session;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.session.TicketKey;
import io.gasket.tls.session.TicketKeys;
import io.gasket.tls.session.Tickets;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A session that was never agreed on: an engine finds it in its store, or by its ticket key, and a
 * scripted peer knows its master secret.
 */
public final class KnownSession {
  /** The suite of each. */
  public static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;

  private static final long HOUR = 3_600_000;

  private final byte[] id = new byte[32];
  private final byte[] master = new byte[48];
  private final TicketKey key = TicketKey.generate(new SecureRandom());
  private final SessionCache cache = new SessionCache(1);
  private final Session session;
  private String place;

  private KnownSession(boolean server, byte[] ticket, String name, boolean extended) {
    Arrays.fill(id, (byte) 0x1d);
    new SecureRandom().nextBytes(master);
    long now = System.currentTimeMillis();
    List<byte[]> chain = server ? List.of() : TestPki.server(KeyKind.EC_P256).encodedChain();
    this.session =
        new Session(
            new Session.Facts(
                server, id, ticket, SUITE, extended, name, "", 0, chain, now - 1_000, now + HOUR),
            master,
            null);
  }

  /** A session as a server keeps it, of a client that asked for no name. */
  public static KnownSession ofServer() {
    return ofServer("", true);
  }

  /** A session as a server keeps it. */
  public static KnownSession ofServer(String name, boolean extendedMasterSecret) {
    return new KnownSession(true, new byte[0], name, extendedMasterSecret);
  }

  /** A session as a client keeps it of localhost, with a ticket or only an id. */
  public static KnownSession ofClient(boolean withTicket) {
    return ofClient(withTicket, true);
  }

  /** As {@link #ofClient(boolean)}, possibly without the extended master secret. */
  public static KnownSession ofClient(boolean withTicket, boolean extendedMasterSecret) {
    return new KnownSession(
        false, new byte[withTicket ? 100 : 0], "localhost", extendedMasterSecret);
  }

  /** A server that has it in its cache and the key of its ticket. */
  public ServerContextBuilder knownTo(ServerContextBuilder server) {
    place = HexFormat.of().formatHex(id);
    renew();
    return server.sessions(cache).tickets(true).ticketKeys(TicketKeys.supplied(key));
  }

  /** A client that has it in its cache. */
  public ClientContextBuilder knownTo(ClientContextBuilder client) {
    place = "localhost:0";
    renew();
    return client.sessions(cache).tickets(true);
  }

  /** Puts it where a failed connection took it from. */
  public KnownSession renew() {
    if (place != null) {
      cache.put(place, session);
    }
    return this;
  }

  /** The cache of whoever knows it. */
  public SessionCache cache() {
    return cache;
  }

  /** A client that offers it by its id. */
  public ScriptedClient resumedById(ScriptedClient client) {
    return client.resuming(master, id, null);
  }

  /** A client that offers it by a ticket, with an id to be echoed. */
  public ScriptedClient resumedByTicket(ScriptedClient client) {
    byte[] ticket =
        new Tickets(TicketKeys.supplied(key), CryptoProviders.fastest())
            .seal(session)
            .orElseThrow();
    return client.resuming(master, id, ticket);
  }

  /** A server that takes it up. */
  public ScriptedServer resumedBy(ScriptedServer server) {
    return server.resuming(master).choosing(SUITE);
  }
}
