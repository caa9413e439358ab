package io.gasket.tls.testing;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A handshake with client authentication and some data between two engines, recorded once, that can
 * be played to any number of new engines: their randoms are fixed and Ed25519 signs the same bytes
 * the same way, so each of them says again what was recorded.
 */
public final class RecordedFlights {
  /** What is sent as application data, either way. */
  public static final String DATA = "application data";

  private final CryptoProvider crypto;
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();

  /** Records. */
  public RecordedFlights(CryptoProvider crypto) {
    this.crypto = crypto;
    try {
      EnginePair pair =
          new EnginePair(newClient(EventSink.NONE), newServer(EventSink.NONE), BufferKind.HEAP);
      for (int round = 0; round < 2; round++) {
        carry(pair, pair.client(), pair.server(), toServer);
        carry(pair, pair.server(), pair.client(), toClient);
      }
      toServer.writeBytes(pair.sealed(pair.client(), DATA.getBytes(StandardCharsets.US_ASCII)));
      toClient.writeBytes(pair.sealed(pair.server(), DATA.getBytes(StandardCharsets.US_ASCII)));
      pair.client().close();
      pair.server().close();
      toServer.writeBytes(EnginePair.flushed(pair.client()));
      toClient.writeBytes(EnginePair.flushed(pair.server()));
    } catch (TlsFailure e) {
      throw new AssertionError(e);
    }
  }

  private static void carry(
      EnginePair pair, TlsEngine from, TlsEngine to, ByteArrayOutputStream record)
      throws TlsFailure {
    byte[] flight = EnginePair.flushed(from);
    record.writeBytes(flight);
    pair.deliver(flight, to);
  }

  /** A client that takes {@link #toClient}; its ClientHello is made already. */
  public TlsEngine newClient(EventSink sink) {
    TlsEngine client =
        Contexts.client(crypto.withRandom(new FixedRandom(1)))
            .credential(TestPki.client(KeyKind.ED25519))
            .events(sink)
            .build()
            .newEngine("localhost");
    client.bytesToFlush();
    return client;
  }

  /** A server that takes {@link #toServer}. */
  public TlsEngine newServer(EventSink sink) {
    return Contexts.server(crypto.withRandom(new FixedRandom(2)), KeyKind.ED25519)
        .clientAuth(ClientAuth.NEED, Contexts.trust())
        .events(sink)
        .build()
        .newEngine();
  }

  /** All that the client sent: two flights, data, close_notify. */
  public byte[] toServer() {
    return toServer.toByteArray();
  }

  /** All that the server sent: two flights, data, close_notify. */
  public byte[] toClient() {
    return toClient.toByteArray();
  }
}
