package io.gasket.tls.testing;

import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * A TLS 1.2 connection between two OpenSSL programs, byte by byte, with its keys; the resource says
 * how it was made. Each side sends its flights in the clear, change_cipher_spec, then under
 * protection a Finished, two records of application data and close_notify.
 */
public final class RecordedSession {
  /**
   * One direction of the connection: all bytes sent, and the keys that protect those after
   * change_cipher_spec.
   */
  public static final class Direction {
    private final byte[] bytes;
    private final byte[] writeKey;
    private final byte[] writeIv;

    private Direction(byte[] bytes, byte[] writeKey, byte[] writeIv) {
      this.bytes = bytes;
      this.writeKey = writeKey;
      this.writeIv = writeIv;
    }

    /** All the direction's bytes. */
    public byte[] bytes() {
      return bytes;
    }

    /** The key of its protected records. */
    public byte[] writeKey() {
      return writeKey;
    }

    /** The fixed part of their nonces. */
    public byte[] writeIv() {
      return writeIv;
    }

    /** The direction's records, header and all, in order. */
    public List<byte[]> records() {
      List<byte[]> records = new ArrayList<>();
      for (int at = 0; at < bytes.length; ) {
        int length = 5 + ((bytes[at + 3] & 0xff) << 8 | (bytes[at + 4] & 0xff));
        byte[] record = new byte[length];
        System.arraycopy(bytes, at, record, 0, length);
        records.add(record);
        at += length;
      }
      return records;
    }

    /** The records after change_cipher_spec. */
    public List<byte[]> protectedRecords() {
      List<byte[]> records = records();
      while (records.remove(0)[0] != ContentType.CHANGE_CIPHER_SPEC) {
        // All up to and including change_cipher_spec go.
      }
      return records;
    }
  }

  private final BulkCipher cipher;
  private final Properties values = new Properties();

  private RecordedSession(BulkCipher cipher) {
    this.cipher = cipher;
    String name = cipher.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".properties";
    try (InputStream in = RecordedSession.class.getResourceAsStream(name)) {
      values.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The session recorded with a cipher, certificate ECDSA P-256. */
  public static RecordedSession with(BulkCipher cipher) {
    return new RecordedSession(cipher);
  }

  /** What protects the records. */
  public BulkCipher cipher() {
    return cipher;
  }

  /** The 48 bytes of the master secret. */
  public byte[] masterSecret() {
    return hex("master_secret");
  }

  /**
   * What the client sent; its application data is {@code Gasket seals a joint.\n} and {@code And a
   * second record.\n}.
   */
  public Direction client() {
    return direction("client");
  }

  /** What the server sent; its application data is the client's, each line reversed. */
  public Direction server() {
    return direction("server");
  }

  private Direction direction(String side) {
    return new Direction(hex(side + "_bytes"), hex(side + "_write_key"), hex(side + "_write_iv"));
  }

  private byte[] hex(String name) {
    return HexFormat.of().parseHex(values.getProperty(name));
  }
}
