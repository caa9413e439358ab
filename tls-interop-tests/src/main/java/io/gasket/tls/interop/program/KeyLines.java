package io.gasket.tls.interop.program;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Finds the keys in standard input, as {@code openssl s_client} has them: a line that is exactly
 * {@code R} or {@code Q}. All else is data, and passed on as soon as it cannot be a key.
 */
final class KeyLines {
  /** A line that is a command. */
  enum Key {
    /** {@code R}: renegotiate. */
    RENEGOTIATE,
    /** {@code Q}: quit. */
    QUIT
  }

  /** Takes what standard input holds, in its order. */
  interface Reader {
    /** Some bytes of data, not none. */
    void data(byte[] bytes) throws InterruptedException;

    /** A command. */
    void key(Key key) throws InterruptedException;
  }

  private final Reader reader;
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** The line's bytes as long as it may become a key; null once it cannot. */
  private StringBuilder start = new StringBuilder();

  KeyLines(Reader reader) {
    this.reader = reader;
  }

  /** Takes the first bytes of an array. */
  void take(byte[] bytes, int length) throws InterruptedException {
    for (int i = 0; i < length; i++) {
      take(bytes[i]);
    }
    passOn();
  }

  /** Standard input has ended: what may have become a key is none. */
  void end() throws InterruptedException {
    giveUp();
    passOn();
  }

  private void take(byte next) throws InterruptedException {
    if (start == null) {
      data.write(next);
    } else {
      start.append((char) (next & 0xff));
      switch (start.toString()) {
        case "R", "Q", "R\r", "Q\r" -> {
          return;
        }
        case "R\n", "R\r\n" -> press(Key.RENEGOTIATE);
        case "Q\n", "Q\r\n" -> press(Key.QUIT);
        default -> giveUp();
      }
    }
    if (next == '\n') {
      start = new StringBuilder();
    }
  }

  private void press(Key key) throws InterruptedException {
    passOn();
    reader.key(key);
  }

  private void giveUp() {
    if (start != null) {
      data.writeBytes(start.toString().getBytes(StandardCharsets.ISO_8859_1));
      start = null;
    }
  }

  private void passOn() throws InterruptedException {
    if (data.size() > 0) {
      reader.data(data.toByteArray());
      data.reset();
    }
  }
}
