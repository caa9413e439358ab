package io.gasket.tls.record;

import static io.gasket.tls.testing.Failures.assertFails;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.RecordedSession;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("AEAD record protection (RFC 5246 6.2.3.3, RFC 5288, RFC 7905)")
class RecordProtectionTest {
  private static final Aeads AEADS = new PlainJcaAeads();
  private static final byte[] PLAINTEXT = "Gasket seals a joint.\n".getBytes(US_ASCII);
  private static final int TYPE = ContentType.APPLICATION_DATA;

  @ParameterizedTest
  @EnumSource
  @DisplayName("records sealed are those the RFCs' text gives, for each sequence number")
  void sealsAsTheRfcsSay(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher);
    for (int sequence = 0; sequence < 300; sequence++) {
      int type = ContentType.CHANGE_CIPHER_SPEC + sequence % 4;
      byte[] plaintext = new byte[sequence];
      Arrays.fill(plaintext, (byte) sequence);
      assertEquals(sequence, sealer.records());
      assertArrayEquals(
          RfcRecords.sealed(cipher, key(cipher), iv(cipher), sequence, sequence, type, plaintext),
          seal(sealer, type, plaintext));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "records computed from the RFCs' text open, whatever explicit nonce the sender chose")
  void opensAsTheRfcsSay(BulkCipher cipher) throws TlsFailure {
    RecordOpener opener = opener(cipher);
    for (int sequence = 0; sequence < 300; sequence++) {
      byte[] plaintext = new byte[sequence];
      Arrays.fill(plaintext, (byte) sequence);
      byte[] record =
          RfcRecords.sealed(
              cipher,
              key(cipher),
              iv(cipher),
              sequence,
              0x8877_6655_4433_2211L - sequence,
              TYPE,
              plaintext);
      assertArrayEquals(plaintext, open(opener, record));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("both directions of a connection between OpenSSL programs open")
  void opensWhatOpenSslSent(BulkCipher cipher) throws TlsFailure {
    RecordedSession session = RecordedSession.with(cipher);
    assertOpens(session.client(), cipher, "Gasket seals a joint.\n", "And a second record.\n");
    assertOpens(session.server(), cipher, ".tnioj a slaes teksaG\n", ".drocer dnoces a dnA\n");
  }

  private static void assertOpens(
      RecordedSession.Direction sent, BulkCipher cipher, String first, String second)
      throws TlsFailure {
    RecordOpener opener = RecordProtection.opener(AEADS, cipher, sent.writeKey(), sent.writeIv());
    RecordSealer sealer = RecordProtection.sealer(AEADS, cipher, sent.writeKey(), sent.writeIv());
    List<byte[]> records = sent.protectedRecords();
    assertEquals(4, records.size());
    byte[] finished = open(opener, records.get(0));
    assertEquals("1400000c", HexFormat.of().formatHex(finished, 0, 4));
    assertEquals(16, finished.length);
    assertEquals(first, new String(open(opener, records.get(1)), US_ASCII));
    assertEquals(second, new String(open(opener, records.get(2)), US_ASCII));
    assertArrayEquals(new byte[] {1, 0}, open(opener, records.get(3)));
    if (cipher == BulkCipher.CHACHA20_POLY1305) {
      // OpenSSL counts its explicit GCM nonces from a random start, so only here are the bytes all
      // given.
      assertArrayEquals(records.get(0), seal(sealer, ContentType.HANDSHAKE, finished));
      assertArrayEquals(records.get(1), seal(sealer, TYPE, first.getBytes(US_ASCII)));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "sealing in place, the plaintext lying where the ciphertext goes, gives the same record")
  void sealsInPlace(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher);
    int offset = 3;
    byte[] array = new byte[offset + sealer.sealedLength(PLAINTEXT.length) + 3];
    int start = offset + sealer.plaintextOffset();
    System.arraycopy(PLAINTEXT, 0, array, start, PLAINTEXT.length);
    int sealed = sealer.seal(TYPE, array, start, PLAINTEXT.length, array, offset);
    assertArrayEquals(
        RfcRecords.sealed(cipher, key(cipher), iv(cipher), 0, 0, TYPE, PLAINTEXT),
        Arrays.copyOfRange(array, offset, offset + sealed));
    assertArrayEquals(new byte[3], Arrays.copyOf(array, 3));
    assertArrayEquals(new byte[3], Arrays.copyOfRange(array, array.length - 3, array.length));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("lengths: 0 and 16384 bytes pass, header and fragment are exact")
  void lengths(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher);
    RecordOpener opener = opener(cipher);
    for (int length : new int[] {0, 1, FrameParser.MAX_PLAINTEXT}) {
      byte[] record = seal(sealer, TYPE, new byte[length]);
      assertEquals(5 + length + cipher.overhead(), record.length);
      assertEquals(length, opener.plaintextRoom(record.length - 5));
      assertArrayEquals(new byte[length], open(opener, record));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> seal(sealer, TYPE, new byte[FrameParser.MAX_PLAINTEXT + 1]));
    assertEquals(FrameParser.MAX_PLAINTEXT + cipher.overhead(), opener.maxFragment());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("one bit changed anywhere, header included, gives bad_record_mac")
  void anyChangedBit(BulkCipher cipher) throws TlsFailure {
    byte[] record = seal(sealer(cipher), TYPE, PLAINTEXT);
    for (int bit = 0; bit < record.length * 8; bit++) {
      byte[] changed = record.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      if (bit / 8 == 3 || bit / 8 == 4) {
        // A changed length: the opener is told that length, with bytes enough behind the header.
        int length = (changed[3] & 0xff) << 8 | (changed[4] & 0xff);
        if (length < cipher.overhead() || length > FrameParser.MAX_PLAINTEXT + cipher.overhead()) {
          continue;
        }
        changed = Arrays.copyOf(changed, 5 + length);
      }
      byte[] bytes = changed;
      assertFails(
          Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(opener(cipher), bytes));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a record repeated, left out or out of order gives bad_record_mac")
  void replayAndReorder(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher);
    byte[] first = seal(sealer, TYPE, PLAINTEXT);
    byte[] second = seal(sealer, TYPE, PLAINTEXT);
    RecordOpener opener = opener(cipher);
    open(opener, first);
    assertFails(Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(opener, first));
    assertFails(
        Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(opener(cipher), second));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("another key or IV gives bad_record_mac")
  void otherKeys(BulkCipher cipher) throws TlsFailure {
    byte[] record = seal(sealer(cipher), TYPE, PLAINTEXT);
    byte[] key = key(cipher);
    key[0] ^= 1;
    byte[] iv = iv(cipher);
    iv[0] ^= 1;
    assertFails(
        Alert.BAD_RECORD_MAC,
        Reason.RECORD_NOT_AUTHENTIC,
        () -> open(RecordProtection.opener(AEADS, cipher, key, iv(cipher)), record));
    assertFails(
        Alert.BAD_RECORD_MAC,
        Reason.RECORD_NOT_AUTHENTIC,
        () -> open(RecordProtection.opener(AEADS, cipher, key(cipher), iv), record));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "a fragment too short for nonce and tag gives bad_record_mac, one too long record_overflow")
  void shortAndLongFragments(BulkCipher cipher) {
    for (int length = 0; length < cipher.overhead(); length++) {
      byte[] record = new byte[5 + length];
      assertEquals(0, opener(cipher).plaintextRoom(length));
      assertFails(
          Alert.BAD_RECORD_MAC, Reason.RECORD_TOO_SHORT, () -> open(opener(cipher), record));
    }
    byte[] longest = new byte[5 + opener(cipher).maxFragment()];
    assertFails(
        Alert.BAD_RECORD_MAC, Reason.RECORD_NOT_AUTHENTIC, () -> open(opener(cipher), longest));
    byte[] tooLong = new byte[longest.length + 1];
    assertFails(Alert.RECORD_OVERFLOW, Reason.RECORD_TOO_LONG, () -> open(opener(cipher), tooLong));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("arrays too small are refused before a sequence number is spent")
  void arraysTooSmall(BulkCipher cipher) throws TlsFailure {
    RecordSealer sealer = sealer(cipher);
    byte[] out = new byte[sealer.sealedLength(PLAINTEXT.length)];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> sealer.seal(TYPE, PLAINTEXT, 0, PLAINTEXT.length, out, 1));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> sealer.seal(TYPE, PLAINTEXT, 1, PLAINTEXT.length, out, 0));
    assertEquals(0, sealer.records());
    byte[] record = seal(sealer, TYPE, PLAINTEXT);
    RecordOpener opener = opener(cipher);
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
  @EnumSource
  @DisplayName("keys and IVs of a wrong length are refused")
  void keyLengths(BulkCipher cipher) {
    byte[] key = key(cipher);
    byte[] iv = iv(cipher);
    byte[] longer = new byte[33];
    assertThrows(
        IllegalArgumentException.class, () -> RecordProtection.sealer(AEADS, cipher, longer, iv));
    assertThrows(
        IllegalArgumentException.class, () -> RecordProtection.opener(AEADS, cipher, key, longer));
  }

  private static byte[] key(BulkCipher cipher) {
    byte[] key = new byte[cipher.keyLength()];
    fillCounting(key, 0x40);
    return key;
  }

  private static byte[] iv(BulkCipher cipher) {
    byte[] iv = new byte[cipher.fixedIvLength()];
    fillCounting(iv, 0xc0);
    return iv;
  }

  private static void fillCounting(byte[] bytes, int first) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
  }

  private static RecordSealer sealer(BulkCipher cipher) {
    return RecordProtection.sealer(AEADS, cipher, key(cipher), iv(cipher));
  }

  private static RecordOpener opener(BulkCipher cipher) {
    return RecordProtection.opener(AEADS, cipher, key(cipher), iv(cipher));
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
