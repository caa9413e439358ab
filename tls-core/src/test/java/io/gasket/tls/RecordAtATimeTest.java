package io.gasket.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the peer's records end is shown to those who ask for it. */
@DisplayName("application data, a record at a time")
class RecordAtATimeTest {
  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  void stopsBehindEachRecord(CryptoProvider provider) throws Exception {
    EnginePair pair =
        EnginePair.of(
                Contexts.client(provider).build(),
                Contexts.server(provider).build(),
                BufferKind.HEAP)
            .shakeHands();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (String text : new String[] {"one", "", "three"}) {
      records.writeBytes(pair.sealed(pair.client(), text.getBytes(US_ASCII)));
    }
    ByteBuffer app = ByteBuffer.allocate(100);

    pair.server().recordAtATime(true);
    ByteBuffer net = ByteBuffer.wrap(records.toByteArray());
    assertEquals(3, pair.server().receive(net, app));
    assertEquals(TlsEngine.HAS_MORE, pair.server().needs() & TlsEngine.HAS_MORE);
    assertEquals(5, pair.server().receive(net, app));
    assertEquals(0, pair.server().needs() & TlsEngine.HAS_MORE);
    assertEquals(0, pair.server().receive(net, app));
    assertEquals("onethree", new String(app.array(), 0, app.position(), US_ASCII));

    pair.server().recordAtATime(false);
    records.reset();
    records.writeBytes(pair.sealed(pair.client(), "four".getBytes(US_ASCII)));
    records.writeBytes(pair.sealed(pair.client(), "five".getBytes(US_ASCII)));
    assertEquals(8, pair.server().receive(ByteBuffer.wrap(records.toByteArray()), app));
  }
}
