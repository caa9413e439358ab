package io.gasket.tls.record;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A small store of equal byte arrays, each with room for one whole record, for copying to and from
 * buffers that have no accessible array. Bounded, lock-free and thread-safe. It has no tie to
 * threads, so many virtual threads do not mean many arrays: an array is held only between {@link
 * #borrow} and {@link #giveBack}.
 */
public final class ScratchPool {
  /**
   * Length in bytes of every array: a header, the longest plaintext, and room for what any
   * protection adds, which is at most 320 (a block cipher's IV, MAC and longest padding).
   */
  public static final int ARRAY_LENGTH = 33 * 512;

  private final AtomicReferenceArray<byte[]> slots;

  /**
   * An empty pool.
   *
   * @param capacity how many arrays it keeps at most, at least 1; about the number of threads that
   *     use it at one time
   */
  public ScratchPool(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    slots = new AtomicReferenceArray<>(capacity);
  }

  /**
   * An array of {@link #ARRAY_LENGTH} zeros that is the caller's until given back; a new one when
   * the pool has none.
   */
  public byte[] borrow() {
    int start = firstSlot();
    for (int i = 0; i < slots.length(); i++) {
      byte[] array = slots.getAndSet((start + i) % slots.length(), null);
      if (array != null) {
        return array;
      }
    }
    return new byte[ARRAY_LENGTH];
  }

  /**
   * Gives a borrowed array back, once; the caller forgets it. When the pool is full the array is
   * dropped.
   *
   * @param usedLength how many bytes from its start were written; they are wiped
   */
  public void giveBack(byte[] array, int usedLength) {
    if (array.length != ARRAY_LENGTH) {
      throw new IllegalArgumentException("not an array of this pool");
    }
    Arrays.fill(array, 0, usedLength, (byte) 0);
    int start = firstSlot();
    for (int i = 0; i < slots.length(); i++) {
      if (slots.compareAndSet((start + i) % slots.length(), null, array)) {
        return;
      }
    }
  }

  /** Threads start looking at different slots, so that they seldom meet. */
  private int firstSlot() {
    return (int) (Thread.currentThread().getId() % slots.length());
  }
}
