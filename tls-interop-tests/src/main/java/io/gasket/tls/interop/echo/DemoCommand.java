package io.gasket.tls.interop.echo;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.interop.certs.CertificateFolder;
import io.gasket.tls.interop.certs.CertsCommand;
import io.gasket.tls.interop.certs.KeyKind;
import io.gasket.tls.interop.loop.Service;
import io.gasket.tls.interop.options.HostAndPort;
import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.options.TlsOptions;
import io.gasket.tls.interop.session.SessionLog;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: certificates, echo server and clients, all in one process over loopback. */
@Command(
    name = "demo",
    description = {
      "Certificates, echo server and clients in one process.",
      "Makes certificates, starts an echo server and its clients, one thread each, and measures "
          + "how fast random messages of 1 to 100 bytes go round under mutual TLS."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String SERVER_NAME = "localhost";

  @Mixin private CrowdOptions crowd;
  @Mixin private TlsOptions tls;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder for the certificates (default: a temporary one, deleted once read)")
  private Path folder;

  @Override
  public Integer call() throws IOException, ProgramFailure, InterruptedException {
    PrintStream out = System.out;
    int clientCount = crowd.clients();
    Contexts contexts = contexts(out);
    EchoServer server =
        new EchoServer(
            Service.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), contexts.server()),
            new SessionLog(out, true).withBlocks(1),
            out);
    InetSocketAddress address = server.addresses().get(0);
    out.println("listening on " + HostAndPort.text(address));
    server.start();
    try {
      EchoClients clients = new EchoClients(clientCount, out);
      clients.start(
          new EchoClients.Server(address, SERVER_NAME, tls.deadline()),
          contexts.client(),
          new SessionLog(out, true).withBlocks(1));
      EchoRun run = new EchoRun(clients, out);
      run.watch(crowd.time());
      server.stop();
      out.println("Server");
      out.print(server.statistics().text());
      out.println("Clients");
      out.print(clients.statistics().text());
      run.printSum();
    } finally {
      server.stop();
    }
    return 0;
  }

  private record Contexts(SecurityContext server, SecurityContext client) {}

  private Contexts contexts(PrintStream out) throws IOException, ProgramFailure {
    if (folder != null) {
      return contexts(new CertificateFolder(folder), out);
    }
    Path temporary = Files.createTempDirectory("gasket-demo");
    try {
      return contexts(new CertificateFolder(temporary), out);
    } finally {
      delete(temporary);
    }
  }

  private Contexts contexts(CertificateFolder certificates, PrintStream out)
      throws IOException, ProgramFailure {
    fill(certificates).forEach(file -> out.println("wrote " + file));
    return new Contexts(serverContext(certificates), clientContext(certificates));
  }

  private static List<Path> fill(CertificateFolder certificates)
      throws IOException, ProgramFailure {
    try {
      return certificates.fill(
          KeyKind.EC, Duration.ofDays(1), List.of(), CertsCommand.DEFAULT_PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new ProgramFailure("cannot make the certificates: " + e.getMessage(), e);
    }
  }

  private SecurityContext serverContext(CertificateFolder certificates)
      throws IOException, ProgramFailure {
    return tls.build(
        SecurityContext.server()
            .credential(credential(certificates, "server"))
            .clientAuth(ClientAuth.NEED, Trust.pem(certificates.root())));
  }

  private SecurityContext clientContext(CertificateFolder certificates)
      throws IOException, ProgramFailure {
    return tls.build(
        SecurityContext.client()
            .credential(credential(certificates, "client"))
            .trust(Trust.pem(certificates.root())));
  }

  private static Credential credential(CertificateFolder certificates, String who)
      throws IOException {
    return Credential.fromPem(certificates.certificate(who), certificates.key(who));
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files = entries.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
