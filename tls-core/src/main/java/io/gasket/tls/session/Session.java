package io.gasket.tls.session;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.Wire;
import io.gasket.tls.message.extension.MaxFragmentLength;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What both sides of a handshake remember to resume it: the master secret and what it was agreed
 * for (RFC 5246 7.3, RFC 5077, RFC 7627 5). Immutable and thread-safe. Holds a secret: whoever
 * stores {@link #encode encoded} sessions keeps them as safe as a private key for as long as they
 * are valid.
 */
public final class Session {
  private static final int FORMAT = 2;
  private static final int MASTER_LENGTH = 48;

  /**
   * Format, flags, suite, fragment length, master secret, two times, the lengths of five vectors.
   */
  private static final int FIXED_LENGTH = 1 + 1 + 2 + 2 + MASTER_LENGTH + 2 * 8 + 1 + 2 + 2 + 1 + 3;

  private final Facts facts;
  private final byte[] master;
  private final Verified verified;

  /**
   * All but the secret.
   *
   * @param server whether this is a server's view
   * @param id the session id, 0 to 32 bytes
   * @param ticket the server's ticket, as a client keeps it; empty when there is none
   * @param suite the cipher suite
   * @param extendedMasterSecret whether the master secret is an extended one
   * @param serverName the name asked for, or the empty string
   * @param applicationProtocol the ALPN protocol, or the empty string
   * @param maxFragmentLength what max_fragment_length came to, in bytes; 0 when it was not
   *     negotiated
   * @param peerChain DER of the peer's certificates, leaf first; possibly none
   * @param created when the full handshake ended, in milliseconds of the epoch
   * @param expires when the session may be resumed no more, in milliseconds of the epoch
   */
  public record Facts(
      boolean server,
      byte[] id,
      byte[] ticket,
      CipherSuite suite,
      boolean extendedMasterSecret,
      String serverName,
      String applicationProtocol,
      int maxFragmentLength,
      List<byte[]> peerChain,
      long created,
      long expires) {
    /** Copies the list. */
    public Facts {
      peerChain = List.copyOf(peerChain);
    }

    /** A copy that a client keeps with a new ticket. */
    Facts withTicket(byte[] newTicket, long newExpiry) {
      return new Facts(
          server,
          id,
          newTicket,
          suite,
          extendedMasterSecret,
          serverName,
          applicationProtocol,
          maxFragmentLength,
          peerChain,
          created,
          newExpiry);
    }
  }

  /**
   * What the verification of the peer's chain found, as long as the session stays in memory; it
   * saves doing it again.
   *
   * @param by the trust that verified, compared by identity
   * @param certificates the chain, parsed
   * @param until when the first of its certificates expires, in milliseconds of the epoch
   */
  public record Verified(Object by, List<X509Certificate> certificates, long until) {
    /** Copies the list. */
    public Verified {
      certificates = List.copyOf(certificates);
    }

    /** Whether the verification still holds under some trust at a time. */
    public boolean holds(Object trust, long millis) {
      return by == trust && millis < until;
    }
  }

  /**
   * A session.
   *
   * @param master 48 bytes; copied
   * @param verified or null
   */
  public Session(Facts facts, byte[] master, Verified verified) {
    this(facts, verified, master.clone());
    if (master.length != MASTER_LENGTH) {
      throw new IllegalArgumentException("a master secret has 48 bytes");
    }
  }

  /** Keeps {@code master} itself, which nobody changes. */
  private Session(Facts facts, Verified verified, byte[] master) {
    this.facts = facts;
    this.verified = verified;
    this.master = master;
  }

  /**
   * What the verification of the peer's chain found; empty once the session was encoded and
   * decoded.
   */
  public Optional<Verified> verified() {
    return Optional.ofNullable(verified);
  }

  /** All but the secret. */
  public Facts facts() {
    return facts;
  }

  /** The master secret, 48 bytes; a copy, which the caller wipes. */
  public byte[] master() {
    return master.clone();
  }

  /** Whether the session may still be resumed at a time, in milliseconds of the epoch. */
  public boolean isLiveAt(long millis) {
    return millis >= facts.created() && millis < facts.expires();
  }

  /**
   * The same session with another ticket, as a client keeps it when the server renews the ticket.
   */
  public Session withTicket(byte[] ticket, long expires) {
    return new Session(facts.withTicket(ticket, expires), verified, master);
  }

  /** The session as bytes, master secret included, for a shared cache or a file. */
  public byte[] encode() {
    Wire out = new Wire(encodedLength());
    encode(out);
    return out.take();
  }

  /**
   * Writes {@link #encodedLength} bytes: what {@link #encode()} gives. A writer with that much room
   * leaves no copy of the secret behind by growing.
   */
  void encode(Wire out) {
    out.u8(FORMAT).u8((facts.server() ? 1 : 0) | (facts.extendedMasterSecret() ? 2 : 0));
    out.u16(facts.suite().code()).u16(facts.maxFragmentLength()).bytes(master);
    time(out, facts.created());
    time(out, facts.expires());
    int id = out.open8();
    out.bytes(facts.id()).close(id);
    int ticket = out.open16();
    out.bytes(facts.ticket()).close(ticket);
    int name = out.open16();
    out.text(facts.serverName()).close(name);
    int protocol = out.open8();
    out.text(facts.applicationProtocol()).close(protocol);
    int chain = out.open24();
    List<byte[]> certificates = facts.peerChain();
    for (int i = 0; i < certificates.size(); i++) {
      int mark = out.open24();
      out.bytes(certificates.get(i)).close(mark);
    }
    out.close(chain);
  }

  /** The exact length of the encoding in bytes. */
  int encodedLength() {
    int length = FIXED_LENGTH + facts.id().length + facts.ticket().length;
    length += facts.serverName().length() + facts.applicationProtocol().length();
    List<byte[]> certificates = facts.peerChain();
    for (int i = 0; i < certificates.size(); i++) {
      length += 3 + certificates.get(i).length;
    }
    return length;
  }

  /** The session of some bytes, or empty when they are none of this format, whatever they are. */
  public static Optional<Session> decode(byte[] encoded) {
    try {
      return read(Cursor.over("session", Reason.MALFORMED_MESSAGE, encoded, 0, encoded.length));
    } catch (TlsFailure e) {
      return Optional.empty();
    }
  }

  private static Optional<Session> read(Cursor in) throws TlsFailure {
    if (in.u8("format") != FORMAT) {
      return Optional.empty();
    }
    int flags = in.u8("flags");
    CipherSuite suite = CipherSuite.of(in.u16("suite"));
    int maxFragmentLength = in.u16("max_fragment_length");
    byte[] master = in.bytes("master", MASTER_LENGTH);
    Facts facts = null;
    try {
      facts = facts(in, flags, suite, maxFragmentLength);
    } finally {
      if (facts == null) {
        Arrays.fill(master, (byte) 0);
      }
    }
    return facts == null ? Optional.empty() : Optional.of(new Session(facts, null, master));
  }

  /** What comes behind the master secret, with what came before it; null when that is unknown. */
  private static Facts facts(Cursor in, int flags, CipherSuite suite, int maxFragmentLength)
      throws TlsFailure {
    long created = time(in);
    long expires = time(in);
    byte[] id = in.bytes8("id", 0, 32);
    byte[] ticket = in.bytes16("ticket", 0, 0xffff);
    String name = text(in.bytes16("name", 0, 0xffff));
    String protocol = text(in.bytes8("protocol", 0, 255));
    Cursor list = in.vector24("chain", 0, 0xffffff);
    in.end();
    List<byte[]> chain = list.remaining() == 0 ? List.of() : new ArrayList<>();
    while (list.remaining() > 0) {
      chain.add(list.bytes24("certificate", 1, 0xffffff));
    }
    if (suite == null || !isFragmentLength(maxFragmentLength)) {
      return null;
    }
    return new Facts(
        (flags & 1) != 0,
        id,
        ticket,
        suite,
        (flags & 2) != 0,
        name,
        protocol,
        maxFragmentLength,
        chain,
        created,
        expires);
  }

  private static boolean isFragmentLength(int bytes) {
    return bytes == 0 || MaxFragmentLength.isOne(bytes);
  }

  private static void time(Wire out, long millis) {
    out.u24((int) (millis >>> 40)).u24((int) (millis >>> 16)).u16((int) millis);
  }

  private static long time(Cursor in) throws TlsFailure {
    return (long) in.u24("time") << 40 | (long) in.u24("time") << 16 | in.u16("time");
  }

  private static String text(byte[] bytes) {
    // The empty string is the usual one, and kept by the connection.
    return bytes.length == 0 ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return "session of " + facts.suite() + (facts.ticket().length > 0 ? " with a ticket" : "");
  }
}
