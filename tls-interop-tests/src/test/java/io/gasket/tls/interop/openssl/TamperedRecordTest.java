package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.interop.peer.Relay;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * [C5 P8] OpenSSL's records are changed on their way to us; the alert that says what is wrong
 * reaches OpenSSL as that alert, before the connection closes.
 */
@DisplayName("Records changed on their way, with OpenSSL")
class TamperedRecordTest {
  /** The record header. */
  private static final int HEADER = 5;

  /** The header of a handshake message. */
  private static final int MESSAGE_HEADER = 4;

  /** Where in a hello the session ID's length stands: behind version and random. */
  private static final int SESSION_ID = 34;

  /** What is done to the first record, or handshake message, of some kind. */
  interface Change {
    void apply(byte[] record, int start);
  }

  /** Changes the first record of a type. */
  static Supplier<Relay.Edit> record(int type, Change change) {
    return () -> {
      boolean[] done = new boolean[1];
      return record -> {
        if (!done[0] && record[0] == type) {
          done[0] = true;
          change.apply(record, 0);
        }
        return record;
      };
    };
  }

  /**
   * Changes the body of the first handshake message of a type; messages are not fragmented here.
   */
  static Supplier<Relay.Edit> message(int type, Change change) {
    return () -> {
      boolean[] done = new boolean[1];
      return record -> {
        int at = HEADER;
        while (!done[0] && record[0] == ContentType.HANDSHAKE && at < record.length) {
          if (record[at] == type) {
            done[0] = true;
            change.apply(record, at + MESSAGE_HEADER);
            return record;
          }
          at += MESSAGE_HEADER + u24(record, at + 1);
        }
        return record;
      };
    };
  }

  private static int u24(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 16) | ((bytes[at + 1] & 0xff) << 8) | (bytes[at + 2] & 0xff);
  }

  private static Change put(int offset, int... values) {
    return (record, start) -> {
      for (int i = 0; i < values.length; i++) {
        record[start + offset + i] = (byte) values[i];
      }
    };
  }

  private static final Change FLIP_LAST = (record, start) -> record[record.length - 1] ^= 1;

  /** A fault that is made on the way, and how it is to be refused. */
  record Fault(String name, Alert alert, Reason reason, Supplier<Relay.Edit> edit) {
    @Override
    public String toString() {
      return name;
    }

    void assertIs(TlsFailure failure) {
      assertEquals(reason, failure.reason(), failure::toString);
      assertEquals(alert, failure.alert());
    }
  }

  private static final Fault CHANGE_CIPHER_SPEC =
      new Fault(
          "change cipher spec",
          Alert.DECODE_ERROR,
          Reason.MALFORMED_CHANGE_CIPHER_SPEC,
          record(ContentType.CHANGE_CIPHER_SPEC, put(HEADER, 2)));

  private static final Fault APPLICATION_DATA =
      new Fault(
          "application data",
          Alert.BAD_RECORD_MAC,
          Reason.RECORD_NOT_AUTHENTIC,
          record(ContentType.APPLICATION_DATA, FLIP_LAST));

  private static final Fault LONG_RECORD =
      new Fault(
          "long record",
          Alert.RECORD_OVERFLOW,
          Reason.RECORD_TOO_LONG,
          record(ContentType.APPLICATION_DATA, put(3, 0x7f, 0xff)));

  private static Fault helloTooShort(int type) {
    return new Fault(
        "hello too short for session id",
        Alert.DECODE_ERROR,
        Reason.MALFORMED_MESSAGE,
        message(type, put(SESSION_ID, 33)));
  }

  private static Fault wrongMessage(int type) {
    return new Fault(
        "wrong message",
        Alert.UNEXPECTED_MESSAGE,
        Reason.UNEXPECTED_MESSAGE,
        message(type, put(-MESSAGE_HEADER, HandshakeType.CERTIFICATE_VERIFY)));
  }

  /** Faults in what s_server sends. */
  static List<Fault> serverFaults() {
    return List.of(
        new Fault(
            "version",
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            message(HandshakeType.SERVER_HELLO, put(0, 3, 4))),
        helloTooShort(HandshakeType.SERVER_HELLO),
        new Fault(
            "suite not offered",
            Alert.ILLEGAL_PARAMETER,
            Reason.SUITE_NOT_OFFERED,
            message(
                HandshakeType.SERVER_HELLO,
                (record, start) ->
                    put(SESSION_ID + 1 + record[start + SESSION_ID], 0, 0x9c)
                        .apply(record, start))),
        new Fault(
            "certificate not der",
            Alert.BAD_CERTIFICATE,
            Reason.MALFORMED_CERTIFICATE,
            message(HandshakeType.CERTIFICATE, put(6, 0))),
        new Fault(
            "group not offered",
            Alert.ILLEGAL_PARAMETER,
            Reason.GROUP_NOT_OFFERED,
            message(HandshakeType.SERVER_KEY_EXCHANGE, put(1, 0, 30))),
        new Fault(
            "signature",
            Alert.DECRYPT_ERROR,
            Reason.BAD_HANDSHAKE_SIGNATURE,
            message(HandshakeType.SERVER_KEY_EXCHANGE, FLIP_LAST)),
        wrongMessage(HandshakeType.SERVER_KEY_EXCHANGE),
        CHANGE_CIPHER_SPEC,
        APPLICATION_DATA,
        new Fault(
            "short record of application data",
            Alert.BAD_RECORD_MAC,
            Reason.RECORD_TOO_SHORT,
            record(ContentType.APPLICATION_DATA, put(3, 0, 20))),
        LONG_RECORD);
  }

  /** Faults in what s_client sends. */
  static List<Fault> clientFaults() {
    return List.of(
        new Fault(
            "version",
            Alert.PROTOCOL_VERSION,
            Reason.UNSUPPORTED_VERSION,
            message(HandshakeType.CLIENT_HELLO, put(0, 3, 2))),
        helloTooShort(HandshakeType.CLIENT_HELLO),
        new Fault(
            "not a point",
            Alert.ILLEGAL_PARAMETER,
            Reason.BAD_KEY_SHARE,
            message(HandshakeType.CLIENT_KEY_EXCHANGE, FLIP_LAST)),
        new Fault(
            "point too long",
            Alert.DECODE_ERROR,
            Reason.MALFORMED_MESSAGE,
            message(HandshakeType.CLIENT_KEY_EXCHANGE, put(0, 66))),
        wrongMessage(HandshakeType.CLIENT_KEY_EXCHANGE),
        CHANGE_CIPHER_SPEC,
        APPLICATION_DATA,
        LONG_RECORD);
  }

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest(name = "{0} of s_server")
  @MethodSource("serverFaults")
  void client(Fault fault) throws Exception {
    var context = Ours.client().groups(List.of(NamedGroup.SECP256R1)).build();
    try (Openssl.Server server = Openssl.server(PeerFiles.server(KeyKind.EC_P256));
        Relay relay = Relay.to(server.port(), Relay.Edit.NONE, fault.edit.get());
        SecurePipeline pipe = Ours.connect(context, relay.port())) {
      server.process().say("hello");
      TlsFailure failure =
          Assertions.assertThrows(TlsFailure.class, () -> pipe.read(ByteBuffer.allocate(1)));
      fault.assertIs(failure);
      Openssl.awaitAlert(fault.alert, server.process());
    }
  }

  @ParameterizedTest(name = "{0} of s_client")
  @MethodSource("clientFaults")
  void server(Fault fault) throws Exception {
    var context = Ours.server(KeyKind.EC_P256).groups(List.of(NamedGroup.SECP256R1)).build();
    try (OurServer server = OurServer.echoing(context);
        Relay relay = Relay.to(server.port(), fault.edit.get(), Relay.Edit.NONE);
        PeerProcess client = Openssl.client(relay.port())) {
      client.say("hello");
      TlsFailure failure = server.outcome().refusal();
      fault.assertIs(failure);
      Openssl.awaitAlert(fault.alert, client);
    }
  }
}
