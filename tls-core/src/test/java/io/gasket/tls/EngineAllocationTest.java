package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.CopyingAead;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachProvider
@DisplayName("What the engine itself allocates for a record: nothing")
record EngineAllocationTest(CryptoProvider crypto) {
  private static final int RECORDS = 500;
  private static final int LENGTH = 100;

  private EnginePair pair(CryptoProvider provider) throws TlsFailure {
    return EnginePair.of(
            Contexts.client(provider).build(), Contexts.server(provider).build(), BufferKind.HEAP)
        .shakeHands();
  }

  /** Sends and receives records of data again and again. */
  private static long trip(EnginePair pair, ByteBuffer app, ByteBuffer net, ByteBuffer out)
      throws Throwable {
    int appStart = app.position();
    int netStart = net.position();
    int netEnd = net.limit();
    int outStart = out.position();
    ByteBuffer[] several = {app};
    TlsEngine client = pair.client();
    TlsEngine server = pair.server();
    return Allocations.of(
        () -> {
          for (int i = 0; i < RECORDS; i++) {
            if (i % 2 == 0) {
              client.send(app, net);
            } else {
              client.send(several, 0, 1, net);
            }
            net.limit(net.position()).position(netStart);
            int received = server.receive(net, out);
            if (received != LENGTH || (server.needs() & TlsEngine.CONNECTED) == 0) {
              throw new AssertionError("received " + received);
            }
            app.position(appStart);
            net.limit(netEnd).position(netStart);
            out.position(outStart);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("0 bytes a record over an AEAD that allocates nothing, in every kind of buffer")
  void nothing(BufferKind kind) throws Throwable {
    EnginePair pair = pair(crypto.withAeads(CopyingAead.factory()));
    assertEquals(0, trip(pair, kind.of(new byte[LENGTH]), kind.allocate(500), kind.allocate(500)));
  }

  @Test
  @DisplayName("0 bytes a record for gathered buffers that share it")
  void nothingForGathering() throws Throwable {
    EnginePair pair = pair(crypto.withAeads(CopyingAead.factory()));
    ByteBuffer[] app = {ByteBuffer.allocate(10), ByteBuffer.allocateDirect(90)};
    ByteBuffer net = ByteBuffer.allocateDirect(500);
    long bytes =
        Allocations.of(
            () -> {
              for (int i = 0; i < RECORDS; i++) {
                pair.client().send(app, 0, 2, net);
                app[0].clear();
                app[1].clear();
                net.clear();
              }
            });
    assertEquals(0, bytes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("P4: 0 bytes a record in all, crypto included, over the AEAD made for that")
  void nothingAtAll(BufferKind kind) throws Throwable {
    EnginePair pair = pair(crypto.withAeads(CryptoProviders.zeroGarbage().aeads()));
    assertEquals(0, trip(pair, kind.of(new byte[LENGTH]), kind.allocate(500), kind.allocate(500)));
  }

  @Test
  @DisplayName("over the provider's own AEAD: no more than that AEAD alone")
  void nothingBesideTheProvider(TestReporter reporter) throws Throwable {
    byte[] key = new byte[16];
    AeadSealer sealer = crypto.aeads().sealer(BulkCipher.AES_128_GCM, key);
    AeadOpener opener = crypto.aeads().opener(BulkCipher.AES_128_GCM, key);
    byte[] nonce = new byte[12];
    byte[] aad = new byte[13];
    byte[] plain = new byte[LENGTH];
    byte[] sealed = new byte[LENGTH + 16];
    int[] counter = {0};
    long bare =
        Allocations.of(
            () -> {
              for (int i = 0; i < RECORDS; i++) {
                nonce[0] = (byte) (counter[0] >> 16);
                nonce[1] = (byte) (counter[0] >> 8);
                nonce[2] = (byte) counter[0]++;
                sealer.seal(nonce, aad, plain, 0, LENGTH, sealed, 0);
                opener.open(nonce, aad, sealed, 0, LENGTH + 16, plain, 0);
              }
            });
    long ours =
        trip(
            pair(crypto),
            ByteBuffer.allocate(LENGTH),
            ByteBuffer.allocate(500),
            ByteBuffer.allocate(500));
    reporter.publishEntry(
        crypto + ": bytes a record", "engine " + ours / RECORDS + ", AEAD " + bare / RECORDS);
    // A record's worth of slack for the whole run, since the compiler may finish in its midst.
    assertTrue(ours <= bare + bare / RECORDS, () -> "engine " + ours + ", the AEAD alone " + bare);
  }

  @Test
  @DisplayName("what an engine is asked again and again costs nothing")
  void questions() throws Throwable {
    TlsEngine server = pair(crypto).server();
    long bytes =
        Allocations.of(
            () -> {
              server.needs();
              server.room();
              server.missing();
              server.bytesToFlush();
              server.bytesToSend(1_000);
              server.nanosLeft();
              server.tick(1);
              server.failure();
            });
    assertEquals(0, bytes);
  }
}
