package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.CopyingAead;
import io.gasket.tls.testing.ScriptedClient;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An AES-GCM key's last record (RFC 8446 5.5)")
class RecordLimitTest {
  @Test
  @DisplayName(
      "what was sealed before the limit counts; the next send fails and the alert goes out")
  void limit() throws TlsFailure {
    CryptoProvider crypto =
        CryptoProviders.standard().withAeads(CopyingAead.factory()).withName("none");
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto).shakeHands();
    TlsEngine server = client.engine();
    ByteBuffer app = ByteBuffer.allocate(1);
    ByteBuffer net = ByteBuffer.allocate(100_000);
    // One record was the Finished; the last but one of the key's stays for below.
    for (long i = BulkCipher.AES_128_GCM.recordLimit() - 2; i > 0; i--) {
      server.send(app.clear(), net.clear());
    }
    ByteBuffer several = ByteBuffer.allocate(40_000);
    assertEquals(16_384, server.send(several, net.clear()));
    assertEquals(server.bytesToSend(16_384), net.position());
    TlsFailure failure = assertThrows(TlsFailure.class, () -> server.send(several, net.clear()));
    assertEquals(Reason.RECORD_LIMIT_REACHED, failure.reason());
    assertEquals(0, net.position());
    assertEquals(16_384, several.position());
    Refusals.assertTells(client, Alert.INTERNAL_ERROR);
    Refusals.assertStaysFailed(server, failure);
  }
}
