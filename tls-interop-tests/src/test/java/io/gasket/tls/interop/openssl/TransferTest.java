package io.gasket.tls.interop.openssl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** [P4] Much data, tiny writes and odd record sizes arrive as they were sent. */
@DisplayName("Data, with OpenSSL")
class TransferTest {
  private static final int MEGABYTE = 1_000_000;

  /** A stream of bytes that its seed determines. */
  record Content(long seed, int bytes) {
    void writeTo(OutputStream out) throws IOException {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] some = new byte[MEGABYTE / 10];
      for (int written = 0; written < bytes; written += some.length) {
        random.nextBytes(some);
        out.write(some, 0, Math.min(some.length, bytes - written));
      }
      out.flush();
    }

    String hash() throws Exception {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      writeTo(
          new OutputStream() {
            @Override
            public void write(int b) {
              digest.update((byte) b);
            }

            @Override
            public void write(byte[] some, int offset, int length) {
              digest.update(some, offset, length);
            }
          });
      return HexFormat.of().formatHex(digest.digest());
    }

    /** Reads as many bytes as this has, or up to the stream's end; returns their hash. */
    String hashOf(InputStream in) throws Exception {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] some = new byte[65_536];
      int left = bytes;
      while (left > 0) {
        int n = in.read(some, 0, Math.min(some.length, left));
        if (n < 0) {
          return "ended " + left + " bytes early";
        }
        digest.update(some, 0, n);
        left -= n;
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "transfer");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Sends and receives at once over both sides, and compares the hashes. */
  private static void assertExchanged(
      Content ours, InputStream ourIn, OutputStream ourOut, PeerProcess peer, Content theirs)
      throws Exception {
    FutureTask<Void> ourWriter = inBackground(() -> write(ours, ourOut));
    FutureTask<Void> theirWriter = inBackground(() -> write(theirs, peer.input()));
    FutureTask<String> atTheirs = inBackground(() -> ours.hashOf(peer.data()));
    assertEquals(theirs.hash(), theirs.hashOf(ourIn));
    assertEquals(ours.hash(), atTheirs.get());
    ourWriter.get();
    theirWriter.get();
  }

  private static Void write(Content content, OutputStream out) throws IOException {
    content.writeTo(out);
    return null;
  }

  @Test
  @DisplayName("100 MB each way at once, our client and s_server")
  void bulkClient() throws Exception {
    try (Openssl.Server server = Openssl.rawServer(KeyKind.EC_P256);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      pipe.shakeHands();
      assertExchanged(
          new Content(1, 100 * MEGABYTE),
          pipe.inputStream(),
          pipe.outputStream(),
          server.process(),
          new Content(2, 100 * MEGABYTE));
    }
  }

  @Test
  @DisplayName("100 MB each way at once, our server and s_client")
  void bulkServer() throws Exception {
    exchangeWithClient(100 * MEGABYTE);
  }

  @ParameterizedTest(name = "s_client sends records of {0} bytes")
  @ValueSource(strings = {"512", "1111", "16384"})
  void recordSizes(String size) throws Exception {
    exchangeWithClient(MEGABYTE, "-max_send_frag", size, "-split_send_frag", size);
  }

  private static void exchangeWithClient(int bytes, String... options) throws Exception {
    CompletableFuture<SecurePipeline> accepted = new CompletableFuture<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    OurServer.Conversation conversation =
        pipe -> {
          pipe.shakeHands();
          accepted.complete(pipe);
          done.join();
        };
    try (OurServer server = OurServer.start(Ours.server(KeyKind.EC_P256).build(), conversation);
        PeerProcess client = Openssl.rawClient(server.port(), options)) {
      SecurePipeline pipe = accepted.get();
      assertExchanged(
          new Content(3, bytes),
          pipe.inputStream(),
          pipe.outputStream(),
          client,
          new Content(4, bytes));
      done.complete(null);
      server.outcome().agreed();
      assertEquals(0, client.exitCode(), client::output);
    }
  }

  @Test
  @DisplayName("our client writes byte by byte")
  void tinyWrites() throws Exception {
    String text = "abcdefghij".repeat(30);
    try (Openssl.Server server = Openssl.reversingServer(KeyKind.EC_P256);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      for (byte b : text.getBytes(US_ASCII)) {
        pipe.write(ByteBuffer.wrap(new byte[] {b}));
      }
      assertEquals(new StringBuilder(text).reverse().toString(), Ours.exchange(pipe, ""));
    }
  }
}
