package io.gasket.tls.crypto.compose;

import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ephemeral key pairs made ahead, on threads of the application's choice, so that a handshake finds
 * one ready. It saves no work but takes it off the thread that drives engines: a fifth of a full
 * handshake's time at a client or server with X25519. Each pair is given out once. A group's pairs
 * are made from its first use on; while none is ready they are made at once, as without this.
 *
 * <pre>{@code
 * PreparedKeyShares prepared =
 *     new PreparedKeyShares(standard.groups(), standard.random(), executor, 32);
 * CryptoProvider provider = standard.withGroups(prepared);
 * }</pre>
 *
 * <p>The private values wait in memory until they are used: {@link #close} forgets them. Of a
 * process that is copied while it runs (a snapshot of its machine, CRaC) every copy would use the
 * same ones, so there do without this, or close it first. Thread-safe.
 */
public final class PreparedKeyShares implements Groups, AutoCloseable {
  private static final int MOST = 10_000;

  private final Groups maker;
  private final SecureRandom random;
  private final Executor executor;
  private final int capacity;
  private final Map<NamedGroup, Stock> stocks = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Pairs of a factory.
   *
   * @param random for the pairs made ahead; cryptographically strong and thread-safe
   * @param executor runs tasks that make up to {@code capacity} pairs each; when it rejects one,
   *     pairs are made by whoever needs them
   * @param capacity how many pairs of each group wait at most, 1 to 10 000; more are made when half
   *     are gone
   */
  public PreparedKeyShares(Groups maker, SecureRandom random, Executor executor, int capacity) {
    if (capacity < 1 || capacity > MOST) {
      throw new IllegalArgumentException("capacity must be 1 to " + MOST + ", not " + capacity);
    }
    this.maker = maker;
    this.random = random;
    this.executor = executor;
    this.capacity = capacity;
  }

  @Override
  public Set<NamedGroup> supported() {
    return maker.supported();
  }

  /**
   * A pair that nobody had before.
   *
   * @param source used only when none is ready
   */
  @Override
  public KeyShare generate(NamedGroup group, SecureRandom source) {
    KeyShare ready = closed ? null : stocks.computeIfAbsent(group, Stock::new).take();
    return ready != null ? ready : maker.generate(group, source);
  }

  /** How many pairs of a group are ready. */
  public int ready(NamedGroup group) {
    Stock stock = stocks.get(group);
    return stock == null ? 0 : stock.count.get();
  }

  /** Forgets the pairs that wait. From here on pairs are made when they are needed. Idempotent. */
  @Override
  public void close() {
    closed = true;
    stocks.values().forEach(Stock::clear);
  }

  /** The pairs of one group. */
  private final class Stock {
    private final NamedGroup group;
    private final Queue<KeyShare> shares = new ConcurrentLinkedQueue<>();

    /** Of {@link #shares}, which would have to be walked for it. */
    private final AtomicInteger count = new AtomicInteger();

    private final AtomicBoolean filling = new AtomicBoolean();

    Stock(NamedGroup group) {
      this.group = group;
    }

    /** Null when none is ready. */
    KeyShare take() {
      KeyShare share = shares.poll();
      int left = share == null ? 0 : count.decrementAndGet();
      if (left <= capacity / 2 && filling.compareAndSet(false, true)) {
        refill();
      }
      return share;
    }

    private void refill() {
      try {
        executor.execute(this::fill);
      } catch (RejectedExecutionException overloaded) {
        filling.set(false);
      }
    }

    private void fill() {
      try {
        while (!closed && count.get() < capacity) {
          shares.add(maker.generate(group, random));
          count.incrementAndGet();
        }
      } finally {
        filling.set(false);
      }
      if (closed) {
        clear();
      }
    }

    void clear() {
      for (KeyShare share = shares.poll(); share != null; share = shares.poll()) {
        count.decrementAndGet();
        share.destroy();
      }
    }
  }
}
