package io.gasket.tls.handshake.server;

import io.gasket.tls.crypto.Pending;
import io.gasket.tls.message.ClientHello;
import java.util.List;
import java.util.Optional;

/** What a client offers, for an application that wants to choose by it. The facts are immutable. */
public final class HelloQuestion {
  private final ClientHello hello;
  private final ServerSettings settings;
  private final Optional<String> serverName;
  private final List<String> applicationProtocols;
  private final Pending<HelloAnswer> answer = new Pending<>();

  HelloQuestion(ClientOffer offer, ServerSettings settings) {
    this.hello = offer.hello();
    this.settings = settings;
    this.serverName = Optional.ofNullable(offer.serverName());
    this.applicationProtocols = List.copyOf(offer.applicationProtocols());
  }

  /** The whole message. */
  public ClientHello hello() {
    return hello;
  }

  /** The settings that apply unless the answer has others. */
  public ServerSettings settings() {
    return settings;
  }

  /** The name asked for. */
  public Optional<String> serverName() {
    return serverName;
  }

  /** The protocols offered by ALPN, in the client's order. */
  public List<String> applicationProtocols() {
    return applicationProtocols;
  }

  /** Where the answer goes. */
  public Pending<HelloAnswer> answer() {
    return answer;
  }
}
