package io.gasket.tls;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.credential.ServerPolicy;
import io.gasket.tls.handshake.server.HelloListener;
import io.gasket.tls.handshake.server.ServerCredentials;
import io.gasket.tls.handshake.server.ServerSettings;
import io.gasket.tls.session.TicketKeys;
import io.gasket.tls.session.Tickets;
import io.gasket.tls.trust.Trust;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Describes a server; see {@link SecurityContext#server()}. Not thread-safe. */
public final class ServerContextBuilder extends ContextBuilder<ServerContextBuilder> {
  private static final Duration TICKET_KEY_PERIOD = Duration.ofHours(1);

  private final CredentialStore.Builder bindings = CredentialStore.builder();
  private CredentialStore store;
  private ClientAuth clientAuth = ClientAuth.NONE;
  private Trust clientTrust;
  private boolean preferClientOrder;
  private boolean preferClientGroups;
  private Consumer<ClientHelloOperation> clientHelloHook;
  private boolean refuseUnknownNames;
  private boolean issueTickets = true;
  private TicketKeys ticketKeys;
  private boolean acceptMaxFragmentLength = true;

  ServerContextBuilder() {}

  @Override
  ServerContextBuilder self() {
    return this;
  }

  /**
   * Adds a credential for clients that ask for no name or one that no other credential is bound to.
   */
  public ServerContextBuilder credential(Credential credential) {
    bindings.add(credential);
    return this;
  }

  /**
   * Binds a credential to a name; several may be bound to one, for instance an RSA and an EC one.
   *
   * @param host a DNS name, or {@code *.} and a DNS name for exactly one label more
   */
  public ServerContextBuilder credential(String host, Credential credential) {
    bindings.add(host, credential);
    return this;
  }

  /** Takes all credentials from a store, instead of those added one by one. */
  public ServerContextBuilder credentials(CredentialStore all) {
    store = Objects.requireNonNull(all, "all");
    return this;
  }

  /**
   * Asks clients for a certificate (RFC 5246 7.4.4); default {@link ClientAuth#NONE}.
   *
   * @param trust judges the certificates; its anchors' names go into CertificateRequest
   */
  public ServerContextBuilder clientAuth(ClientAuth policy, Trust trust) {
    clientAuth = Objects.requireNonNull(policy, "policy");
    clientTrust = policy == ClientAuth.NONE ? null : Objects.requireNonNull(trust, "trust");
    return this;
  }

  /** Whether the client's order of suites decides instead of the server's; default false. */
  public ServerContextBuilder preferClientOrder(boolean preferred) {
    preferClientOrder = preferred;
    return this;
  }

  /** Whether the client's order of groups decides instead of the server's; default false. */
  public ServerContextBuilder preferClientGroups(boolean preferred) {
    preferClientGroups = preferred;
    return this;
  }

  /**
   * Asks the application about every ClientHello, those of renegotiations included, before anything
   * is chosen; it answers at once or later, from any thread. A server with such a hook may have no
   * credentials of its own.
   *
   * @param hook begins to answer and returns at once; called on the thread that drives the engine
   */
  public ServerContextBuilder onClientHello(Consumer<ClientHelloOperation> hook) {
    clientHelloHook = Objects.requireNonNull(hook, "hook");
    return this;
  }

  /**
   * Whether a client that asks for a name which no credential is bound to is refused with
   * unrecognized_name (RFC 6066 3); default false: the default credential answers.
   */
  public ServerContextBuilder refuseUnknownNames(boolean refused) {
    refuseUnknownNames = refused;
    return this;
  }

  /** Whether clients that ask get a ticket to resume by (RFC 5077); default true. */
  public ServerContextBuilder tickets(boolean issued) {
    issueTickets = issued;
    return this;
  }

  /**
   * The keys of tickets, for instance those of a fleet; default keys of this context alone that
   * change every hour.
   */
  public ServerContextBuilder ticketKeys(TicketKeys keys) {
    ticketKeys = Objects.requireNonNull(keys, "keys");
    return this;
  }

  /**
   * Whether clients that ask for shorter records by max_fragment_length (RFC 6066 4) get them;
   * otherwise the extension is passed over. Default true.
   */
  public ServerContextBuilder acceptMaxFragmentLength(boolean accepted) {
    acceptMaxFragmentLength = accepted;
    return this;
  }

  /**
   * The context.
   *
   * @throws IllegalStateException with one clear line when the description is not consistent
   */
  public SecurityContext build() {
    if (store().isEmpty() && clientHelloHook == null) {
      throw new IllegalStateException("a server needs at least one credential: credential(…)");
    }
    store().all().forEach(this::checkUsable);
    return new SecurityContext(this);
  }

  /** Beside a scheme, a server's credential needs a suite (RFC 5246 7.4.2); a client's does not. */
  @Override
  void checkUsable(Credential credential) {
    if (suites().stream()
        .noneMatch(suite -> suite.authentication() == credential.keyType().authentication())) {
      throw new IllegalStateException(
          "no cipher suite that is switched on goes with the key of "
              + credential
              + "; the suites are "
              + suites());
    }
    super.checkUsable(credential);
  }

  CredentialStore store() {
    return store != null ? store : bindings.build();
  }

  /** Holds the hook alone, not this builder with all that it was told. */
  private static HelloListener listener(
      Consumer<ClientHelloOperation> hook, SecurityContext context) {
    return question -> hook.accept(new ClientHelloOperation(question, context));
  }

  private Tickets tickets() {
    if (!issueTickets) {
      return null;
    }
    TicketKeys keys =
        ticketKeys != null
            ? ticketKeys
            : TicketKeys.rotating(TICKET_KEY_PERIOD, crypto().random(), clock());
    return new Tickets(keys, crypto());
  }

  Trust clientTrust() {
    return clientTrust;
  }

  ServerSettings.Policy policy(Supplier<ServerCredentials> credentials, SecurityContext built) {
    return new ServerSettings.Policy(
        crypto(),
        limits(),
        new ServerPolicy(suites(), !preferClientOrder, groups(), !preferClientGroups, signing()),
        accepted(),
        sendsPointFormats(),
        keepsPeerOffer(),
        applicationProtocols(),
        clientTrust,
        peerVerifier(),
        clientAuth == ClientAuth.NEED,
        credentials,
        resumption(tickets(), true),
        clientHelloHook == null ? null : listener(clientHelloHook, built),
        refuseUnknownNames,
        acceptMaxFragmentLength,
        recordSizeLimit(),
        requiresExtendedMasterSecret());
  }
}
