package io.gasket.tls.bench.load;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Facts of the machine")
class MachineTest {
  private byte[] kept;

  @Test
  @DisplayName("too few file descriptors: says how many are needed and how to get them")
  void descriptors() {
    assertDoesNotThrow(() -> Machine.requireDescriptors(10_000, 10_100));
    ProgramFailure failure =
        assertThrows(ProgramFailure.class, () -> Machine.requireDescriptors(10_000, 10_099));
    assertTrue(failure.getMessage().contains("10099 are allowed"), failure.getMessage());
    assertTrue(failure.getMessage().contains("ulimit -n 10100"), failure.getMessage());
  }

  @Test
  @DisplayName("a settled heap holds what is reachable and not what was")
  void settledHeap() throws InterruptedException {
    int size = 32 << 20;
    long before = Machine.settledHeap();
    kept = new byte[size];
    assertTrue(Machine.settledHeap() - before > size / 2, "what is reachable counts");
    assertEquals(size, kept.length);
    kept = null;
    assertTrue(Machine.settledHeap() - before < size / 2, "what was reachable does not");
  }
}
