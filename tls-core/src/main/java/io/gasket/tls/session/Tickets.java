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
    AeadOpener opener = openers.take(key);
    try {
      int length = opener.open(nonce, key.name(), ticket, HEADER, ticket.length - HEADER, state, 0);
      return length == AeadOpener.NOT_AUTHENTIC ? Optional.empty() : Session.decode(state);
    } finally {
      openers.giveBack(key, opener);
      Arrays.fill(state, (byte) 0);
    }
  }
}
