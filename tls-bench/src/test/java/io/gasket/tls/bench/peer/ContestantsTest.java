package io.gasket.tls.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Connection;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Place;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Group;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Setting.Suite;
import io.gasket.tls.bench.contest.Unsupported;
import io.gasket.tls.bench.contest.Wire;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contestant does what a setting says, by its bytes, or says that it cannot. */
class ContestantsTest {
  private static final List<Setting> SETTINGS = settings();

  /** Who cannot do what; everybody else must do everything. */
  private static final Map<String, Set<String>> LACKS =
      Map.of(
          "bcjsse", Set.of("CHACHA20", "TICKET"),
          "bctls", Set.of("TICKET"),
          "conscrypt", Set.of("P256"),
          "gasket-zero", Set.of("CHACHA20"),
          "gasket-accp", Set.of("CHACHA20"),
          "floor", Set.of("P256", "RSA", "mutual", "ID", "TICKET"));

  private static final Set<String> NATIVE =
      Set.of("gasket-accp", "gasket-conscrypt", "conscrypt", "tcnative");

  private static List<Setting> settings() {
    Suite suite = Suite.AES128GCM;
    return Stream.concat(
            Arrays.stream(Suite.values()).map(Setting::records),
            Stream.of(
                new Setting(suite, Group.P256, KeyKind.EC, false, Resumption.NONE),
                new Setting(suite, Group.X25519, KeyKind.RSA, false, Resumption.NONE),
                new Setting(suite, Group.X25519, KeyKind.EC, true, Resumption.NONE),
                new Setting(suite, Group.X25519, KeyKind.EC, false, Resumption.ID),
                new Setting(suite, Group.X25519, KeyKind.EC, false, Resumption.TICKET)))
        .toList();
  }

  static Stream<String> names() {
    return Contestants.all().stream().map(Contestant::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("Every setting is met by the bytes on the wire, and data goes both ways")
  void keepsToTheSetting(String name) throws Exception {
    assumeItsLibraryIsFor(name);
    Contestant contestant = Contestants.named(name);
    Map<String, String> unsupported = new TreeMap<>();
    for (Setting setting : SETTINGS) {
      try (Arena arena = contestant.arena(setting)) {
        check(arena, setting, name.equals("floor"));
      } catch (Unsupported e) {
        unsupported.put(difference(setting), e.getMessage());
      }
    }
    assertEquals(
        new TreeSet<>(LACKS.getOrDefault(name, Set.of())),
        unsupported.keySet(),
        unsupported::toString);
  }

  /** The native libraries on the class path are those for Linux on x86-64. */
  private static void assumeItsLibraryIsFor(String name) {
    boolean isHere =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    assumeTrue(
        isHere || !NATIVE.contains(name), () -> "skipped: no native library here for " + name);
  }

  private static void check(Arena arena, Setting setting, boolean withoutHandshake)
      throws IOException {
    Wire wire = new Wire(Place.HEAP);
    if (withoutHandshake) {
      try (Connection connection = wire.connect(arena)) {
        connection.checkEcho(Place.HEAP);
      }
      return;
    }
    wire.observe(arena).check(setting, true);
    wire.observe(arena).check(setting, false);
    new Wire(Place.DIRECT).observe(arena).check(setting, false);
  }

  /** What tells a setting from the plainest one. */
  private static String difference(Setting setting) {
    if (setting.resumption() != Resumption.NONE) {
      return setting.resumption().name();
    }
    if (setting.mutual()) {
      return "mutual";
    }
    if (setting.group() != Group.X25519) {
      return setting.group().name();
    }
    return setting.key() == KeyKind.EC ? setting.suite().name() : setting.key().name();
  }

  static Stream<String> clients() {
    return names().filter(name -> !name.equals("floor"));
  }

  @ParameterizedTest
  @MethodSource("clients")
  @DisplayName("A server whose certificate is for another host is refused")
  void insistsOnTheHostName(String name) throws Exception {
    assumeItsLibraryIsFor(name);
    try (Arena arena = Contestants.named(name).arena(Setting.records(Suite.AES128GCM))) {
      try (Connection connection = new Connection(arena.client("other.example"), arena.server())) {
        Wire wire = new Wire(Place.HEAP);
        Exception refusal =
            assertThrows(
                Exception.class,
                () ->
                    wire.shakeHands(
                        connection.client(), connection.server(), Wire.ServerClock.NONE));
        // Conscrypt throws the trust manager's exception as it is, undeclared.
        Class<?> type = refusal.getClass();
        assertTrue(
            IOException.class.isAssignableFrom(type) || type == CertificateException.class,
            refusal::toString);
      }
    }
  }

  @Test
  void unknownNamesAreAnsweredWithTheList() {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> Contestants.named("openssl"));
    assertTrue(refusal.getMessage().contains("gasket, "), refusal.getMessage());
  }
}
