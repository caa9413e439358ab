package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting.Suite;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.crypto.compose.CryptoProviders;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All contestants. */
public final class Contestants {
  private static final List<Contestant> ALL =
      List.of(
          new GasketContestant("gasket", CryptoProviders::standard),
          new GasketContestant("gasket-fastest", CryptoProviders::fastest),
          new GasketContestant("gasket-prepared", PreparedProvider::make),
          new GasketContestant("gasket-zero", CryptoProviders::zeroGarbage, Set.of(Suite.CHACHA20)),
          new GasketContestant("gasket-accp", NativeProviders::accp, Set.of(Suite.CHACHA20)),
          new GasketContestant("gasket-conscrypt", NativeProviders::conscrypt),
          new FloorContestant(),
          new JsseContestant(),
          new BcJsseContestant(),
          new BcTlsContestant(),
          new ConscryptContestant(),
          new TcnativeContestant());

  private Contestants() {}

  /** All, ours first. */
  public static List<Contestant> all() {
    return ALL;
  }

  /**
   * The contestant of a name.
   *
   * @throws IllegalArgumentException when there is none; the text lists them
   */
  public static Contestant named(String name) {
    return ALL.stream()
        .filter(contestant -> contestant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no contestant is called "
                        + name
                        + "; there are "
                        + ALL.stream().map(Contestant::name).collect(Collectors.joining(", "))));
  }

  /** Checks a name from a command line. */
  public static void check(String name) throws ProgramFailure {
    try {
      Contestant unused = named(name);
    } catch (IllegalArgumentException unknown) {
      throw new ProgramFailure(unknown.getMessage());
    }
  }
}
