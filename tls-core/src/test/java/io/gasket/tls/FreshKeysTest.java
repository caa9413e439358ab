package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Hex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EachProvider
@DisplayName("RFC 9325 7.4: every handshake has ephemeral keys of its own, on both sides")
record FreshKeysTest(CryptoProvider crypto) {
  private static final int HANDSHAKES = 6;

  /** Keeps the public values that pass one side. */
  private static final class Values implements EventSink {
    private final Set<String> seen = new HashSet<>();
    private int count;

    @Override
    public void handshakeMessage(Object attachment, boolean sent, int type, ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      HandshakeMessage whole = new HandshakeMessage(bytes);
      try {
        if (type == HandshakeType.SERVER_KEY_EXCHANGE) {
          add(Arrays.copyOfRange(bytes, 8, 8 + (bytes[7] & 0xff)));
        } else if (type == HandshakeType.CLIENT_KEY_EXCHANGE) {
          add(whole.body().vector8("point", 1, 255).rest());
        }
      } catch (TlsFailure e) {
        throw new AssertionError(e);
      }
    }

    private void add(byte[] value) {
      count++;
      seen.add(Hex.text(value));
    }
  }

  @Test
  @DisplayName("over many connections of one context, on each group")
  void connections() throws TlsFailure {
    for (NamedGroup group : NamedGroup.all()) {
      Values values = new Values();
      SecurityContext client = Contexts.client(crypto).groups(groupsWith(group)).build();
      SecurityContext server =
          Contexts.server(crypto).groups(groupsWith(group)).events(values).build();
      for (int i = 0; i < HANDSHAKES; i++) {
        EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
        assertEquals(group, pair.server().info().group().orElseThrow());
      }
      assertEquals(2 * HANDSHAKES, values.count);
      assertEquals(2 * HANDSHAKES, values.seen.size(), group::rfcName);
    }
  }

  /** A group in front of the one that the server's certificate needs. */
  private static List<NamedGroup> groupsWith(NamedGroup group) {
    return group == NamedGroup.SECP256R1 ? List.of(group) : List.of(group, NamedGroup.SECP256R1);
  }

  @Test
  @DisplayName("and in a renegotiation")
  void renegotiation() throws TlsFailure {
    Values values = new Values();
    SecurityContext client = Contexts.client(crypto).renegotiation(Renegotiation.upTo(2)).build();
    SecurityContext server =
        Contexts.server(crypto).renegotiation(Renegotiation.upTo(2)).events(values).build();
    EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    pair.client().renegotiate();
    pair.shakeHands();
    pair.server().renegotiate();
    pair.shakeHands();
    assertEquals(6, values.count);
    assertEquals(6, values.seen.size());
    assertTrue(pair.server().info().group().isPresent());
  }
}
