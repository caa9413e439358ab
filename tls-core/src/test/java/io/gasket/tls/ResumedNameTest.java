package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a session that a client wants to resume, as the server judges it. */
@EachProvider
@DisplayName("RFC 6066 3: server_name in a resumption")
record ResumedNameTest(CryptoProvider crypto) {
  private static final int SNI = ExtensionType.SERVER_NAME;

  /** The client's session id and the answer to its second hello, changed on its way. */
  private record Second(byte[] offered, ServerHello answer) {
    boolean resumes() {
      return offered.length > 0 && Arrays.equals(offered, answer.sessionId());
    }
  }

  private Second second(boolean tickets, UnaryOperator<ClientHello> change) throws Exception {
    SecurityContext server =
        Contexts.server(crypto)
            .credential("localhost", TestPki.server(KeyKind.EC_P256))
            .credential("www.example.org", TestPki.server(KeyKind.EC_P256))
            .sessions(new SessionCache(8))
            .tickets(tickets)
            .build();
    SecurityContext client = Contexts.resuming(Contexts.client(crypto)).build();
    EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    byte[][] offered = new byte[1][];
    Interference between =
        new Interference(client, server)
            .toServer(
                Interference.onClientHello(
                    hello -> {
                      offered[0] = hello.sessionId();
                      return change.apply(hello);
                    }));
    byte[] flight = EnginePair.flushed(between.server());
    int firstRecord = 5 + ByteBuffer.wrap(flight).getShort(3);
    ServerHello answer =
        ServerHello.read(Flights.messages(Arrays.copyOf(flight, firstRecord)).get(0).body());
    return new Second(offered[0], answer);
  }

  private static UnaryOperator<ClientHello> named(String name) {
    byte[] body = Hellos.hostName(name.getBytes(StandardCharsets.US_ASCII));
    return hello -> Hellos.with(hello, Hellos.replacing(SNI, body));
  }

  @ParameterizedTest(name = "by ticket: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("under its name a session is resumed, and server_name is not answered")
  void sameName(boolean tickets) throws Exception {
    Second second = second(tickets, named("LocalHost"));
    assertArrayEquals(second.offered(), second.answer().sessionId());
    assertNull(second.answer().extensions().find(SNI));
  }

  @ParameterizedTest(name = "by ticket: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("under another name, or none, there is a full handshake, which answers server_name")
  void otherName(boolean tickets) throws Exception {
    Second other = second(tickets, named("www.example.org"));
    assertEquals(false, other.resumes());
    assertNotNull(other.answer().extensions().find(SNI));
    assertEquals(
        false, second(tickets, hello -> Hellos.with(hello, Hellos.without(SNI))).resumes());
  }
}
