package io.gasket.tls.bench.contest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a handshake did, read from the plaintext part of its bytes (RFC 5246 7.4), the same way for
 * all contestants and asking none of them.
 *
 * @param version the agreed version's number
 * @param suite the agreed suite's number
 * @param group the number of the group of the server's key exchange, or -1 when there was none
 * @param seen which messages and extensions went by
 */
public record WireFacts(int version, int suite, int group, Set<Seen> seen) {
  private static final int TLS_1_2 = 0x0303;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int SESSION_TICKET = 35;

  /** What went by. */
  public enum Seen {
    /** The client offered a ticket to resume by. */
    TICKET_OFFERED,
    /** The server answered with the session id that the client offered. */
    SAME_SESSION_ID,
    /** The server sent its chain. */
    SERVER_CERTIFICATE,
    /** The client sent a chain that is not empty. */
    CLIENT_CERTIFICATE,
    /** The client proved to have its key. */
    CLIENT_PROOF,
    /** The server issued a ticket. */
    NEW_TICKET
  }

  /** Reads both directions of a connection. */
  public static WireFacts of(byte[] fromClient, byte[] fromServer) throws IOException {
    Set<Seen> seen = EnumSet.noneOf(Seen.class);
    byte[] offeredId = {};
    for (ByteBuffer body = messages(fromClient); body.hasRemaining(); ) {
      int type = body.get();
      ByteBuffer message = vector(body, 3);
      switch (type) {
        case 1 -> offeredId = clientHello(message, seen);
        case 11 -> note(vector(message, 3).hasRemaining(), Seen.CLIENT_CERTIFICATE, seen);
        case 15 -> seen.add(Seen.CLIENT_PROOF);
        default -> {}
      }
    }
    int version = -1;
    int suite = -1;
    int group = -1;
    for (ByteBuffer body = messages(fromServer); body.hasRemaining(); ) {
      int type = body.get();
      ByteBuffer message = vector(body, 3);
      switch (type) {
        case 2 -> {
          version = message.getShort() & 0xffff;
          message.position(message.position() + 32);
          byte[] id = bytes(vector(message, 1));
          note(id.length > 0 && Arrays.equals(id, offeredId), Seen.SAME_SESSION_ID, seen);
          suite = message.getShort() & 0xffff;
        }
        case 4 -> seen.add(Seen.NEW_TICKET);
        case 11 -> seen.add(Seen.SERVER_CERTIFICATE);
        // RFC 8422 5.4: ECCurveType named_curve, NamedCurve.
        case 12 -> group = message.get() == 3 ? message.getShort() & 0xffff : -1;
        default -> {}
      }
    }
    return new WireFacts(version, suite, group, seen);
  }

  /**
   * Holds these facts against a setting.
   *
   * @param first whether this was an arena's first connection, which never resumes
   * @throws IOException naming the difference
   */
  public void check(Setting setting, boolean first) throws IOException {
    require(version == TLS_1_2, "another version than TLS 1.2", setting);
    require(suite == setting.suiteNumber(), "another suite", setting);
    boolean resumed = !seen.contains(Seen.SERVER_CERTIFICATE);
    boolean byTicket = resumed && seen.contains(Seen.TICKET_OFFERED);
    if (first || setting.resumption() == Setting.Resumption.NONE) {
      require(!resumed, "a resumed handshake", setting);
      require(group == setting.group().code(), "another group", setting);
      boolean mutual = seen.containsAll(Set.of(Seen.CLIENT_CERTIFICATE, Seen.CLIENT_PROOF));
      require(mutual == setting.mutual(), "the client's certificate", setting);
      boolean issues = setting.resumption() == Setting.Resumption.TICKET;
      require(seen.contains(Seen.NEW_TICKET) == issues, "the issue of a ticket", setting);
    } else {
      require(resumed && seen.contains(Seen.SAME_SESSION_ID), "a full handshake", setting);
      require(
          byTicket == (setting.resumption() == Setting.Resumption.TICKET),
          "another kind of resumption",
          setting);
    }
  }

  private void require(boolean holds, String difference, Setting setting) throws IOException {
    if (!holds) {
      throw new IOException("not what was asked for, " + setting + ": " + difference + ": " + this);
    }
  }

  private static byte[] clientHello(ByteBuffer hello, Set<Seen> seen) {
    hello.position(hello.position() + 2 + 32);
    byte[] id = bytes(vector(hello, 1));
    vector(hello, 2);
    vector(hello, 1);
    for (ByteBuffer extensions = vector(hello, 2); extensions.hasRemaining(); ) {
      int type = extensions.getShort() & 0xffff;
      ByteBuffer value = vector(extensions, 2);
      note(type == SESSION_TICKET && value.hasRemaining(), Seen.TICKET_OFFERED, seen);
    }
    return id;
  }

  private static void note(boolean holds, Seen what, Set<Seen> seen) {
    if (holds) {
      seen.add(what);
    }
  }

  /** The handshake messages in front of ChangeCipherSpec, out of their records. */
  private static ByteBuffer messages(byte[] stream) throws IOException {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    for (ByteBuffer records = ByteBuffer.wrap(stream); records.hasRemaining(); ) {
      int type = records.get();
      records.getShort();
      ByteBuffer fragment = vector(records, 2);
      if (type == CHANGE_CIPHER_SPEC) {
        break;
      }
      if (type != HANDSHAKE) {
        throw new IOException("a record of type " + type + " within a handshake");
      }
      messages.write(bytes(fragment));
    }
    return ByteBuffer.wrap(messages.toByteArray());
  }

  private static ByteBuffer vector(ByteBuffer from, int lengthBytes) {
    int length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = (length << 8) | (from.get() & 0xff);
    }
    ByteBuffer vector = from.slice(from.position(), length);
    from.position(from.position() + length);
    return vector;
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
  }
}
