package io.gasket.tls.session;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps the cipher of the ticket key that was used last, for who takes it first; others make one of
 * their own. It holds no more than the key, which lives as long. Thread-safe; a cipher taken is the
 * taker's alone.
 */
final class WarmCipher<C> {
  private final AtomicReference<Keyed<C>> kept = new AtomicReference<>();
  private final Function<TicketKey, C> maker;
  private final Consumer<C> destroyer;

  private record Keyed<C>(TicketKey key, C cipher) {}

  WarmCipher(Function<TicketKey, C> maker, Consumer<C> destroyer) {
    this.maker = maker;
    this.destroyer = destroyer;
  }

  C take(TicketKey key) {
    Keyed<C> taken = kept.getAndSet(null);
    if (taken != null && taken.key() == key) {
      return taken.cipher();
    }
    destroy(taken);
    return maker.apply(key);
  }

  void giveBack(TicketKey key, C cipher) {
    destroy(kept.getAndSet(new Keyed<>(key, cipher)));
  }

  private void destroy(Keyed<C> old) {
    if (old != null) {
      destroyer.accept(old.cipher());
    }
  }
}
