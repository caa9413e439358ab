package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedServer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("Records as an engine takes them (RFC 5246 6.2, P8)")
record RecordsTest(CryptoProvider crypto) {
  private ScriptedClient connected() throws TlsFailure {
    return ScriptedClient.of(Contexts.server(crypto).build(), crypto).shakeHands();
  }

  private EnginePair connected(CipherSuite suite) throws TlsFailure {
    return EnginePair.of(
            Contexts.client(crypto).suites(List.of(suite)).build(),
            Contexts.server(crypto).build(),
            BufferKind.HEAP)
        .shakeHands();
  }

  @ParameterizedTest
  @EnumSource(names = "TLS_ECDHE_ECDSA.*", mode = EnumSource.Mode.MATCH_ANY)
  @DisplayName("a change of any byte of a protected fragment: bad_record_mac, nothing delivered")
  void tampered(CipherSuite suite) throws TlsFailure {
    int length = connected(suite).sealed(connected(suite).client(), new byte[3]).length;
    for (int at = 5; at < length; at++) {
      EnginePair pair = connected(suite);
      byte[] record = pair.sealed(pair.client(), new byte[3]);
      record[at] ^= (byte) (1 << (at % 8));
      TlsFailure failure =
          assertFails(
              Alert.BAD_RECORD_MAC,
              Reason.RECORD_NOT_AUTHENTIC,
              () -> pair.deliver(record, pair.server()));
      assertEquals(2 + 5 + suite.cipher().overhead(), EnginePair.flushed(pair.server()).length);
      Refusals.assertStaysFailed(pair.server(), failure);
    }
  }

  @Test
  @DisplayName("another type, a cut length, a repeated and a skipped record: bad_record_mac")
  void tamperedHeaders() throws TlsFailure {
    ScriptedClient type = connected();
    byte[] asAlert = type.sealed(ContentType.APPLICATION_DATA, (byte) 1, (byte) 0);
    asAlert[0] = ContentType.ALERT;
    refusesMac(type, asAlert);

    ScriptedClient cut = connected();
    byte[] whole = cut.sealed(ContentType.APPLICATION_DATA, new byte[40]);
    byte[] shorter = Arrays.copyOf(whole, whole.length - 1);
    shorter[4]--;
    refusesMac(cut, shorter);

    ScriptedClient repeated = connected();
    byte[] record = repeated.sealed(ContentType.APPLICATION_DATA, (byte) 1);
    assertArrayEquals(new byte[] {1}, repeated.deliver(record));
    refusesMac(repeated, record);

    ScriptedClient skipped = connected();
    skipped.sealed(ContentType.APPLICATION_DATA, (byte) 1);
    refusesMac(skipped, skipped.sealed(ContentType.APPLICATION_DATA, (byte) 2));
  }

  private static void refusesMac(ScriptedClient client, byte[] record) {
    assertRefuses(
        client, Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> client.deliver(record));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 23})
  @DisplayName("a record too short for its protection has the alert of a wrong one (P8)")
  void tooShort(int fragment) throws TlsFailure {
    ScriptedClient client = connected();
    byte[] record = new byte[5 + fragment];
    System.arraycopy(new byte[] {23, 3, 3, 0, (byte) fragment}, 0, record, 0, 5);
    assertRefuses(
        client, Alert.BAD_RECORD_MAC, Reason.RECORD_TOO_SHORT, () -> client.deliver(record));
  }

  @Test
  @DisplayName("a tampered Finished, either side's: bad_record_mac")
  void tamperedFinished() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    client.changeCipherSpec();
    byte[] finished = client.sealed(ContentType.HANDSHAKE, client.finishedMessage());
    finished[finished.length - 1] ^= 1;
    refusesMac(client, finished);

    ScriptedServer server = ScriptedServer.of(Contexts.client(crypto).build(), crypto);
    server.flight();
    server.changeCipherSpec();
    byte[] answer = server.sealed(ContentType.HANDSHAKE, server.finishedMessage());
    answer[answer.length - 1] ^= 1;
    assertRefuses(
        server, Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> server.deliver(answer));
  }

  @Test
  @DisplayName("32 empty records in a row pass, and again after one that is not; the 33rd does not")
  void emptyRecords() throws TlsFailure {
    ScriptedClient client = connected();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 32; i++) {
        assertEquals(0, client.send(ContentType.APPLICATION_DATA).length);
      }
      assertEquals(1, client.send(ContentType.APPLICATION_DATA, (byte) 1).length);
    }
    for (int i = 0; i < 32; i++) {
      client.send(ContentType.APPLICATION_DATA);
    }
    assertRefuses(
        client,
        Alert.UNEXPECTED_MESSAGE,
        Reason.TOO_MANY_EMPTY_RECORDS,
        () -> client.send(ContentType.APPLICATION_DATA));
  }

  @ParameterizedTest
  @ValueSource(ints = {ContentType.HANDSHAKE, ContentType.ALERT})
  @DisplayName("an empty record of any other type: decode_error (RFC 5246 6.2.1)")
  void emptyControlRecord(int type) throws TlsFailure {
    ScriptedClient client = connected();
    assertRefuses(client, Alert.DECODE_ERROR, Reason.EMPTY_RECORD, () -> client.send(type));
  }

  @Test
  @DisplayName("the longest record passes; a longer one is refused at its header")
  void oversize() throws TlsFailure {
    ScriptedClient client = connected();
    byte[] most = new byte[16_384];
    most[16_383] = 7;
    assertArrayEquals(most, client.send(ContentType.APPLICATION_DATA, most));
    int longest = 16_384 + 24;
    byte[] header = {23, 3, 3, (byte) ((longest + 1) >> 8), (byte) (longest + 1)};
    assertRefuses(
        client, Alert.RECORD_OVERFLOW, Reason.RECORD_TOO_LONG, () -> client.deliver(header));

    ScriptedClient fresh = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    assertRefuses(
        fresh,
        Alert.RECORD_OVERFLOW,
        Reason.RECORD_TOO_LONG,
        () -> fresh.deliver(new byte[] {22, 3, 1, 0x40, 1}));
  }

  @Test
  @DisplayName("unknown content types: unexpected_message, before and after the handshake")
  void unknownType() throws TlsFailure {
    ScriptedClient fresh = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    assertRefuses(
        fresh, Alert.UNEXPECTED_MESSAGE, Reason.NOT_TLS, () -> fresh.deliver(new byte[] {24, 3}));
    ScriptedClient client = connected();
    assertRefuses(
        client,
        Alert.UNEXPECTED_MESSAGE,
        Reason.UNKNOWN_CONTENT_TYPE,
        () -> client.deliver(new byte[] {24}));
  }

  @Test
  @DisplayName("bounds are the context's own")
  void otherLimits() throws TlsFailure {
    ScriptedClient client =
        ScriptedClient.of(
                Contexts.server(crypto)
                    .limits(Limits.defaults().withEmptyRecords(0).withWarningAlerts(0))
                    .build(),
                crypto)
            .shakeHands();
    assertRefuses(
        client,
        Alert.UNEXPECTED_MESSAGE,
        Reason.TOO_MANY_EMPTY_RECORDS,
        () -> client.send(ContentType.APPLICATION_DATA));
  }
}
