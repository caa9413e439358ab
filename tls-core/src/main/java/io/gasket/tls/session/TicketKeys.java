package io.gasket.tls.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The ticket keys of a server or a fleet: one seals, several open. Either made and rotated here on
 * a schedule, or supplied and replaced by the application, which can hand out the next key before
 * any server seals with it. Thread-safe, without locks.
 */
public final class TicketKeys {
  private final AtomicReference<Ring> ring;
  private final Rotation rotation;

  /** The keys at one time; the first seals, all open. */
  private record Ring(List<TicketKey> keys, long sealingSince) {}

  /** How keys made here change; null for supplied ones. */
  private record Rotation(SecureRandom random, InstantSource clock, long period) {}

  private TicketKeys(Ring first, Rotation rotation) {
    this.ring = new AtomicReference<>(first);
    this.rotation = rotation;
  }

  /**
   * Keys made here: each seals for one period and opens for one more, so a ticket is good for one
   * to two periods.
   *
   * @param period at least a second
   */
  public static TicketKeys rotating(Duration period, SecureRandom random, InstantSource clock) {
    if (period.toSeconds() < 1) {
      throw new IllegalArgumentException("a rotation period is at least a second, not " + period);
    }
    Ring first = new Ring(List.of(TicketKey.generate(random)), clock.millis());
    return new TicketKeys(first, new Rotation(random, clock, period.toMillis()));
  }

  /**
   * Keys that the application supplies, for instance to a whole fleet; see {@link #replace}.
   *
   * @param current seals and opens
   * @param others open only: the previous key, and the next one before it becomes current anywhere
   */
  public static TicketKeys supplied(TicketKey current, TicketKey... others) {
    return new TicketKeys(new Ring(join(current, others), 0), null);
  }

  /**
   * Replaces supplied keys at once.
   *
   * @throws IllegalStateException for keys that rotate by themselves
   */
  public void replace(TicketKey current, TicketKey... others) {
    if (rotation != null) {
      throw new IllegalStateException("these keys rotate by themselves; use TicketKeys.supplied");
    }
    ring.set(new Ring(join(current, others), 0));
  }

  /** The key that seals now. */
  TicketKey sealing() {
    return current().keys().get(0);
  }

  /** The key that a ticket names, of which at least the name is there. */
  Optional<TicketKey> opening(byte[] bytes, int offset) {
    List<TicketKey> keys = current().keys();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).isNamed(bytes, offset)) {
        return Optional.of(keys.get(i));
      }
    }
    return Optional.empty();
  }

  private Ring current() {
    Ring now = ring.get();
    if (rotation == null) {
      return now;
    }
    long time = rotation.clock().millis();
    long age = time - now.sealingSince();
    if (age < rotation.period()) {
      return now;
    }
    List<TicketKey> keys = new ArrayList<>();
    keys.add(TicketKey.generate(rotation.random()));
    if (age < 2 * rotation.period()) {
      keys.add(now.keys().get(0));
    }
    Ring next = new Ring(List.copyOf(keys), time);
    return ring.compareAndSet(now, next) ? next : ring.get();
  }

  private static List<TicketKey> join(TicketKey current, TicketKey[] others) {
    List<TicketKey> keys = new ArrayList<>();
    keys.add(Objects.requireNonNull(current, "current"));
    keys.addAll(List.of(others));
    return List.copyOf(keys);
  }
}
