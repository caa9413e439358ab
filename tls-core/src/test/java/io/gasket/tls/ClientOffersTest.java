package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Trust;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a client's hello offers")
class ClientOffersTest {
  private static final SecurityContext CONTEXT =
      SecurityContext.client()
          .trust(Trust.anchors(TestPki.anchors()))
          .suites(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256))
          .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
          .schemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256))
          .applicationProtocols("h2", "http/1.1")
          .build();

  @Test
  @DisplayName("every extension's body as its RFC writes it")
  void extensions() throws TlsFailure {
    ClientHello hello = hello("example.org");
    assertEquals(0x0303, hello.version());
    assertArrayEquals(new int[] {0xc02b}, hello.suites());
    assertArrayEquals(new byte[1], hello.compressions());
    assertEquals("000e00000b6578616d706c652e6f7267", body(hello, ExtensionType.SERVER_NAME));
    assertEquals("0004001d0017", body(hello, ExtensionType.SUPPORTED_GROUPS));
    assertEquals("0100", body(hello, ExtensionType.EC_POINT_FORMATS));
    assertEquals("00020403", body(hello, ExtensionType.SIGNATURE_ALGORITHMS));
    assertEquals(
        "000c02683208687474702f312e31",
        body(hello, ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION));
    assertEquals("", body(hello, ExtensionType.EXTENDED_MASTER_SECRET));
    assertEquals("00", body(hello, ExtensionType.RENEGOTIATION_INFO));
    assertEquals("", body(hello, ExtensionType.SESSION_TICKET));
    assertEquals("0100000000", body(hello, ExtensionType.STATUS_REQUEST));
    assertEquals(9, hello.extensions().extensions().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "[2001:db8::1]"})
  @DisplayName("RFC 6066 3: no server_name for an address literal")
  void address(String host) throws TlsFailure {
    assertNull(hello(host).extensions().find(ExtensionType.SERVER_NAME));
  }

  @Test
  @DisplayName("RFC 6066 3: server_name goes without the trailing dot")
  void trailingDot() throws TlsFailure {
    assertEquals(
        "000e00000b6578616d706c652e6f7267", body(hello("example.org."), ExtensionType.SERVER_NAME));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".example.org",
        "m\u00fcnchen.de",
        "a b.example",
        "a\u0000b",
        "256.1.1.1",
        "fe80::1%eth0"
      })
  @DisplayName("a host that no certificate can be for is refused before anything is sent")
  void noHost(String host) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> CONTEXT.newEngine(host));
    assertTrue(refusal.getMessage().contains("IDNs as A-labels"), refusal::getMessage);
    assertTrue(
        refusal.getMessage().chars().noneMatch(Character::isISOControl), refusal::getMessage);
  }

  private static ClientHello hello(String host) throws TlsFailure {
    byte[] flight = EnginePair.flushed(CONTEXT.newEngine(host));
    return ClientHello.read(Flights.messages(flight).get(0).body());
  }

  private static String body(ClientHello hello, int type) {
    Extension found = hello.extensions().find(type);
    return Hex.text(found.body());
  }
}
