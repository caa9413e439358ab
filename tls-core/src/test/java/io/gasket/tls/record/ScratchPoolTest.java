package io.gasket.tls.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.testing.Allocations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pool of scratch arrays")
class ScratchPoolTest {
  @Test
  @DisplayName("an array given back is wiped as far as it held plaintext and borrowed again")
  void wipesAndReuses() {
    ScratchPool pool = new ScratchPool(2);
    byte[] array = pool.borrow();
    assertTrue(array.length >= 5 + FrameParser.MAX_PLAINTEXT + 256);
    for (int secret : new int[] {0, 1, 100, 1_024, 5_000, ScratchPool.ARRAY_LENGTH}) {
      assertSame(array, secret == 0 ? array : pool.borrow());
      Arrays.fill(array, 0, secret, (byte) 1);
      pool.giveBack(array, secret);
      assertArrayEquals(new byte[ScratchPool.ARRAY_LENGTH], array);
    }
    assertSame(array, pool.borrow());
    assertNotSame(array, pool.borrow());
  }

  @Test
  @DisplayName("no more arrays are kept than the capacity; an array in use is nobody else's")
  void bounded() {
    ScratchPool pool = new ScratchPool(2);
    byte[] a = pool.borrow();
    byte[] b = pool.borrow();
    byte[] c = pool.borrow();
    pool.giveBack(a, 0);
    pool.giveBack(b, 0);
    pool.giveBack(c, 0);
    List<byte[]> kept = List.of(pool.borrow(), pool.borrow());
    assertTrue(kept.contains(a) && kept.contains(b));
    assertNotSame(c, pool.borrow());
  }

  @Test
  @DisplayName("foreign arrays and capacities that are no power of two are refused")
  void refusals() {
    for (int capacity : new int[] {-1, 0, 3}) {
      assertThrows(IllegalArgumentException.class, () -> new ScratchPool(capacity));
    }
    ScratchPool pool = new ScratchPool(1);
    assertThrows(IllegalArgumentException.class, () -> pool.giveBack(new byte[10], 0));
  }

  @Test
  @DisplayName("borrowing and giving back allocates nothing once the pool is filled")
  void noAllocation() throws Throwable {
    ScratchPool pool = new ScratchPool(4);
    assertEquals(0, Allocations.of(() -> pool.giveBack(pool.borrow(), 10)));
  }

  @Test
  @DisplayName("threads never hold the same array and always find it wiped")
  void concurrency() throws Exception {
    ScratchPool pool = new ScratchPool(4);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        byte mark = (byte) i;
        done.add(threads.submit(() -> useManyTimes(pool, mark)));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void useManyTimes(ScratchPool pool, byte mark) {
    for (int round = 0; round < 5_000; round++) {
      byte[] array = pool.borrow();
      assertEquals(0, array[0]);
      assertEquals(0, array[63]);
      Arrays.fill(array, 0, 64, mark);
      Thread.onSpinWait();
      assertEquals(mark, array[0]);
      assertEquals(mark, array[63]);
      pool.giveBack(array, 64);
    }
  }
}
