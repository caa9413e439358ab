package io.gasket.tls.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Limits of the length of fragments (RFC 6066 4, RFC 8449 4)")
class FragmentLimitsTest {
  @ParameterizedTest(name = "length {0}, ours {1}, the peer''s {2}: {3} sent, {4} received")
  @CsvSource({
    "0, 0, 0, 16384, 16384",
    "512, 0, 0, 512, 512",
    "0, 700, 800, 800, 700",
    "512, 700, 800, 512, 700",
    "512, 700, 64, 64, 700"
  })
  @DisplayName("under the keys")
  void protectedRecords(int length, int ours, int peers, int sent, int received) {
    FragmentLimits limits = new FragmentLimits(length, ours, peers);
    assertEquals(sent, limits.sent());
    assertEquals(received, limits.received());
  }

  @Test
  @DisplayName("in a first handshake a length holds from the hellos on, record sizes do not yet")
  void first() {
    assertBetween(512, 512, new FragmentLimits(512, 0, 0), null);
    assertBetween(16_384, 16_384, new FragmentLimits(0, 64, 64), null);
  }

  @Test
  @DisplayName(
      "in a renegotiation the smaller length is sent, the larger accepted, until the keys change")
  void renegotiated() {
    FragmentLimits small = new FragmentLimits(512, 0, 0);
    FragmentLimits large = new FragmentLimits(2_048, 0, 0);
    assertBetween(512, 2_048, small, large);
    assertBetween(512, 2_048, large, small);
    assertBetween(512, 16_384, FragmentLimits.NONE, small);
    assertBetween(512, 16_384, small, FragmentLimits.NONE);
  }

  @Test
  @DisplayName("RFC 8449 4: in a renegotiation record sizes hold for the keys they were said with")
  void renegotiatedSizes() {
    FragmentLimits sizes = new FragmentLimits(0, 700, 800);
    assertBetween(800, 700, FragmentLimits.NONE, sizes);
    assertBetween(800, 700, new FragmentLimits(0, 64, 64), sizes);
    assertBetween(512, 700, new FragmentLimits(512, 0, 0), sizes);
    assertBetween(16_384, 16_384, sizes, FragmentLimits.NONE);
  }

  private static void assertBetween(
      int sent, int received, FragmentLimits agreed, FragmentLimits earlier) {
    assertEquals(sent, agreed.sentAfter(earlier));
    assertEquals(received, agreed.receivedAfter(earlier));
  }
}
