package io.gasket.tls.message;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.RecordedMessages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * B2 on every message that OpenSSL sent and every reader: RFC 5246 7.4.1.2 "MUST check that the
 * amount of data in the message precisely matches", 7.2.2 decode_error.
 */
@DisplayName("B2: messages have their exact form, or are refused with decode_error")
class ExactFormTest {
  private static final Map<String, byte[]> MESSAGES = readable();

  @Test
  @DisplayName("every recorded message is read to its last byte; every kind is among them")
  void recorded() throws TlsFailure {
    TreeSet<Integer> kinds = new TreeSet<>();
    for (byte[] message : MESSAGES.values()) {
      kinds.add((int) message[0]);
      assertTrue(Codecs.read(new HandshakeMessage(message)));
    }
    assertTrue(
        kinds.containsAll(
            List.of(
                HandshakeType.HELLO_REQUEST,
                HandshakeType.CLIENT_HELLO,
                HandshakeType.SERVER_HELLO,
                HandshakeType.CERTIFICATE,
                HandshakeType.SERVER_KEY_EXCHANGE,
                HandshakeType.CERTIFICATE_REQUEST,
                HandshakeType.SERVER_HELLO_DONE,
                HandshakeType.CERTIFICATE_STATUS,
                HandshakeType.CERTIFICATE_VERIFY,
                HandshakeType.CLIENT_KEY_EXCHANGE,
                HandshakeType.FINISHED)),
        kinds::toString);
  }

  @Test
  @DisplayName(
      "cut at any byte: decode_error, but for a hello cut right before its extensions, which is one without")
  void truncated() throws TlsFailure {
    for (Map.Entry<String, byte[]> message : MESSAGES.entrySet()) {
      int length = message.getValue().length - HandshakeMessage.HEADER_LENGTH;
      int exempt = endOfFixedPart(message.getValue());
      for (int cut = 0; cut < length; cut++) {
        if (cut == exempt) {
          Codecs.read(new HandshakeMessage(Flights.resized(message.getValue(), cut)));
        } else {
          assertDecodeError(
              message.getKey() + " cut at " + cut, Flights.resized(message.getValue(), cut));
        }
      }
    }
  }

  @Test
  @DisplayName("a further byte at the end, whatever its value: decode_error")
  void extended() {
    for (Map.Entry<String, byte[]> message : MESSAGES.entrySet()) {
      int length = message.getValue().length - HandshakeMessage.HEADER_LENGTH;
      byte[] longer = Flights.resized(message.getValue(), length + 1);
      for (int value = 0; value < 256; value++) {
        longer[longer.length - 1] = (byte) value;
        assertDecodeError(message.getKey() + " and byte " + value, longer);
      }
    }
  }

  @Test
  @DisplayName("any byte changed, left out or doubled: nothing but TlsFailure comes out")
  void changed() {
    for (Map.Entry<String, byte[]> message : MESSAGES.entrySet()) {
      byte[] body = Arrays.copyOfRange(message.getValue(), 4, message.getValue().length);
      for (int at = 0; at < body.length; at++) {
        for (byte[] changed : changes(body, at)) {
          assertNothingButTlsFailure(
              message.getKey() + " changed at " + at,
              () ->
                  Codecs.read(
                      new HandshakeMessage(Flights.message(message.getValue()[0], changed))));
        }
      }
    }
  }

  @Test
  @DisplayName("every client extension cut at any byte or with one more: decode_error")
  void extensions() throws TlsFailure {
    for (int type : Codecs.extensionTypes()) {
      byte[] body = recordedBody(type);
      Codecs.read(new Extension(type, body));
      for (int length = 0; length <= body.length + 1; length++) {
        if (length != body.length) {
          Extension changed = new Extension(type, Arrays.copyOf(body, length));
          TlsFailure failure =
              assertFails(
                  Alert.DECODE_ERROR, Reason.MALFORMED_EXTENSION, () -> Codecs.read(changed));
          assertTrue(failure.detail().startsWith(changed.name() + ": "), failure::detail);
        }
      }
      for (int at = 0; at < body.length; at++) {
        for (byte[] changed : changes(body, at)) {
          assertNothingButTlsFailure(
              Hex.text(changed), () -> Codecs.read(new Extension(type, changed)));
        }
      }
    }
  }

  private static List<byte[]> changes(byte[] body, int at) {
    List<byte[]> changes = new ArrayList<>();
    for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, body[at] - 1, body[at] + 1}) {
      byte[] changed = body.clone();
      changed[at] = (byte) value;
      changes.add(changed);
    }
    byte[] shorter = new byte[body.length - 1];
    System.arraycopy(body, 0, shorter, 0, at);
    System.arraycopy(body, at + 1, shorter, at, shorter.length - at);
    changes.add(shorter);
    byte[] longer = new byte[body.length + 1];
    System.arraycopy(body, 0, longer, 0, at + 1);
    System.arraycopy(body, at, longer, at + 1, body.length - at);
    changes.add(longer);
    return changes;
  }

  private static byte[] recordedBody(int type) throws TlsFailure {
    for (Map.Entry<String, byte[]> hello : RecordedMessages.browsers().entrySet()) {
      Extension found =
          ClientHello.read(new HandshakeMessage(hello.getValue()).body()).extensions().find(type);
      if (found != null) {
        return found.body();
      }
    }
    return fail("no extension " + type);
  }

  /** Where a hello's extensions start, which may be left out with their length; -1 for others. */
  private static int endOfFixedPart(byte[] message) throws TlsFailure {
    Cursor body = new HandshakeMessage(message).body();
    int length = body.remaining();
    if (message[0] != HandshakeType.CLIENT_HELLO && message[0] != HandshakeType.SERVER_HELLO) {
      return -1;
    }
    body.bytes("version and random", 34);
    body.vector8("session_id", 0, 32);
    if (message[0] == HandshakeType.CLIENT_HELLO) {
      body.vector16("cipher_suites", 2, 0xfffe);
      body.vector8("compression_methods", 1, 255);
    } else {
      body.bytes("cipher_suite and compression_method", 3);
    }
    return length - body.remaining();
  }

  private static void assertDecodeError(String what, byte[] message) {
    try {
      Codecs.read(new HandshakeMessage(message));
    } catch (TlsFailure failure) {
      assertTrue(
          failure.alert() == Alert.DECODE_ERROR && failure.reason() == Reason.MALFORMED_MESSAGE,
          () -> what + ": " + failure);
      return;
    }
    fail(what + " was taken");
  }

  private interface Reading {
    void read() throws TlsFailure;
  }

  private static void assertNothingButTlsFailure(String what, Reading reading) {
    try {
      reading.read();
    } catch (TlsFailure failure) {
      assertTrue(failure.alert() != Alert.INTERNAL_ERROR, () -> what + ": " + failure);
    } catch (RuntimeException e) {
      fail(what, e);
    }
  }

  private static Map<String, byte[]> readable() {
    Map<String, byte[]> messages = new TreeMap<>(RecordedMessages.openssl());
    messages.putAll(RecordedMessages.browsers());
    messages.values().removeIf(m -> m[0] == HandshakeType.NEW_SESSION_TICKET);
    return messages;
  }
}
