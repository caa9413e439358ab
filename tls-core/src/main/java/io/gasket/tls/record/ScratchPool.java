package io.gasket.tls.record;

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

  private static final byte[] ZEROS = new byte[1024];

  private final AtomicReferenceArray<byte[]> slots;
  private final int mask;

  /**
   * An empty pool.
   *
   * @param capacity how many arrays it keeps at most, a power of two; about the number of threads
   *     that use it at one time
   */
  public ScratchPool(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two, not " + capacity);
    }
    slots = new AtomicReferenceArray<>(capacity);
    mask = capacity - 1;
  }

  /**
   * An array of {@link #ARRAY_LENGTH} bytes that is the caller's until given back; a new one when
   * the pool has none. What it holds has no meaning and is no secret.
   */
  public byte[] borrow() {
    int start = firstSlot();
    for (int i = 0; i < slots.length(); i++) {
      byte[] array = slots.getAndSet((start + i) & mask, null);
      if (array != null) {
        return array;
      }
    }
    return new byte[ARRAY_LENGTH];
  }

  /**
   * Gives a borrowed array back, once; the caller forgets it. When the pool is full the array is
   * dropped, and so may be one of two that come at the same moment.
   *
   * @param secretLength how many bytes from its start may be plaintext; they are wiped
   */
  public void giveBack(byte[] array, int secretLength) {
    if (array.length != ARRAY_LENGTH) {
      throw new IllegalArgumentException("not an array of this pool");
    }
    wipe(array, secretLength);
    int start = firstSlot();
    for (int i = 0; i < slots.length(); i++) {
      int slot = (start + i) & mask;
      // Between the look and the store another thread may fill the slot, and its array is lost to
      // the pool. That costs one allocation, rarely; a compare-and-set would cost every record
      // more.
      if (slots.getPlain(slot) == null) {
        slots.setRelease(slot, array);
        return;
      }
    }
  }

  /**
   * Copies zeros rather than filling: native code that runs behind HotSpot's fill routine is slower
   * for it (not so with {@code -XX:-OptimizeFill}). Filling 16 KiB made ACCP's next record take
   * half as long again.
   */
  private static void wipe(byte[] array, int length) {
    for (int at = 0; at < length; at += ZEROS.length) {
      System.arraycopy(ZEROS, 0, array, at, Math.min(ZEROS.length, length - at));
    }
  }

  /** Threads start looking at different slots, so that they seldom meet. */
  private int firstSlot() {
    return (int) Thread.currentThread().getId() & mask;
  }
}
