package io.gasket.tls.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The blocks of a PEM file (RFC 7468, with RFC 1421 headers recognised). Works on bytes, never on
 * strings, so that {@link #close()} can wipe keys; text outside blocks is ignored.
 */
final class PemFile implements AutoCloseable {
  /**
   * Far above any bundle of authorities, so that a wrong path (a disk image, a device) does not
   * fill the memory.
   */
  private static final int LONGEST_FILE = 16 << 20;

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int DER_SEQUENCE = 0x30;

  /**
   * One block.
   *
   * @param label what stands after BEGIN
   * @param line the number of its BEGIN line, from 1
   * @param encryptedHeader whether it is encrypted in the old way, by {@code Proc-Type} and {@code
   *     DEK-Info} headers; then the content is that ciphertext
   * @param content the decoded bytes, wiped when the file is closed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and wiped in place
  record Block(String label, int line, boolean encryptedHeader, byte[] content) {}

  private final List<Block> blocks;

  private PemFile(List<Block> blocks) {
    this.blocks = blocks;
  }

  /** Reads and decodes a file. */
  static PemFile read(Path file) throws CredentialException {
    Parser parser = new Parser(file.toString(), bytes(file));
    try {
      return new PemFile(parser.blocks());
    } finally {
      parser.wipe();
    }
  }

  /** All bytes of a file that should hold something, with each way to fail put into words. */
  static byte[] bytes(Path file) throws CredentialException {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw new CredentialException(source, "is a directory; give a file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST_FILE + 1);
    } catch (NoSuchFileException e) {
      throw new CredentialException(
          source, "no such file (looked for " + file.toAbsolutePath() + ")", e);
    } catch (AccessDeniedException e) {
      throw new CredentialException(source, "may not be read by this user", e);
    } catch (IOException e) {
      throw new CredentialException(source, "cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length == 0) {
      throw new CredentialException(source, "is empty");
    }
    if (bytes.length > LONGEST_FILE) {
      Arrays.fill(bytes, (byte) 0);
      throw new CredentialException(
          source, "is longer than 16 MiB, which no key or certificate file is");
    }
    return bytes;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Wipes the contents of all blocks. */
  @Override
  public void close() {
    for (Block block : blocks) {
      Arrays.fill(block.content(), (byte) 0);
    }
  }

  /** Goes through the lines once. */
  private static final class Parser {
    private final String source;
    private final byte[] bytes;
    private final byte[] base64;
    private int next;
    private int start;
    private int end;
    private int line;

    Parser(String source, byte[] bytes) {
      this.source = source;
      this.bytes = bytes;
      this.base64 = new byte[bytes.length];
    }

    List<Block> blocks() throws CredentialException {
      List<Block> blocks = new ArrayList<>();
      next = startsWithByteOrderMark() ? 3 : 0;
      while (nextLine()) {
        if (startsWith(BEGIN)) {
          blocks.add(block(label(BEGIN)));
        }
      }
      if (blocks.isEmpty()) {
        throw new CredentialException(
            source,
            bytes[0] == DER_SEQUENCE
                ? "is binary (DER or PKCS#12), not PEM; convert it with openssl x509, pkey or pkcs12, or load PKCS#12 as such"
                : "no PEM block in it; expected a line such as -----BEGIN CERTIFICATE-----");
      }
      return blocks;
    }

    void wipe() {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(base64, (byte) 0);
    }

    private Block block(String label) throws CredentialException {
      int begin = line;
      boolean encrypted = false;
      int length = 0;
      while (nextLine() && !startsWith(BEGIN)) {
        if (startsWith(END)) {
          if (!label(END).equals(label)) {
            throw new CredentialException(
                source,
                "line "
                    + line
                    + ": END "
                    + label(END)
                    + " closes BEGIN "
                    + label
                    + " of line "
                    + begin);
          }
          return new Block(label, begin, encrypted, decode(length, begin, label));
        }
        if (contains(':')) {
          encrypted |= startsWith("Proc-Type:") && text().contains("ENCRYPTED");
        } else {
          System.arraycopy(bytes, start, base64, length, end - start);
          length += end - start;
        }
      }
      throw new CredentialException(
          source,
          "line "
              + begin
              + ": the block "
              + label
              + " has no END line; the file is cut short or damaged");
    }

    private byte[] decode(int length, int begin, String label) throws CredentialException {
      byte[] exact = Arrays.copyOf(base64, length);
      try {
        return Base64.getDecoder().decode(exact);
      } catch (IllegalArgumentException e) {
        // The decoder's own words would quote a byte of what may be a key.
        throw new CredentialException(
            source, "line " + begin + ": the block " + label + " is not valid base64");
      } finally {
        Arrays.fill(exact, (byte) 0);
      }
    }

    /** Some Windows editors put one before the text. */
    private boolean startsWithByteOrderMark() {
      return bytes.length >= 3
          && bytes[0] == (byte) 0xef
          && bytes[1] == (byte) 0xbb
          && bytes[2] == (byte) 0xbf;
    }

    /** Steps to the next line, without its white space at both ends. */
    private boolean nextLine() {
      if (next >= bytes.length) {
        return false;
      }
      start = next;
      while (next < bytes.length && bytes[next] != '\n' && bytes[next] != '\r') {
        next++;
      }
      end = next;
      if (next + 1 < bytes.length && bytes[next] == '\r' && bytes[next + 1] == '\n') {
        next++;
      }
      next++;
      line++;
      while (start < end && bytes[start] <= ' ' && bytes[start] >= 0) {
        start++;
      }
      while (end > start && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
        end--;
      }
      return true;
    }

    private String label(String marker) throws CredentialException {
      String text = text();
      if (!text.endsWith(DASHES) || text.length() < marker.length() + DASHES.length()) {
        throw new CredentialException(
            source, "line " + line + ": malformed PEM line; it should end with " + DASHES);
      }
      return text.substring(marker.length(), text.length() - DASHES.length());
    }

    private String text() {
      return new String(bytes, start, end - start, US_ASCII);
    }

    private boolean startsWith(String prefix) {
      if (end - start < prefix.length()) {
        return false;
      }
      for (int i = 0; i < prefix.length(); i++) {
        if (bytes[start + i] != prefix.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private boolean contains(char wanted) {
      for (int i = start; i < end; i++) {
        if (bytes[i] == wanted) {
          return true;
        }
      }
      return false;
    }
  }
}
