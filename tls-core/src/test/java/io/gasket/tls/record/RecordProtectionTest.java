package io.gasket.tls.record;

import static io.gasket.tls.testing.Failures.assertFails;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.RecordedSession;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("AEAD record protection (RFC 5246 6.2.3.3, RFC 5288, RFC 7905)")
class RecordProtectionTest {
  private static final byte[] PLAINTEXT = "Gasket seals a joint.\n".getBytes(US_ASCII);
  private static final int TYPE = ContentType.APPLICATION_DATA;

  /** One direction's keys under one crypto provider (P7). */
  private record Keys(CryptoProvider provider, BulkCipher cipher) {
    byte[] key() {
      return counting(cipher.keyLength(), 0x40);
    }

    byte[] iv() {
      return counting(cipher.fixedIvLength(), 0xc0);
    }

    RecordSealer sealer() {
      return sealer(key(), iv());
    }

    RecordSealer sealer(byte[] key, byte[] iv) {
      return RecordProtection.sealer(provider.aeads(), cipher, key, iv);
    }

    RecordOpener opener() {
      return opener(key(), iv());
    }

    RecordOpener opener(byte[] key, byte[] iv) {
      return RecordProtection.opener(provider.aeads(), cipher, key, iv);
    }

    private static byte[] counting(int length, int first) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (first + i);
      }
      return bytes;
    }

    @Override
    public String toString() {
      return provider.name() + " " + cipher.label();
    }
  }

  static Stream<Keys> keys() {
    return Providers.all()
        .flatMap(
            provider ->
                provider.aeads().supported().stream().map(cipher -> new Keys(provider, cipher)));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("records sealed are those the RFCs' text gives, for each sequence number")
  void sealsAsTheRfcsSay(Keys keys) throws TlsFailure {
    RecordSealer sealer = keys.sealer();
    for (int sequence = 0; sequence < 300; sequence++) {
      int type = ContentType.CHANGE_CIPHER_SPEC + sequence % 4;
      byte[] plaintext = new byte[sequence];
      Arrays.fill(plaintext, (byte) sequence);
      assertEquals(sequence, sealer.records());
      assertArrayEquals(
          RfcRecords.sealed(
              keys.cipher(), keys.key(), keys.iv(), sequence, sequence, type, plaintext),
          seal(sealer, type, plaintext));
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName(
      "records computed from the RFCs' text open, whatever explicit nonce the sender chose")
  void opensAsTheRfcsSay(Keys keys) throws TlsFailure {
    RecordOpener opener = keys.opener();
    for (int sequence = 0; sequence < 300; sequence++) {
      byte[] plaintext = new byte[sequence];
      Arrays.fill(plaintext, (byte) sequence);
      byte[] record =
          RfcRecords.sealed(
              keys.cipher(),
              keys.key(),
              keys.iv(),
              sequence,
              0x8877_6655_4433_2211L - sequence,
              TYPE,
              plaintext);
      assertArrayEquals(plaintext, open(opener, record));
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("both directions of a connection between OpenSSL programs open")
  void opensWhatOpenSslSent(Keys keys) throws TlsFailure {
    RecordedSession session = RecordedSession.with(keys.cipher());
    assertOpens(session.client(), keys, "Gasket seals a joint.\n", "And a second record.\n");
    assertOpens(session.server(), keys, ".tnioj a slaes teksaG\n", ".drocer dnoces a dnA\n");
  }

  private static void assertOpens(
      RecordedSession.Direction sent, Keys keys, String first, String second) throws TlsFailure {
    RecordOpener opener = keys.opener(sent.writeKey(), sent.writeIv());
    RecordSealer sealer = keys.sealer(sent.writeKey(), sent.writeIv());
    List<byte[]> records = sent.protectedRecords();
    assertEquals(4, records.size());
    byte[] finished = open(opener, records.get(0));
    assertEquals("1400000c", HexFormat.of().formatHex(finished, 0, 4));
    assertEquals(16, finished.length);
    assertEquals(first, new String(open(opener, records.get(1)), US_ASCII));
    assertEquals(second, new String(open(opener, records.get(2)), US_ASCII));
    assertArrayEquals(new byte[] {1, 0}, open(opener, records.get(3)));
    if (keys.cipher() == BulkCipher.CHACHA20_POLY1305) {
      // OpenSSL counts its explicit GCM nonces from a random start, so only here are the bytes all
      // given.
      assertArrayEquals(records.get(0), seal(sealer, ContentType.HANDSHAKE, finished));
      assertArrayEquals(records.get(1), seal(sealer, TYPE, first.getBytes(US_ASCII)));
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName(
      "sealing in place, the plaintext lying where the ciphertext goes, gives the same record")
  void sealsInPlace(Keys keys) throws TlsFailure {
    RecordSealer sealer = keys.sealer();
    int offset = 3;
    byte[] array = new byte[offset + sealer.sealedLength(PLAINTEXT.length) + 3];
    int start = offset + sealer.plaintextOffset();
    System.arraycopy(PLAINTEXT, 0, array, start, PLAINTEXT.length);
    int sealed = sealer.seal(TYPE, array, start, PLAINTEXT.length, array, offset);
    assertArrayEquals(
        RfcRecords.sealed(keys.cipher(), keys.key(), keys.iv(), 0, 0, TYPE, PLAINTEXT),
        Arrays.copyOfRange(array, offset, offset + sealed));
    assertArrayEquals(new byte[3], Arrays.copyOf(array, 3));
    assertArrayEquals(new byte[3], Arrays.copyOfRange(array, array.length - 3, array.length));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("lengths: 0 and 16384 bytes pass, header and fragment are exact")
  void lengths(Keys keys) throws TlsFailure {
    RecordSealer sealer = keys.sealer();
    RecordOpener opener = keys.opener();
    for (int length : new int[] {0, 1, FrameParser.MAX_PLAINTEXT}) {
      byte[] record = seal(sealer, TYPE, new byte[length]);
      assertEquals(5 + length + keys.cipher().overhead(), record.length);
      assertEquals(length, opener.plaintextRoom(record.length - 5));
      assertArrayEquals(new byte[length], open(opener, record));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> seal(sealer, TYPE, new byte[FrameParser.MAX_PLAINTEXT + 1]));
    assertEquals(FrameParser.MAX_PLAINTEXT + keys.cipher().overhead(), opener.maxFragment());
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("one bit changed anywhere, header included, gives bad_record_mac")
  void anyChangedBit(Keys keys) throws TlsFailure {
    byte[] record = seal(keys.sealer(), TYPE, PLAINTEXT);
    for (int bit = 0; bit < record.length * 8; bit++) {
      byte[] changed = record.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      if (bit / 8 == 3 || bit / 8 == 4) {
        // A changed length: the opener is told that length, with bytes enough behind the header.
        int length = (changed[3] & 0xff) << 8 | (changed[4] & 0xff);
        if (length < keys.cipher().overhead()
            || length > FrameParser.MAX_PLAINTEXT + keys.cipher().overhead()) {
          continue;
        }
        changed = Arrays.copyOf(changed, 5 + length);
      }
      byte[] bytes = changed;
      assertFails(
          Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(keys.opener(), bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("a record repeated, left out or out of order gives bad_record_mac")
  void replayAndReorder(Keys keys) throws TlsFailure {
    RecordSealer sealer = keys.sealer();
    byte[] first = seal(sealer, TYPE, PLAINTEXT);
    byte[] second = seal(sealer, TYPE, PLAINTEXT);
    RecordOpener opener = keys.opener();
    open(opener, first);
    assertFails(Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(opener, first));
    assertFails(
        Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(keys.opener(), second));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("another key or IV gives bad_record_mac")
  void otherKeys(Keys keys) throws TlsFailure {
    byte[] record = seal(keys.sealer(), TYPE, PLAINTEXT);
    byte[] key = keys.key();
    key[0] ^= 1;
    byte[] iv = keys.iv();
    iv[0] ^= 1;
    assertFails(
        Alert.BAD_RECORD_MAC,
        Reason.RECORD_NOT_AUTHENTIC,
        () -> open(keys.opener(key, keys.iv()), record));
    assertFails(
        Alert.BAD_RECORD_MAC,
        Reason.RECORD_NOT_AUTHENTIC,
        () -> open(keys.opener(keys.key(), iv), record));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName(
      "a fragment too short for nonce and tag gives bad_record_mac, one too long record_overflow")
  void shortAndLongFragments(Keys keys) {
    for (int length = 0; length < keys.cipher().overhead(); length++) {
      byte[] record = new byte[5 + length];
      assertEquals(0, keys.opener().plaintextRoom(length));
      assertFails(Alert.BAD_RECORD_MAC, Reason.RECORD_TOO_SHORT, () -> open(keys.opener(), record));
    }
    byte[] longest = new byte[5 + keys.opener().maxFragment()];
    assertFails(
        Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(keys.opener(), longest));
    byte[] tooLong = new byte[longest.length + 1];
    assertFails(Alert.RECORD_OVERFLOW, Reason.RECORD_TOO_LONG, () -> open(keys.opener(), tooLong));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("arrays too small are refused before a sequence number is spent")
  void arraysTooSmall(Keys keys) throws TlsFailure {
    RecordSealer sealer = keys.sealer();
    byte[] out = new byte[sealer.sealedLength(PLAINTEXT.length)];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> sealer.seal(TYPE, PLAINTEXT, 0, PLAINTEXT.length, out, 1));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> sealer.seal(TYPE, PLAINTEXT, 1, PLAINTEXT.length, out, 0));
    assertEquals(0, sealer.records());
    byte[] record = seal(sealer, TYPE, PLAINTEXT);
    RecordOpener opener = keys.opener();
    int fragmentLength = record.length - 5;
    byte[] room = new byte[PLAINTEXT.length];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> opener.open(TYPE, record, 0, fragmentLength, room, 1));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> opener.open(TYPE, record, 1, fragmentLength, room, 0));
    assertEquals(PLAINTEXT.length, opener.open(TYPE, record, 0, fragmentLength, room, 0));
    assertArrayEquals(PLAINTEXT, room);
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("keys and IVs of a wrong length are refused")
  void keyLengths(Keys keys) {
    byte[] key = keys.key();
    byte[] iv = keys.iv();
    byte[] longer = new byte[33];
    assertThrows(IllegalArgumentException.class, () -> keys.sealer(longer, iv));
    assertThrows(IllegalArgumentException.class, () -> keys.opener(key, longer));
  }

  private static byte[] seal(RecordSealer sealer, int type, byte[] plaintext) throws TlsFailure {
    byte[] out = new byte[sealer.sealedLength(plaintext.length)];
    assertEquals(out.length, sealer.seal(type, plaintext, 0, plaintext.length, out, 0));
    return out;
  }

  private static byte[] open(RecordOpener opener, byte[] record) throws TlsFailure {
    int fragmentLength = record.length - 5;
    byte[] out = new byte[opener.plaintextRoom(fragmentLength)];
    int opened = opener.open(record[0], record, 0, fragmentLength, out, 0);
    return Arrays.copyOf(out, opened);
  }
}
