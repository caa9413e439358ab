package io.gasket.tls;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.event.KeyLog;
import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.handshake.client.ClientHandshake;
import io.gasket.tls.handshake.client.ClientSettings;
import io.gasket.tls.handshake.server.ServerCredentials;
import io.gasket.tls.handshake.server.ServerHandshake;
import io.gasket.tls.handshake.server.ServerSettings;
import io.gasket.tls.record.AdaptiveRecords;
import io.gasket.tls.record.ScratchPool;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.trust.HostNames;
import io.gasket.tls.trust.Trust;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all connections of a server, or of a client, share: credentials, trust, suites and policies,
 * checked for consistency and with every fixed byte encoded once [P1]. Making an engine from it
 * parses nothing and does no I/O. Thread-safe; immutable but for its credentials, which can be
 * replaced at any time.
 */
public final class SecurityContext {
  /**
   * Arrays kept for buffers that have none of their own; each is 17 KB, and borrowed for the time
   * of a call.
   */
  private static final int SCRATCH_ARRAYS = 16;

  private final CryptoProvider crypto;
  private final Limits limits;
  private final Closing closing;
  private final EventSink events;
  private final KeyLog keyLog;
  private final Trust trust;
  private final Renegotiation renegotiation;
  private final int maxFragment;
  private final AdaptiveRecords adaptiveRecords;
  private final ScratchPool scratch;
  private final AtomicReference<Credentials> credentials = new AtomicReference<>();
  private final ServerSettings server;
  private final Handshakes.Starter serverStarter;
  private final ClientSettings client;

  /** Both forms of one snapshot: a server chooses from the bindings, a client from the list. */
  private record Credentials(ServerCredentials bindings, List<PreparedCredential> list) {}

  SecurityContext(ServerContextBuilder builder) {
    this.crypto = builder.crypto();
    this.limits = builder.limits();
    this.closing = builder.closing();
    this.events = builder.events();
    this.keyLog = builder.keyLog();
    this.trust = builder.clientTrust();
    this.renegotiation = builder.renegotiation();
    this.maxFragment = builder.maxFragment();
    this.adaptiveRecords = builder.adaptiveRecords();
    this.scratch = new ScratchPool(SCRATCH_ARRAYS);
    this.credentials.set(prepare(builder.store()));
    this.server = new ServerSettings(builder.policy(() -> credentials.get().bindings(), this));
    this.serverStarter = starter(server);
    this.client = null;
  }

  /** A server with the credentials of its own, and all else an original's. */
  private SecurityContext(SecurityContext original, CredentialStore store) {
    this.crypto = original.crypto;
    this.limits = original.limits;
    this.closing = original.closing;
    this.events = original.events;
    this.keyLog = original.keyLog;
    this.trust = original.trust;
    this.renegotiation = original.renegotiation;
    this.maxFragment = original.maxFragment;
    this.adaptiveRecords = original.adaptiveRecords;
    this.scratch = original.scratch;
    this.credentials.set(prepare(store));
    this.server = original.serverSettings().withCredentials(() -> credentials.get().bindings());
    this.serverStarter = starter(server);
    this.client = null;
  }

  SecurityContext(ClientContextBuilder builder) {
    this.crypto = builder.crypto();
    this.limits = builder.limits();
    this.closing = builder.closing();
    this.events = builder.events();
    this.keyLog = builder.keyLog();
    this.trust = builder.trust();
    this.renegotiation = builder.renegotiation();
    this.maxFragment = builder.maxFragment();
    this.adaptiveRecords = builder.adaptiveRecords();
    this.scratch = new ScratchPool(SCRATCH_ARRAYS);
    this.credentials.set(prepare(builder.store()));
    this.server = null;
    this.serverStarter = null;
    this.client = new ClientSettings(builder.policy(() -> credentials.get().list()));
  }

  /** One for all connections. */
  private static Handshakes.Starter starter(ServerSettings settings) {
    return (previous, out) -> ServerHandshake.begin(settings, previous);
  }

  /** Starts the description of a server. */
  public static ServerContextBuilder server() {
    return new ServerContextBuilder();
  }

  /** Starts the description of a client. */
  public static ClientContextBuilder client() {
    return new ClientContextBuilder();
  }

  /** Whether engines made here are servers. */
  public boolean isServer() {
    return server != null;
  }

  /**
   * A server's engine for a new connection.
   *
   * @throws IllegalStateException for a client's context, which needs the server's name
   */
  public TlsEngine newEngine() {
    if (server == null) {
      throw new IllegalStateException("a client's engine needs the server's name: newEngine(host)");
    }
    return new TlsEngine(this, serverStarter);
  }

  /**
   * A client's engine for a new connection.
   *
   * @param host the server's DNS name (internationalised names as A-labels) or IP address literal:
   *     the server's certificate must be for it (RFC 9525), and a DNS name is sent as server_name
   *     (RFC 6066 3)
   * @throws IllegalArgumentException when the host is neither, so that no certificate can be for it
   * @throws IllegalStateException for a server's context
   * @throws IllegalArgumentException when {@code host} is neither
   */
  public TlsEngine newEngine(String host) {
    return newEngine(host, 0);
  }

  /**
   * As {@link #newEngine(String)}; sessions are kept by host and port.
   *
   * @param port the server's port, 1 to 65 535, or 0 when it is not known
   */
  public TlsEngine newEngine(String host, int port) {
    Objects.requireNonNull(host, "host");
    if (client == null) {
      throw new IllegalStateException("a server's engine takes no host name: newEngine()");
    }
    if (!HostNames.isMatchable(host)) {
      throw new IllegalArgumentException(
          "no certificate can be for the host \""
              + PeerText.quote(host, 120)
              + "\": give a DNS name in ASCII (IDNs as A-labels, xn--…) or an IP address without zone");
    }
    // RFC 6066 3: server_name has no trailing dot.
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return new TlsEngine(
        this, (previous, out) -> ClientHandshake.begin(client, name, port, previous, out));
  }

  /**
   * Replaces all credentials at once; the next ClientHello or CertificateRequest sees the new ones,
   * handshakes under way keep what they chose. Sessions made with earlier credentials may still be
   * resumed until they expire.
   *
   * @throws IllegalArgumentException when the store is empty in a server's context, or the crypto
   *     provider cannot sign with a key
   */
  public void replaceCredentials(CredentialStore store) {
    if (isServer()) {
      checkNotEmpty(store);
    }
    credentials.set(prepare(store));
  }

  /** As {@link #replaceCredentials(CredentialStore)} with credentials bound to no name. */
  public void replaceCredentials(Credential... all) {
    replaceCredentials(CredentialStore.of(all));
  }

  /**
   * A server's context with credentials of its own that shares all else with this one: policies,
   * trust, sessions, ticket keys. For an application that answers ClientHellos ({@link
   * ServerContextBuilder#onClientHello}) with credentials that it keeps: they are made ready here,
   * once, and not for each connection as in {@link ClientHelloOperation#useCredentials}. Engines of
   * the new context ask nobody.
   *
   * @throws IllegalArgumentException when this is a client's context, the store is empty, or the
   *     crypto provider cannot sign with a key
   */
  public SecurityContext withCredentials(CredentialStore store) {
    checkNotEmpty(store);
    return new SecurityContext(this, store);
  }

  private static void checkNotEmpty(CredentialStore store) {
    if (store.isEmpty()) {
      throw new IllegalArgumentException("a server needs at least one credential");
    }
  }

  ServerSettings serverSettings() {
    if (server == null) {
      throw new IllegalArgumentException("not a server's context");
    }
    return server;
  }

  CryptoProvider crypto() {
    return crypto;
  }

  Renegotiation renegotiation() {
    return renegotiation;
  }

  Closing closing() {
    return closing;
  }

  int maxFragment() {
    return maxFragment;
  }

  AdaptiveRecords adaptiveRecords() {
    return adaptiveRecords;
  }

  Limits limits() {
    return limits;
  }

  EventSink events() {
    return events;
  }

  KeyLog keyLog() {
    return keyLog;
  }

  ScratchPool scratch() {
    return scratch;
  }

  boolean trustIsDangerous() {
    return trust != null && trust.isDangerous();
  }

  private Credentials prepare(CredentialStore store) {
    ServerCredentials bindings = new ServerCredentials(store, crypto);
    return new Credentials(bindings, bindings.list());
  }
}
