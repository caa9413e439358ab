package io.gasket.tls.bench.echo;

import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.load.Machine;
import io.gasket.tls.bench.load.ProgramFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The main program of {@link ServerProcess}: starts the server named by its argument, prints its
 * port and the trust anchor of its certificate, then answers each line with figures until its input
 * ends.
 */
final class ServerMain {
  /** Asks for figures. */
  static final String LOOK = "look";

  /** Asks for figures after everything unreachable has been collected. */
  static final String SETTLE = "settle";

  private ServerMain() {}

  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Counts counts = new Counts();
    BenchPki pki = BenchPki.of(KeyKind.EC);
    try {
      EchoServer server = EchoServers.start(args[0], pki.server(), counts);
      Base64.Encoder base64 = Base64.getEncoder();
      out.println(server.port() + " " + base64.encodeToString(pki.anchor().getEncoded()));
    } catch (ProgramFailure failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long heap = line.equals(SETTLE) ? Machine.settledHeap() : Machine.usedHeap();
      Figures figures = counts.figures().with("heap", heap);
      out.println(figures.with("cpu", Machine.processCpuNanos()).line());
    }
    System.exit(0);
  }
}
