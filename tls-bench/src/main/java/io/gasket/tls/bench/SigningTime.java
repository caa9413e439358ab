package io.gasket.tls.bench;

import io.gasket.tls.crypto.bc.BcProvider;
import io.gasket.tls.crypto.bc.NonceProbe;
import io.gasket.tls.crypto.jca.JcaProvider;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Whether the time of an ECDSA signature (P-256, SHA-256) tells of its nonce or of its key: {@code
 * java -cp tls-bench/target/benchmarks.jar io.gasket.tls.bench.SigningTime [signatures of a class]
 * [part of a measurement's name]}. Fixed against random classes as in dudect (Reparaz, Balasch and
 * Verbauwhede, 2017): every class is compared with one of random values, by the CPU time of single
 * signatures in random order, for several crops of the slowest ones. A t above 4.5 either way is a
 * leak; less is none found with so many signatures. Another random class shows what no leak looks
 * like, and must stay below.
 */
public final class SigningTime {
  private static final double LEAK = 4.5;
  private static final double[] CROPS = {100, 99, 90, 75, 50, 25};
  private static final int WARM_UP = 20_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SigningTime() {}

  /** What is timed: signatures in classes, the first of which is of random values. */
  interface Measured {
    /** What is shown. */
    String name();

    /** The names of the classes. */
    List<String> classes();

    /** Gets all ready for a signature of a class, so that only {@link #sign} is timed. */
    void prepare(int ofClass, Random random) throws GeneralSecurityException;

    /** Makes the signature. */
    void sign() throws GeneralSecurityException;

    /** Checks that the signature made last is what its class asked for. */
    default void check() throws GeneralSecurityException {}
  }

  /** Runs it. */
  public static void main(String[] args) throws GeneralSecurityException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    String wanted = args.length > 1 ? args[1] : "";
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf("%s, %d signatures of each class%n%n", Runtime.version(), count);
    out.println("| measured | class against random | difference ns | t by crop | largest |");
    out.println("|---|---|---|---|---|");
    for (Measured measured :
        List.of(
            new NonceLengths.OfTheBlinded(true),
            new NonceLengths.OfTheBlinded(false),
            new NonceLengths.OfBouncyCastle(),
            new NonceLengths.OfTheJdk(),
            new KeyBits("blinded, keys", BcProvider.create().signatures()::signer),
            new KeyBits("blinded without comb, keys", NonceProbe::signerWithoutComb),
            new KeyBits("Bouncy Castle, keys", BcProvider.withBareEcdsa().signatures()::signer),
            new KeyBits("JDK, keys", JcaProvider.platform().signatures()::signer))) {
      if (measured.name().contains(wanted)) {
        long[][] times = times(measured, count);
        for (int i = 1; i < times.length; i++) {
          out.println(row(measured, i, times));
        }
      }
    }
  }

  private static long[][] times(Measured measured, int count) throws GeneralSecurityException {
    int classes = measured.classes().size();
    Random random = new Random(1);
    for (int i = 0; i < WARM_UP; i++) {
      measured.prepare(i % classes, random);
      measured.sign();
      measured.check();
    }
    long[][] times = new long[classes][count];
    int[] made = new int[classes];
    for (int left = classes * count; left > 0; left--) {
      int next = random.nextInt(classes);
      while (made[next] == count) {
        next = (next + 1) % classes;
      }
      measured.prepare(next, random);
      long start = THREADS.getCurrentThreadCpuTime();
      measured.sign();
      times[next][made[next]++] = THREADS.getCurrentThreadCpuTime() - start;
    }
    return times;
  }

  private static String row(Measured measured, int ofClass, long[][] times) {
    List<String> byCrop = new ArrayList<>();
    double largest = 0;
    for (double crop : CROPS) {
      Welch welch = Welch.cropped(times[ofClass], times[0], crop);
      byCrop.add(text("%.1f", welch.t()));
      largest = Math.max(largest, Math.abs(welch.t()));
    }
    Welch middle = Welch.cropped(times[ofClass], times[0], 90);
    return "| "
        + String.join(
            " | ",
            measured.name(),
            measured.classes().get(ofClass),
            text("%.0f ± %.0f", middle.difference(), middle.standardError()),
            String.join(", ", byCrop),
            text("%.1f", largest) + (largest > LEAK ? ", leak" : ""))
        + " |";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
