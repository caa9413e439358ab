package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Prf;
import io.gasket.tls.event.KeyLog;
import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.EventLog;
import io.gasket.tls.testing.Providers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key log: what it is given, when, and in which form. */
class KeyLogTest {
  private static final int RANDOM_AT = 5 + 4 + 2;

  private final List<byte[]> randoms = new ArrayList<>();
  private final List<byte[]> secrets = new ArrayList<>();
  private final List<byte[]> handed = new ArrayList<>();

  private void log(byte[] clientRandom, byte[] masterSecret) {
    randoms.add(clientRandom.clone());
    secrets.add(masterSecret.clone());
    handed.add(masterSecret);
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName(
      "once a handshake and side, resumed ones too: ClientHello's random, and the master secret that exporters use")
  void once(CryptoProvider provider) throws TlsFailure {
    EventLog events = new EventLog();
    SecurityContext client = Contexts.client(provider).keyLog(this::log).events(events).build();
    SecurityContext server = Contexts.server(provider).keyLog(this::log).events(events).build();
    for (int handshake = 0; handshake < 2; handshake++) {
      randoms.clear();
      secrets.clear();
      events.clear();
      EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP);
      byte[] hello = EnginePair.flushed(pair.client());
      pair.deliver(hello, pair.server());
      byte[] answer = EnginePair.flushed(pair.server());
      pair.deliver(answer, pair.client());
      pair.shakeHands();
      assertEquals(2, randoms.size());
      for (byte[] random : randoms) {
        assertArrayEquals(random(hello), random);
      }
      assertArrayEquals(secrets.get(0), secrets.get(1));
      byte[] exported = new byte[32];
      // RFC 5705 4.
      Prf.expand(
          provider.hashes(),
          HashAlgorithm.SHA256,
          secrets.get(0),
          "EXPERIMENTAL test",
          random(hello),
          random(answer),
          exported);
      assertArrayEquals(
          exported, pair.client().exportKeyingMaterial("EXPERIMENTAL test", null, 32));
      assertEquals(2, events.lines("keys").size());
    }
    for (byte[] array : handed) {
      assertArrayEquals(new byte[48], array, "wiped after the call");
    }
  }

  /** The random of the hello that starts a flight. */
  private static byte[] random(byte[] flight) {
    return Arrays.copyOfRange(flight, RANDOM_AT, RANDOM_AT + 32);
  }

  @Test
  @DisplayName("the NSS form of a line, which Wireshark reads")
  void line() {
    byte[] random = new byte[32];
    byte[] secret = new byte[48];
    random[0] = (byte) 0xfe;
    secret[47] = 0x0a;
    List<String> lines = new ArrayList<>();
    KeyLog.nss(lines::add).clientRandom(random, secret);
    assertEquals(
        List.of("CLIENT_RANDOM fe" + "00".repeat(31) + " " + "00".repeat(47) + "0a\n"), lines);
  }

  @Test
  @DisplayName("none by default, and no event of it")
  void off() throws TlsFailure {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    EventLog events = new EventLog();
    EnginePair.of(
            Contexts.client(provider).events(events).build(),
            Contexts.server(provider).build(),
            BufferKind.HEAP)
        .shakeHands();
    assertEquals(List.of(), events.lines("keys"));
    assertFalse(events.lines().isEmpty());
  }

  @Test
  @DisplayName("a log that throws ends the connection instead of going unnoticed")
  void throwing() {
    CryptoProvider provider = Providers.all().findFirst().orElseThrow();
    EnginePair pair =
        EnginePair.of(
            Contexts.client(provider)
                .keyLog(
                    (random, secret) -> {
                      throw new IllegalStateException("disk full");
                    })
                .build(),
            Contexts.server(provider).build(),
            BufferKind.HEAP);
    assertEquals(Reason.INTERNAL, assertThrows(TlsFailure.class, pair::shakeHands).reason());
  }
}
