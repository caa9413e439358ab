package io.gasket.tls.interop.loop;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

/**
 * What a server offers: where it listens, and an engine for each connection.
 *
 * @param addresses one or more
 * @param engines makes the engine of a connection that came to a local address
 */
public record Service(
    List<InetSocketAddress> addresses, Function<InetSocketAddress, TlsEngine> engines) {
  /** One context at one address. */
  public static Service of(InetSocketAddress address, SecurityContext context) {
    return new Service(List.of(address), local -> context.newEngine());
  }
}
