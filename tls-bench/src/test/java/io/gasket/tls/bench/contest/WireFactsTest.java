package io.gasket.tls.bench.contest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.bench.contest.Setting.Group;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Setting.Suite;
import io.gasket.tls.bench.peer.Contestants;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a contestant did at its handshake is told apart from all it should not have done. */
class WireFactsTest {
  private static final Suite SUITE = Suite.AES128GCM;

  /** Each differs from each other by one thing. */
  private static final List<Setting> SETTINGS =
      List.of(
          Setting.records(SUITE),
          Setting.records(Suite.AES256GCM),
          new Setting(SUITE, Group.P256, KeyKind.EC, false, Resumption.NONE),
          new Setting(SUITE, Group.X25519, KeyKind.RSA, false, Resumption.NONE),
          new Setting(SUITE, Group.X25519, KeyKind.EC, true, Resumption.NONE),
          new Setting(SUITE, Group.X25519, KeyKind.EC, false, Resumption.ID),
          new Setting(SUITE, Group.X25519, KeyKind.EC, false, Resumption.TICKET));

  @Test
  @DisplayName("A connection made for one setting passes for no other")
  void tellsSettingsApart() throws Exception {
    for (Setting made : SETTINGS) {
      try (Arena arena = Contestants.named("gasket-fastest").arena(made)) {
        Wire wire = new Wire(Place.HEAP);
        wire.observe(arena).check(made, true);
        WireFacts second = wire.observe(arena);
        for (Setting claimed : SETTINGS) {
          if (claimed.equals(made)) {
            assertDoesNotThrow(() -> second.check(claimed, false));
          } else {
            assertThrows(
                IOException.class,
                () -> second.check(claimed, false),
                () -> made + " passes for " + claimed);
          }
        }
      }
    }
  }
}
