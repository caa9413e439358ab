package io.gasket.tls;

import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.handshake.server.HelloAnswer;
import io.gasket.tls.handshake.server.HelloQuestion;
import io.gasket.tls.handshake.server.ServerCredentials;
import io.gasket.tls.handshake.server.ServerSettings;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.TlsFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A ClientHello that waits for the application's answer: which context, credentials or protocols
 * hold for this one connection. The choices are made on one thread; {@link #proceed} or {@link
 * #refuse} ends the wait, once, from any thread. One that is never answered ends at the handshake's
 * deadline.
 */
public final class ClientHelloOperation {
  private final HelloQuestion question;
  private final SecurityContext context;
  private ServerSettings settings;
  private ServerCredentials credentials;
  private List<String> applicationProtocols;
  private Optional<String> serverNameUsed;

  ClientHelloOperation(HelloQuestion question, SecurityContext context) {
    this.question = question;
    this.context = context;
    this.settings = question.settings();
    this.applicationProtocols = settings.policy().applicationProtocols();
    this.serverNameUsed = question.serverName();
  }

  /** All that the client offers, unknown codes included. */
  public ClientHelloFacts clientHello() {
    return new ClientHelloFacts(question.hello());
  }

  /** The context that decides unless the answer names another. */
  public SecurityContext context() {
    return context;
  }

  /** The name asked for (RFC 6066 3), in lower case. */
  public Optional<String> serverName() {
    return question.serverName();
  }

  /** The protocols offered by ALPN, in the client's order; bytes as ISO-8859-1. */
  public List<String> applicationProtocols() {
    return question.applicationProtocols();
  }

  /** The cipher suites offered that this library knows, in the client's order. */
  public List<CipherSuite> suites() {
    return Arrays.stream(question.hello().suites())
        .mapToObj(CipherSuite::of)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Has another server's context decide, with its credentials, trust, protocols and policies; its
   * limits, events, key log and renegotiation do not apply, and neither does a hook of its own. It
   * undoes what was chosen before.
   *
   * @throws IllegalArgumentException when it is a client's context
   */
  public ClientHelloOperation useContext(SecurityContext server) {
    settings = server.serverSettings();
    credentials = null;
    applicationProtocols = settings.policy().applicationProtocols();
    return this;
  }

  /**
   * Has a credential chosen from a store for this connection. The store is made ready each time;
   * one that serves many connections is better kept as a context, see {@link
   * SecurityContext#withCredentials}.
   *
   * @throws IllegalArgumentException when the crypto provider cannot sign with a key
   */
  public ClientHelloOperation useCredentials(CredentialStore store) {
    credentials = new ServerCredentials(store, settings.policy().crypto());
    return this;
  }

  /**
   * Has a protocol chosen from these, preferred first; a client that offers others only is refused
   * with no_application_protocol. None declines ALPN: it is not answered, and the handshake goes on
   * without a protocol.
   *
   * @param names each 1 to 255 bytes of ISO-8859-1, such as {@code h2}
   */
  public ClientHelloOperation useApplicationProtocols(String... names) {
    applicationProtocols = ContextBuilder.protocolNames(names);
    return this;
  }

  /**
   * Has the name asked for treated as if none were: the default credential answers, server_name
   * does not.
   */
  public ClientHelloOperation ignoreServerName() {
    serverNameUsed = Optional.empty();
    return this;
  }

  /**
   * Has another name treated as the one that the client asks for: its credential answers and a
   * session is bound to it. The client judges the certificate by the name it knows.
   *
   * @param host a DNS name
   */
  public ClientHelloOperation useServerName(String host) {
    serverNameUsed = Optional.of(host.toLowerCase(Locale.ROOT));
    return this;
  }

  /**
   * Ends the wait; the handshake goes on when its engine is driven next.
   *
   * @return false when it was ended before
   */
  public boolean proceed() {
    ServerCredentials chosen =
        credentials != null ? credentials : settings.policy().credentials().get();
    return question
        .answer()
        .complete(
            new HelloAnswer(
                settings, chosen, applicationProtocols, serverNameUsed.orElse(null), null));
  }

  /**
   * Ends the connection with an alert of the application's choice.
   *
   * @param alert any but close_notify, such as unrecognized_name or access_denied
   * @param detail why, for events and logs on this side
   * @return false when the wait was ended before
   * @throws IllegalArgumentException for close_notify, which is no failure
   */
  public boolean refuse(Alert alert, String detail) {
    TlsFailure refusal = Endings.refused(alert, detail);
    return question.answer().complete(new HelloAnswer(settings, null, List.of(), null, refusal));
  }
}
