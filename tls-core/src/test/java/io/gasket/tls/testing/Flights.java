package io.gasket.tls.testing;

import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.HandshakeReassembler;
import io.gasket.tls.record.FrameParser;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.TlsFailure;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Handshake messages in plaintext records: out of a flight, and back into one. */
public final class Flights {
  private static final int LONGEST_MESSAGE = 0xffffff;

  private Flights() {}

  /**
   * The handshake messages of a flight, up to its change_cipher_spec if it has one.
   *
   * @param flight whole records
   */
  public static List<HandshakeMessage> messages(byte[] flight) throws TlsFailure {
    HandshakeReassembler reassembler = new HandshakeReassembler(LONGEST_MESSAGE);
    int clear = clearLength(flight);
    for (int at = 0; at < clear; at = recordEnd(flight, at)) {
      int start = at + FrameParser.HEADER_LENGTH;
      reassembler.append(flight, start, recordEnd(flight, at) - start);
    }
    List<HandshakeMessage> messages = new ArrayList<>();
    for (HandshakeMessage message = reassembler.next();
        message != null;
        message = reassembler.next()) {
      messages.add(message);
    }
    return messages;
  }

  /** What follows the plaintext handshake records of a flight, perhaps nothing. */
  public static byte[] afterMessages(byte[] flight) {
    int clear = clearLength(flight);
    return Arrays.copyOfRange(flight, clear, flight.length);
  }

  /** Handshake bytes as plaintext records of TLS 1.2, each as full as can be. */
  public static byte[] records(byte[] handshakeBytes) {
    return records(0x0303, handshakeBytes);
  }

  /** Handshake bytes as plaintext records of a version. */
  public static byte[] records(int version, byte[] handshakeBytes) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int at = 0; at < handshakeBytes.length; at += FrameParser.MAX_PLAINTEXT) {
      int length = Math.min(FrameParser.MAX_PLAINTEXT, handshakeBytes.length - at);
      records.write(ContentType.HANDSHAKE);
      records.write(version >>> 8);
      records.write(version);
      records.write(length >>> 8);
      records.write(length);
      records.write(handshakeBytes, at, length);
    }
    return records.toByteArray();
  }

  /** A message of a type around a body of any content. */
  public static byte[] message(int type, byte[] body) {
    return HandshakeMessage.encode(type, wire -> wire.bytes(body));
  }

  /**
   * A message cut or filled up with zeros to another length of its body; its header tells the
   * truth.
   */
  public static byte[] resized(byte[] message, int bodyLength) {
    byte[] body =
        Arrays.copyOfRange(
            message, HandshakeMessage.HEADER_LENGTH, HandshakeMessage.HEADER_LENGTH + bodyLength);
    return message(message[0], body);
  }

  private static int clearLength(byte[] flight) {
    int at = 0;
    while (at < flight.length && flight[at] == ContentType.HANDSHAKE) {
      at = recordEnd(flight, at);
    }
    return at;
  }

  private static int recordEnd(byte[] flight, int at) {
    return at
        + FrameParser.HEADER_LENGTH
        + ((flight[at + 3] & 0xff) << 8 | (flight[at + 4] & 0xff));
  }
}
