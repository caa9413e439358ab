package io.gasket.tls.session;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.BulkCipher;
import java.util.Arrays;
import java.util.Optional;

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
  private static final byte[] ROOM_FOR_TAG = new byte[BulkCipher.TAG_LENGTH];

  private final TicketKeys keys;
  private final CryptoProvider crypto;

  private final WarmCipher<AeadSealer> sealers;
  private final WarmCipher<AeadOpener> openers;

  /** Tickets under some keys. */
  public Tickets(TicketKeys keys, CryptoProvider crypto) {
    this.keys = keys;
    this.crypto = crypto;
    this.sealers =
        new WarmCipher<>(key -> crypto.aeads().sealer(CIPHER, key.secret()), AeadSealer::destroy);
    this.openers =
        new WarmCipher<>(key -> crypto.aeads().opener(CIPHER, key.secret()), AeadOpener::destroy);
  }

  /** The ticket of a session; empty when it would be longer than a ticket can be. */
  public Optional<byte[]> seal(Session session) {
    int state = session.encodedLength();
    int length = HEADER + state + BulkCipher.TAG_LENGTH;
    if (length > LONGEST) {
      return Optional.empty();
    }
    TicketKey key = keys.sealing();
    byte[] nonce = new byte[NONCE_LENGTH];
    crypto.random().nextBytes(nonce);
    Wire wire = new Wire(length);
    wire.bytes(key.name()).bytes(nonce);
    session.encode(wire);
    byte[] ticket = wire.bytes(ROOM_FOR_TAG).take();
    boolean sealed = false;
    AeadSealer sealer = sealers.take(key);
    try {
      sealer.seal(nonce, key.name(), ticket, HEADER, state, ticket, HEADER);
      sealed = true;
    } finally {
      sealers.giveBack(key, sealer);
      if (!sealed) {
        Arrays.fill(ticket, (byte) 0);
      }
    }
    return Optional.of(ticket);
  }

  /**
   * The session of a ticket; empty when it is not one of ours, whatever it is, or was changed.
   *
   * @param bytes hold the ticket, {@code length} bytes from {@code offset}
   */
  public Optional<Session> open(byte[] bytes, int offset, int length) {
    if (length < HEADER + BulkCipher.TAG_LENGTH) {
      return Optional.empty();
    }
    return keys.opening(bytes, offset).flatMap(key -> open(bytes, offset, length, key));
  }

  /**
   * Whether a ticket that was opened, from {@code offset}, is sealed with the key that seals now.
   */
  public boolean isCurrent(byte[] bytes, int offset) {
    return keys.sealing().isNamed(bytes, offset);
  }

  private Optional<Session> open(byte[] bytes, int offset, int length, TicketKey key) {
    int sealed = offset + HEADER;
    byte[] nonce = Arrays.copyOfRange(bytes, offset + TicketKey.NAME_LENGTH, sealed);
    byte[] state = new byte[length - HEADER - BulkCipher.TAG_LENGTH];
    AeadOpener opener = openers.take(key);
    try {
      int opened = opener.open(nonce, key.name(), bytes, sealed, length - HEADER, state, 0);
      return opened == AeadOpener.NOT_AUTHENTIC ? Optional.empty() : Session.decode(state);
    } finally {
      openers.giveBack(key, opener);
      Arrays.fill(state, (byte) 0);
    }
  }
}
