package io.gasket.tls.event.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Providers;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("B7: events in the JDK Flight Recorder, read back from a recording")
class JfrEventsTest {
  private static final String NAMES = "io.gasket.tls.";
  private static final long MILLISECOND = 1_000_000;

  private final CryptoProvider provider = Providers.all().findFirst().orElseThrow();
  private final JfrEvents events = new JfrEvents(Duration.ofMillis(5));
  @TempDir private Path folder;

  private interface Work {
    void run() throws TlsFailure;
  }

  private List<RecordedEvent> recorded(Recording recording, Work work) throws IOException {
    Path file = folder.resolve("events.jfr");
    try (recording) {
      recording.start();
      try {
        work.run();
      } catch (TlsFailure expected) {
        // A failure is what some of the events are about.
      }
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith(NAMES))
        .toList();
  }

  private static RecordedEvent one(List<RecordedEvent> events, String name, boolean ofServer) {
    List<RecordedEvent> found =
        events.stream()
            .filter(event -> event.getEventType().getName().equals(NAMES + name))
            .filter(event -> event.getBoolean("server") == ofServer)
            .toList();
    assertEquals(1, found.size(), found::toString);
    return found.get(0);
  }

  private EnginePair pair(Trust trust) {
    EnginePair pair =
        EnginePair.of(
            Contexts.client(provider).trust(trust).events(events).build(),
            Contexts.server(provider).events(events).build(),
            BufferKind.HEAP);
    pair.client().attach("to localhost:443");
    return pair;
  }

  @Test
  @DisplayName("a handshake with a slow step; no event for records, which are off by default")
  void success() throws IOException {
    List<RecordedEvent> seen =
        recorded(
            new Recording(),
            () -> {
              EnginePair pair = pair(Trust.anchors(TestPki.anchors()));
              pair.client().tick(0);
              pair.deliver(EnginePair.flushed(pair.client()), pair.server());
              pair.client().tick(7 * MILLISECOND);
              pair.shakeHands();
            });
    RecordedEvent done = one(seen, "HandshakeSucceeded", false);
    assertEquals("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", done.getString("cipherSuite"));
    assertEquals("to localhost:443", done.getString("connection"));
    assertEquals(Duration.ofMillis(7), done.getDuration("handshakeTime"));
    assertNull(one(seen, "HandshakeSucceeded", true).getString("connection"));
    RecordedEvent slow = one(seen, "SlowStep", false);
    assertEquals("ServerHello", slow.getString("step"));
    assertEquals(Duration.ofMillis(7), slow.getDuration("stepTime"));
    assertEquals(3, seen.size(), seen::toString);
  }

  @Test
  @DisplayName("a failed handshake on both sides: alert, reason number and text")
  void failure() throws IOException {
    List<RecordedEvent> seen =
        recorded(
            new Recording(),
            () -> {
              EnginePair pair = pair(Trust.anchors(TestPki.rsaRoot().certificate()));
              assertThrows(TlsFailure.class, pair::shakeHands);
              pair.deliver(EnginePair.flushed(pair.client()), pair.server());
            });
    RecordedEvent ours = one(seen, "HandshakeFailed", false);
    assertEquals("unknown_ca(48)", ours.getString("alert"));
    assertEquals("LOCAL", ours.getString("origin"));
    assertEquals("UNKNOWN_ISSUER", ours.getString("reason"));
    assertEquals(403, ours.getInt("reasonNumber"));
    assertTrue(ours.getBoolean("handshaking"));
    assertTrue(ours.getString("text").contains("Gasket Test EC"), ours.getString("text"));
    RecordedEvent theirs = one(seen, "HandshakeFailed", true);
    assertEquals("PEER", theirs.getString("origin"));
    assertEquals(600, theirs.getInt("reasonNumber"));
    assertEquals(
        List.of("AlertSent 48", "AlertReceived 48"),
        seen.stream()
            .filter(event -> event.hasField("alertCode"))
            .map(
                event ->
                    event.getEventType().getName().substring(NAMES.length())
                        + " "
                        + event.getInt("alertCode"))
            .toList());
  }

  @Test
  @DisplayName("records, once a recording enables them")
  void records() throws IOException {
    Recording recording = new Recording();
    recording.enable(NAMES + "RecordSeen");
    List<RecordedEvent> data =
        recorded(
                recording,
                () -> {
                  EnginePair pair = pair(Trust.anchors(TestPki.anchors())).shakeHands();
                  pair.pass("ping", pair.client(), pair.server());
                })
            .stream()
            .filter(event -> event.hasField("contentType"))
            .filter(event -> event.getInt("contentType") == ContentType.APPLICATION_DATA)
            .toList();
    assertEquals(2, data.size());
    assertTrue(data.get(0).getBoolean("sent"));
    // AES-GCM: 8 bytes of nonce, 4 of data, 16 of tag (RFC 5288 3).
    assertEquals(28, data.get(0).getInt("length"));
    assertEquals(28, data.get(1).getInt("length"));
  }
}
