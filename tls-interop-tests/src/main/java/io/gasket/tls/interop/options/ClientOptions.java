package io.gasket.tls.interop.options;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.session.SessionStore;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every client is told: which server to reach, whom to believe, and whom it is itself. */
public final class ClientOptions {
  @Mixin private TrustOptions trust;
  @Mixin private CredentialOptions credentials;
  @Mixin private TlsOptions tls;
  @Mixin private SessionOptions sessions;

  @Parameters(
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description = "The server; an IPv6 address in brackets: [::1]:443")
  private HostAndPort server;

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description = "Name the server must have and is asked for (default: HOST)")
  private String serverName;

  @Option(
      names = "--fallback-scsv",
      description =
          "Say that a higher version was tried before (RFC 7507); a server that speaks one refuses")
  private boolean fallback;

  /** The server as the user wrote it. */
  public HostAndPort server() {
    return server;
  }

  /** The server's address, looked up now. */
  public InetSocketAddress address() throws ProgramFailure {
    return server.resolve();
  }

  /** The name that the server's certificate must be for. */
  public String serverName() {
    return serverName == null ? server.host() : serverName;
  }

  /** Longest duration of connecting and of the handshake, each. */
  public Duration deadline() {
    return tls.deadline();
  }

  /** Whether the server's certificate is verified. */
  public boolean verifiesServer() {
    return trust.verifies();
  }

  /** Whether connections may be renegotiated. */
  public boolean renegotiates() {
    return sessions.renegotiates();
  }

  /** Whether sessions are kept to be resumed. */
  public boolean keepsSessions() throws ProgramFailure {
    return sessions.store() != null;
  }

  /** The client that the options describe. */
  public SecurityContext context() throws IOException, ProgramFailure {
    return context(sessions.store());
  }

  /**
   * The client that the options describe.
   *
   * @param store keeps its sessions; null for none
   */
  public SecurityContext context(SessionStore store) throws IOException, ProgramFailure {
    ClientContextBuilder builder =
        SecurityContext.client().signedCertificateTimestamps(true).fallback(fallback);
    for (Credential own : credentials.credentials()) {
      builder.credential(own);
    }
    Optional<Trust> asked = trust.trust(credentials);
    builder.trust(asked.isPresent() ? asked.get() : platform());
    sessions.describe(builder, store);
    return tls.build(builder);
  }

  private static Trust platform() throws ProgramFailure {
    try {
      return Trust.platform();
    } catch (IllegalStateException e) {
      throw new ProgramFailure(e.getMessage() + "; name the authorities with --ca", e);
    }
  }
}
