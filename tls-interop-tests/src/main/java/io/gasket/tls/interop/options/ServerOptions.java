package io.gasket.tls.interop.options;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.interop.loop.Service;
import io.gasket.tls.nio.binding.BindingTable;
import io.gasket.tls.nio.binding.Endpoint;
import io.gasket.tls.session.TicketKey;
import io.gasket.tls.session.TicketKeys;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every server is told: where to listen, whom it is, and whom it lets in. */
public final class ServerOptions {
  private static final int MOST_PORTS = 65_535;

  @Mixin private CredentialOptions credentials;
  @Mixin private TrustOptions trust;
  @Mixin private TlsOptions tls;
  @Mixin private SessionOptions sessions;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on, 0.0.0.0 or :: for all (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4433",
      description = "Port to listen on, 0 for any that is free (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--sni",
      paramLabel = "HOST=CHAIN,KEY",
      converter = Binding.Converter.class,
      description = "Certificate for a host name or *.NAME; may be given again")
  private List<Binding> bindings = List.of();

  @Option(
      names = "--ocsp-response",
      paramLabel = "DER",
      description = "OCSP response to staple, one for each --cert in its order, or for --p12")
  private List<Path> ocspResponses = List.of();

  @Option(
      names = "--ticket-key",
      paramLabel = "FILE",
      description =
          "48 random bytes that a fleet's servers seal tickets with; again for keys that open only "
              + "(default: keys of this process alone)")
  private List<Path> ticketKeys = List.of();

  @Option(
      names = "--bindings",
      paramLabel = "FILE",
      description = {
        "Where to listen and which certificate serves which name, in place of --cert, --p12, --sni "
            + "and, where it names ports, --port. A line is",
        "  ADDRESS:PORT HOST CHAIN.pem [KEY.pem]",
        "  ADDRESS:PORT HOST FILE.p12",
        "  ADDRESS:PORT unknown=refuse|default",
        "with * for any address or port; HOST is a name, a wildcard (*.NAME), or * for the "
            + "default; # begins a comment. Files are named from FILE's folder."
      })
  private Path bindingsFile;

  @Option(
      names = "--cert-folder",
      paramLabel = "DIR",
      description =
          "Folder with HOST.pem (chain and key) or HOST.p12, _wildcard.DOMAIN.pem, default.pem, "
              + "several for a name as HOST.rsa.pem, HOST.ecdsa.pem or HOST.1.pem; read when a "
              + "client asks for the name, and again when it changes")
  private Path folder;

  /** What the options offer: the addresses to listen on and the server's engines. */
  public Service service(ClientAuth clientAuth) throws IOException, ProgramFailure {
    if (bindingsFile == null) {
      return Service.of(address(), context(clientAuth));
    }
    if (credentials.areGiven() || !bindings.isEmpty() || folder != null) {
      throw ProgramFailure.badArguments(
          "--bindings takes the place of --cert, --p12, --sni and --cert-folder; give one");
    }
    BindingTable.Builder file =
        BindingsFile.read(bindingsFile, credentials.keyPassword(), credentials.password());
    BindingTable table = tls.build(server(clientAuth), file::build);
    return new Service(addresses(table.endpoints()), table::newEngine);
  }

  /**
   * The addresses that endpoints name. A port on any address covers that port on each of them; any
   * port is that of --port.
   */
  private List<InetSocketAddress> addresses(Set<Endpoint> endpoints) throws ProgramFailure {
    InetSocketAddress given = address();
    Set<InetSocketAddress> addresses = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      int at = endpoint.isAnyPort() ? given.getPort() : endpoint.port();
      addresses.add(
          endpoint
              .address()
              .map(one -> new InetSocketAddress(one, at))
              .orElse(endpoint.isAnyPort() ? given : new InetSocketAddress(at)));
    }
    return addresses.stream()
        .filter(
            one ->
                one.getAddress().isAnyLocalAddress()
                    || !addresses.contains(new InetSocketAddress(one.getPort())))
        .toList();
  }

  /** Where to listen. */
  private InetSocketAddress address() throws ProgramFailure {
    if (port < 0 || port > MOST_PORTS) {
      throw ProgramFailure.badArguments("--port must be 0 to " + MOST_PORTS + ", not " + port);
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new ProgramFailure("unknown host " + host);
    }
    return address;
  }

  /** The server that the options describe. */
  SecurityContext context(ClientAuth clientAuth) throws IOException, ProgramFailure {
    CredentialStore store = store();
    ServerContextBuilder builder = server(clientAuth).credentials(store);
    if (folder != null) {
      builder.onClientHello(FolderOptions.folder(folder, credentials.password()));
    }
    return tls.build(builder);
  }

  private ServerContextBuilder server(ClientAuth clientAuth) throws IOException, ProgramFailure {
    ServerContextBuilder builder = SecurityContext.server();
    Optional<Trust> clients = trust.trust(credentials);
    if (clientAuth != ClientAuth.NONE) {
      builder.clientAuth(
          clientAuth,
          clients.orElseThrow(
              () ->
                  ProgramFailure.badArguments(
                      "--client-auth "
                          + clientAuth.name().toLowerCase(Locale.ROOT)
                          + " needs --ca, the authorities that clients must lead to")));
    }
    sessions.describe(builder);
    addTicketKeys(builder);
    return builder;
  }

  private void addTicketKeys(ServerContextBuilder builder) throws IOException, ProgramFailure {
    if (ticketKeys.isEmpty()) {
      return;
    }
    if (!sessions.tickets()) {
      throw ProgramFailure.badArguments("--ticket-key needs --tickets on");
    }
    List<TicketKey> keys = new ArrayList<>();
    for (Path file : ticketKeys) {
      keys.add(ticketKey(file));
    }
    TicketKey[] others = keys.subList(1, keys.size()).toArray(TicketKey[]::new);
    builder.ticketKeys(TicketKeys.supplied(keys.get(0), others));
  }

  private static TicketKey ticketKey(Path file) throws IOException, ProgramFailure {
    byte[] bytes = Files.readAllBytes(file);
    int length = TicketKey.NAME_LENGTH + TicketKey.SECRET_LENGTH;
    if (bytes.length != length) {
      throw new ProgramFailure(
          file + ": a ticket key is " + length + " random bytes, not " + bytes.length);
    }
    byte[] secret = Arrays.copyOfRange(bytes, TicketKey.NAME_LENGTH, length);
    TicketKey key = new TicketKey(Arrays.copyOf(bytes, TicketKey.NAME_LENGTH), secret);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  /** Whether certificates of clients are verified. */
  public boolean verifiesClients() {
    return trust.verifies();
  }

  private CredentialStore store() throws IOException, ProgramFailure {
    CredentialStore.Builder store = CredentialStore.builder();
    List<Credential> byDefault = stapled(credentials.credentials());
    byDefault.forEach(store::add);
    for (Binding binding : bindings) {
      try {
        store.add(binding.host(), binding.credential(credentials.keyPassword()));
      } catch (IllegalArgumentException e) {
        throw ProgramFailure.badArguments("--sni: " + e.getMessage());
      }
    }
    if (byDefault.isEmpty() && bindings.isEmpty() && folder == null) {
      throw ProgramFailure.badArguments(
          "a certificate is needed: --cert with --key, --p12, --sni, --bindings or --cert-folder");
    }
    return store.build();
  }

  private List<Credential> stapled(List<Credential> plain) throws IOException, ProgramFailure {
    if (ocspResponses.size() > plain.size()) {
      throw ProgramFailure.badArguments(
          "each --ocsp-response needs its --cert: there are %d and %d"
              .formatted(ocspResponses.size(), plain.size()));
    }
    List<Credential> stapled = new ArrayList<>(plain);
    for (int i = 0; i < ocspResponses.size(); i++) {
      Path file = ocspResponses.get(i);
      try {
        stapled.set(i, plain.get(i).withOcspResponse(Files.readAllBytes(file)));
      } catch (IllegalArgumentException e) {
        throw new ProgramFailure(file + ": " + e.getMessage(), e);
      }
    }
    return stapled;
  }
}
