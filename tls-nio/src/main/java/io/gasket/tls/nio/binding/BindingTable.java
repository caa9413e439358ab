package io.gasket.tls.nio.binding;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which credential serves a connection, by the address and port it came to and the host name it
 * asks for. The endpoint is decided first, narrowest first: {@code address:port}, {@code *:port},
 * {@code address:*}, {@code *:*}. Only the bindings of that one endpoint count, and among them the
 * exact host goes before the wildcard (one label), and the default comes last: what is bound to a
 * broader endpoint never answers for a narrower one. A name to which nothing is bound gets the
 * endpoint's default, or the alert unrecognized_name (RFC 6066 3) where the endpoint has no default
 * or {@linkplain Builder#refuseUnknownNames refuses unknown names}.
 *
 * <p>Immutable and thread-safe. To change bindings while a server runs, build another table and put
 * it where engines are made, in a volatile field for instance: the next connection sees all of it,
 * those under way keep what they have.
 */
public final class BindingTable {
  private final Map<Endpoint, SecurityContext> contexts;

  private BindingTable(Map<Endpoint, SecurityContext> contexts) {
    this.contexts = contexts;
  }

  /** A builder without bindings. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The context for connections that came to a local address.
   *
   * @param local an address and port as of an accepted channel, not unresolved
   * @return empty when no endpoint of the table covers it
   */
  public Optional<SecurityContext> contextFor(InetSocketAddress local) {
    for (Endpoint endpoint : Endpoint.around(local)) {
      SecurityContext context = contexts.get(endpoint);
      if (context != null) {
        return Optional.of(context);
      }
    }
    return Optional.empty();
  }

  /**
   * A server's engine for a connection that came to a local address.
   *
   * @throws IllegalArgumentException when no endpoint of the table covers it
   */
  public TlsEngine newEngine(InetSocketAddress local) {
    return contextFor(local)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing is bound to " + local + "; the endpoints are " + contexts.keySet()))
        .newEngine();
  }

  /** The endpoints that something is bound to, in the order of their first binding. Immutable. */
  public Set<Endpoint> endpoints() {
    return contexts.keySet();
  }

  /** Gathers bindings. Not thread-safe. */
  public static final class Builder {
    private final Map<Endpoint, CredentialStore.Builder> stores = new LinkedHashMap<>();
    private final Set<Endpoint> refusing = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Binds a credential to a name at an endpoint. One name may have several, for instance an RSA
     * and an EC one; the one bound first is preferred where both fit.
     *
     * @param host a DNS name, or {@code *.} and a DNS name for exactly one label more
     * @throws IllegalArgumentException when the host has another form
     */
    public Builder bind(Endpoint endpoint, String host, Credential credential) {
      at(endpoint).add(host, credential);
      return this;
    }

    /**
     * Binds a credential as an endpoint's default, for clients that ask for no name or an unknown
     * one.
     */
    public Builder bindDefault(Endpoint endpoint, Credential credential) {
      at(endpoint).add(credential);
      return this;
    }

    /**
     * Refuses names that nothing is bound to at an endpoint, though it has a default; clients that
     * ask for no name still get that.
     */
    public Builder refuseUnknownNames(Endpoint endpoint) {
      refusing.add(endpoint);
      return this;
    }

    /**
     * The table.
     *
     * @param common what all endpoints have in common: trust, protocols, limits. It is used up: its
     *     credentials and its treatment of unknown names are overwritten. Ticket keys that are not
     *     given are each endpoint's own
     * @throws IllegalStateException with one clear line when nothing is bound, nothing is bound to
     *     an endpoint that refuses names, or a credential does not go with {@code common}
     */
    public BindingTable build(ServerContextBuilder common) {
      if (stores.isEmpty()) {
        throw new IllegalStateException("a table needs at least one binding");
      }
      for (Endpoint endpoint : refusing) {
        if (!stores.containsKey(endpoint)) {
          throw new IllegalStateException(
              "unknown names are refused at " + endpoint + ", to which nothing is bound");
        }
      }
      Map<Endpoint, SecurityContext> contexts = new LinkedHashMap<>();
      stores.forEach(
          (endpoint, store) ->
              contexts.put(
                  endpoint,
                  common
                      .credentials(store.build())
                      .refuseUnknownNames(refusing.contains(endpoint))
                      .build()));
      return new BindingTable(Collections.unmodifiableMap(contexts));
    }

    private CredentialStore.Builder at(Endpoint endpoint) {
      return stores.computeIfAbsent(endpoint, e -> CredentialStore.builder());
    }
  }
}
