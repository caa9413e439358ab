package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Allocations;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.MeteredCrypto;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.PeerCertificates;
import io.gasket.tls.trust.Trust;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What a handshake allocates on both sides together, engines included: in all, less what the crypto
 * provider allocates in the same handshakes. The code is not warm enough here for the compiler to
 * take objects away, so these are upper bounds.
 */
@EachProvider
@DisplayName("What the engine itself allocates for a handshake")
record HandshakeAllocationTest(CryptoProvider crypto) {
  private static final int RUNS = 20;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Makes handshakes between engines of two contexts, with buffers of its own. */
  private record Shaker(SecurityContext client, SecurityContext server, ByteBuffer net) {
    ResumedBy shakeHands() throws TlsFailure {
      TlsEngine one = client.newEngine("localhost");
      TlsEngine other = server.newEngine();
      boolean moved = true;
      while (moved) {
        boolean toServer = carry(one, other);
        moved = carry(other, one) || toServer;
      }
      return one.info().resumedBy();
    }

    private boolean carry(TlsEngine from, TlsEngine to) throws TlsFailure {
      from.flush(net.clear());
      to.receive(net.flip(), NOTHING);
      return net.limit() > 0;
    }
  }

  /** Bytes a handshake that are the engine's own, after the contexts' first. */
  private static long ours(
      String name,
      ResumedBy expected,
      MeteredCrypto meter,
      ClientContextBuilder client,
      ServerContextBuilder server,
      TestReporter reporter)
      throws Throwable {
    Shaker shaker = new Shaker(client.build(), server.build(), ByteBuffer.allocate(20_000));
    shaker.shakeHands();
    assertEquals(expected, shaker.shakeHands());
    long ours =
        Allocations.of(
                () -> {
                  for (int i = 0; i < RUNS; i++) {
                    shaker.shakeHands();
                  }
                },
                meter::bytes)
            / RUNS;
    reporter.publishEntry("bytes " + name, Long.toString(ours));
    return ours;
  }

  @Test
  @DisplayName("resumed by session id: at most 8 KiB")
  void bySessionId(TestReporter reporter) throws Throwable {
    MeteredCrypto meter = new MeteredCrypto(crypto);
    long ours =
        ours(
            "by id",
            ResumedBy.SESSION_ID,
            meter,
            Contexts.client(meter.provider()).sessions(new SessionCache(8)),
            Contexts.server(meter.provider()).sessions(new SessionCache(8)),
            reporter);
    assertTrue(ours <= 8 << 10, () -> "allocated " + ours);
  }

  @Test
  @DisplayName("resumed by ticket: at most 8 KiB")
  void byTicket(TestReporter reporter) throws Throwable {
    MeteredCrypto meter = new MeteredCrypto(crypto);
    long ours =
        ours(
            "by ticket",
            ResumedBy.TICKET,
            meter,
            Contexts.resuming(Contexts.client(meter.provider())),
            Contexts.resuming(Contexts.server(meter.provider())),
            reporter);
    assertTrue(ours <= 8 << 10, () -> "allocated " + ours);
  }

  @Test
  @DisplayName("a full handshake: at most 24 KiB, parsing and verifying the chain apart")
  void inFull(TestReporter reporter) throws Throwable {
    MeteredCrypto meter = new MeteredCrypto(crypto);
    long ours =
        ours(
            "in full",
            ResumedBy.NOTHING,
            meter,
            Contexts.client(meter.provider()).trust(Trust.dangerousTrustAll()),
            Contexts.server(meter.provider()),
            reporter);
    List<byte[]> chain = TestPki.server(KeyKind.EC_P256).encodedChain();
    long parsing = Allocations.of(() -> PeerCertificates.parse(chain));
    reporter.publishEntry("parsing the chain, bytes", Long.toString(parsing));
    assertTrue(ours - parsing <= 24 << 10, () -> "allocated " + ours + ", parsing " + parsing);
  }
}
