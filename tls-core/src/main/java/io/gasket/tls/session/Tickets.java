package io.gasket.tls.session;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.BulkCipher;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Seals sessions into tickets and opens them (RFC 5077 4, with AES-256-GCM instead of the
 * recommended CBC and HMAC): key name, nonce, ciphertext, tag; the name is authenticated too.
 * Thread-safe.
 */
public final class Tickets {
  private static final BulkCipher CIPHER = BulkCipher.AES_256_GCM;
  private static final int NONCE_LENGTH = 12;
  private static final int HEADER = TicketKey.NAME_LENGTH + NONCE_LENGTH;
  private static final int LONGEST = 0xffff;

  private final TicketKeys keys;
  private final CryptoProvider crypto;

  /** The ciphers of the key that was used last, for who takes them first; else null. */
  private final AtomicReference<Warm> warm = new AtomicReference<>();

  private record Warm(TicketKey key, AeadSealer sealer, AeadOpener opener) {}

  /** Tickets under some keys. */
  public Tickets(TicketKeys keys, CryptoProvider crypto) {
    this.keys = keys;
    this.crypto = crypto;
  }

  /** The ticket of a session; empty when it would be longer than a ticket can be. */
  public Optional<byte[]> seal(Session session) {
    byte[] state = session.encode();
    int length = HEADER + state.length + BulkCipher.TAG_LENGTH;
    if (length > LONGEST) {
      Arrays.fill(state, (byte) 0);
      return Optional.empty();
    }
    TicketKey key = keys.sealing();
    byte[] nonce = new byte[NONCE_LENGTH];
    crypto.random().nextBytes(nonce);
    byte[] ticket = new byte[length];
    System.arraycopy(key.name(), 0, ticket, 0, TicketKey.NAME_LENGTH);
    System.arraycopy(nonce, 0, ticket, TicketKey.NAME_LENGTH, NONCE_LENGTH);
    Warm ciphers = take(key);
    try {
      ciphers.sealer().seal(nonce, key.name(), state, 0, state.length, ticket, HEADER);
    } finally {
      giveBack(ciphers);
      Arrays.fill(state, (byte) 0);
    }
    return Optional.of(ticket);
  }

  /** The session of a ticket; empty when it is not one of ours, whatever it is, or was changed. */
  public Optional<Session> open(byte[] ticket) {
    if (ticket.length < HEADER + BulkCipher.TAG_LENGTH) {
      return Optional.empty();
    }
    return keys.opening(ticket).flatMap(key -> open(ticket, key));
  }

  private Optional<Session> open(byte[] ticket, TicketKey key) {
    byte[] nonce = Arrays.copyOfRange(ticket, TicketKey.NAME_LENGTH, HEADER);
    byte[] state = new byte[ticket.length - HEADER - BulkCipher.TAG_LENGTH];
    Warm ciphers = take(key);
    try {
      int length =
          ciphers
              .opener()
              .open(nonce, key.name(), ticket, HEADER, ticket.length - HEADER, state, 0);
      return length == AeadOpener.NOT_AUTHENTIC ? Optional.empty() : Session.decode(state);
    } finally {
      giveBack(ciphers);
      Arrays.fill(state, (byte) 0);
    }
  }

  private Warm take(TicketKey key) {
    Warm taken = warm.getAndSet(null);
    if (taken != null && taken.key() == key) {
      return taken;
    }
    destroy(taken);
    return new Warm(
        key,
        crypto.aeads().sealer(CIPHER, key.secret()),
        crypto.aeads().opener(CIPHER, key.secret()));
  }

  private void giveBack(Warm ciphers) {
    destroy(warm.getAndSet(ciphers));
  }

  private static void destroy(Warm ciphers) {
    if (ciphers != null) {
      ciphers.sealer().destroy();
      ciphers.opener().destroy();
    }
  }
}
