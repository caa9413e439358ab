package io.gasket.tls.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/** JMH's own main program with all its options, and {@link CpuTime} always on. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs JMH. */
  public static void main(String[] args) throws IOException {
    List<String> all = new ArrayList<>(List.of("-prof", CpuTime.class.getName()));
    all.addAll(List.of(args));
    Main.main(all.toArray(String[]::new));
  }
}
