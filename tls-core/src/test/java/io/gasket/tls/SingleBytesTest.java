package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EachProvider
@DisplayName("Whole connections fed and drained by single bytes, on both sides")
record SingleBytesTest(CryptoProvider crypto) {
  /** One way of a connection: what was drained, a byte at a time, and not yet taken. */
  private static final class Way {
    private final TlsEngine from;
    private final TlsEngine to;
    private final BufferKind kind;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private byte[] kept = {};
    private int passed;

    Way(TlsEngine from, TlsEngine to, BufferKind kind) {
      this.from = from;
      this.to = to;
      this.kind = kind;
    }

    /** Carries one byte; false when there is none. */
    boolean step() throws TlsFailure {
      ByteBuffer one = ByteBuffer.allocate(1);
      if (from.flush(one) == 0) {
        return false;
      }
      take(one.get(0));
      return true;
    }

    private void take(byte next) throws TlsFailure {
      passed++;
      byte[] seen = Arrays.copyOf(kept, kept.length + 1);
      seen[kept.length] = next;
      ByteBuffer net = kind.of(seen);
      ByteBuffer app = ByteBuffer.allocate(1);
      do {
        app.clear();
        to.receive(net, app);
        plain.write(app.array(), 0, app.position());
        assertEquals(0, to.needs() & TlsEngine.NEEDS_ROOM, "records here hold a byte");
      } while (app.position() > 0);
      kept = Arrays.copyOfRange(seen, seen.length - net.remaining(), seen.length);
    }

    /** Sends a text, each byte of it a record, and each byte of that by itself. */
    void say(String text) throws TlsFailure {
      for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
        ByteBuffer app = ByteBuffer.wrap(new byte[] {b});
        ByteBuffer net = ByteBuffer.allocate(from.bytesToSend(1));
        assertEquals(1, from.send(app, net));
        for (byte sealed : net.array()) {
          take(sealed);
        }
      }
    }

    String heard() {
      return plain.toString(StandardCharsets.US_ASCII);
    }
  }

  private static void settle(Way up, Way down) throws TlsFailure {
    boolean moved = true;
    while (moved) {
      boolean sent = up.step();
      moved = down.step() || sent;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("mutual handshake, data, a resumption, and the end, from every kind of buffer")
  void connections(BufferKind kind) throws TlsFailure {
    SecurityContext client =
        Contexts.resuming(Contexts.client(crypto).credential(TestPki.client(KeyKind.EC_P256)))
            .build();
    SecurityContext server =
        Contexts.resuming(Contexts.server(crypto).clientAuth(ClientAuth.NEED, Contexts.trust()))
            .build();
    for (ResumedBy expected : new ResumedBy[] {ResumedBy.NOTHING, ResumedBy.TICKET}) {
      TlsEngine one = client.newEngine("localhost");
      TlsEngine other = server.newEngine();
      Way up = new Way(one, other, kind);
      Way down = new Way(other, one, kind);
      settle(up, down);
      assertEquals(expected, other.info().resumedBy());
      assertEquals(2, other.info().peerCertificates().size());
      up.say("ping");
      down.say("pong");
      assertEquals("ping", up.heard());
      assertEquals("pong", down.heard());
      one.close();
      settle(up, down);
      assertTrue(other.closeNotifyReceived());
      other.close();
      settle(up, down);
      assertTrue(one.closeNotifyReceived());
      assertTrue(up.passed > 300 && down.passed > 150, () -> up.passed + ", " + down.passed);
    }
  }
}
