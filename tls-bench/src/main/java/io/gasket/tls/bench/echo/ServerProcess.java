package io.gasket.tls.bench.echo;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Suite;
import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.load.JavaProcess;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.trust.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** An echo server in a JVM of its own, so that its CPU time and its heap are its alone. */
public final class ServerProcess implements AutoCloseable {
  private final JavaProcess process;
  private final boolean plain;
  private final int port;
  private final SecurityContext clients;

  private ServerProcess(String name, JavaProcess process)
      throws ProgramFailure, IOException, InterruptedException, CertificateException {
    this.process = process;
    this.plain = EchoServers.isPlain(name);
    String[] portAndAnchor = process.hear().split(" ", 2);
    this.port = Integer.parseInt(portAndAnchor[0]);
    byte[] anchor = Base64.getDecoder().decode(portAndAnchor[1]);
    this.clients =
        SecurityContext.client()
            .suites(
                List.of(
                    CipherSuite.named(Setting.records(Suite.AES128GCM).suiteName()).orElseThrow()))
            .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
            .trust(Trust.anchors(certificate(anchor)))
            .sessions(null)
            .tickets(false)
            .build();
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param name one of {@link EchoServers#NAMES}
   * @param heap as {@code -Xmx} has it, such as {@code 256m}
   */
  public static ServerProcess start(String name, String heap)
      throws ProgramFailure, IOException, InterruptedException, CertificateException {
    JavaProcess process =
        JavaProcess.start(
            "the server " + name, List.of("-Xmx" + heap), ServerMain.class, List.of(name));
    try {
      return new ServerProcess(name, process);
    } catch (ProgramFailure | IOException | CertificateException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static X509Certificate certificate(byte[] encoded) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  int port() {
    return port;
  }

  /** A client's end over a connected socket: this project's, or none for the server without TLS. */
  Link link(SocketChannel channel) {
    return plain
        ? new PlainLink(channel)
        : new GasketLink(SecurePipeline.over(channel, clients.newEngine(BenchPki.HOST)));
  }

  /**
   * What the server has counted: {@code open} connections, {@code handshakes}, {@code failures},
   * bytes {@code read} and {@code written}, {@code heap} bytes, and {@code cpu} nanoseconds of the
   * whole process.
   */
  public Figures figures() throws ProgramFailure, IOException, InterruptedException {
    return Figures.parse(process.ask(ServerMain.LOOK));
  }

  /** As {@link #figures}, after a garbage collection, so that the heap is what is reachable. */
  public Figures settledFigures() throws ProgramFailure, IOException, InterruptedException {
    return Figures.parse(process.ask(ServerMain.SETTLE));
  }

  @Override
  public void close() {
    process.close();
  }
}
