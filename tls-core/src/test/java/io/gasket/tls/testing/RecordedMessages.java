package io.gasket.tls.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Messages and records that other programs made; each resource says how it came about. */
public final class RecordedMessages {
  private static final Map<String, byte[]> OPENSSL = load("openssl-messages.properties");
  private static final Map<String, byte[]> BROWSERS = load("browser-hellos.properties");
  private static final Map<String, byte[]> FRAMES = load("captured-frames.properties");

  private RecordedMessages() {}

  /**
   * All handshake messages of four handshakes between OpenSSL programs, header and all, by name,
   * such as {@code ecdsa.client.client_hello}.
   */
  public static Map<String, byte[]> openssl() {
    return OPENSSL;
  }

  /** One of {@link #openssl()}. */
  public static byte[] openssl(String name) {
    return OPENSSL.get(name).clone();
  }

  /**
   * ClientHello messages in the manner of browsers, header and all: {@code chrome}, {@code
   * firefox}.
   */
  public static Map<String, byte[]> browsers() {
    return BROWSERS;
  }

  /** A record of a TLS 1.0 capture: {@code frame310} or {@code frame320}. */
  public static byte[] frame(String name) {
    return FRAMES.get(name).clone();
  }

  private static Map<String, byte[]> load(String resource) {
    Properties values = new Properties();
    try (InputStream in = RecordedMessages.class.getResourceAsStream(resource)) {
      values.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, byte[]> messages = new TreeMap<>();
    for (String name : values.stringPropertyNames()) {
      messages.put(name, Hex.bytes(values.getProperty(name)));
    }
    return Map.copyOf(messages);
  }
}
