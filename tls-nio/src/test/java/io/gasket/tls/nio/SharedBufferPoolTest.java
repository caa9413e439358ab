package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The shared pool lends each buffer to one borrower and stays small")
class SharedBufferPoolTest {
  private final SharedBufferPool pool = new SharedBufferPool();

  @ParameterizedTest
  @ValueSource(ints = {1, 512, 513, 4_096, 4_097, 16_709, 16_897, 67_584, 67_585, 1_000_000})
  void lendsAtLeastWhatIsAsked(int size) {
    ByteBuffer buffer = pool.borrow(size);
    assertTrue(buffer.hasArray());
    assertEquals(0, buffer.position());
    assertEquals(buffer.capacity(), buffer.limit());
    assertTrue(buffer.capacity() >= size);
    pool.giveBack(buffer);
  }

  @Test
  void aShortMessageTakesAShortBuffer() {
    assertEquals(512, pool.borrow(100).capacity());
  }

  @Test
  void lendsAgainWhatCameBackClearedAndToOneOnly() {
    ByteBuffer first = pool.borrow(100);
    first.position(7).limit(9);
    pool.giveBack(first);
    ByteBuffer again = pool.borrow(100);
    assertSame(first, again);
    assertEquals(512, again.remaining());
    assertNotSame(first, pool.borrow(100));
  }

  @Test
  void keepsNoMoreThanItSays() {
    List<ByteBuffer> out = new ArrayList<>();
    for (int size : new int[] {512, 4_096, 16_896, 67_584}) {
      for (int i = 0; i < 1_000; i++) {
        out.add(pool.borrow(size));
      }
    }
    out.forEach(pool::giveBack);
    assertTrue(pool.bytesKept() > 0);
    assertTrue(pool.bytesKept() <= 4 << 20, pool.bytesKept() + " bytes");
  }

  @Test
  void threadsNeverShareABuffer() throws Exception {
    List<Background<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte mark = (byte) (i + 1);
      work.add(Background.run(() -> borrowAndMark(mark)));
    }
    for (Background<Boolean> each : work) {
      assertTrue(each.result());
    }
  }

  private boolean borrowAndMark(byte mark) {
    for (int round = 0; round < 50_000; round++) {
      ByteBuffer one = pool.borrow(400);
      ByteBuffer two = pool.borrow(400);
      boolean clean = one.get(0) == 0 && two.get(0) == 0;
      one.put(0, mark);
      two.put(0, (byte) -mark);
      clean &= one.get(0) == mark && two.get(0) == -mark;
      one.put(0, (byte) 0);
      two.put(0, (byte) 0);
      pool.giveBack(one);
      pool.giveBack(two);
      if (!clean) {
        return false;
      }
    }
    return true;
  }
}
