package io.gasket.tls.report;

import io.gasket.tls.event.EventSink;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Explanation;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Records one connection and renders it as text: records, handshake messages with their decisive
 * fields, alerts and events in one time line (C3), and for a failure its reason, likely causes and
 * remedy. Give it to one engine by {@code engine.observe(report)}. Application data is counted, not
 * listed; the time line is bounded. Holds no secret. Thread-safe.
 */
public final class HandshakeReport implements EventSink {
  private static final int MOST_LINES = 2_000;
  private static final int LONGEST_TEXT = 2_000;
  private static final String INDENT = " ".repeat(19);

  private final Object lock = new Object();
  private final LongSupplier nanoClock;
  private final long start;
  private final List<String> lines = new ArrayList<>();
  private final Tally sent = new Tally();
  private final Tally received = new Tally();
  private Object connection;
  private int leftOut;

  /** Application data in one direction. */
  private static final class Tally {
    private long records;
    private long bytes;

    @Override
    public String toString() {
      return Wording.count(records, "record") + " with " + Wording.count(bytes, "byte");
    }
  }

  /** A report that begins now. */
  public HandshakeReport() {
    this(System::nanoTime);
  }

  /**
   * A report that begins now by a clock.
   *
   * @param nanoClock as {@link System#nanoTime()}
   */
  public HandshakeReport(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  /** The report so far, each line with its line feed. */
  public String text() {
    synchronized (lock) {
      StringBuilder text = new StringBuilder("TLS handshake report");
      if (connection != null) {
        text.append(" of ").append(PeerText.quote(connection.toString(), LONGEST_TEXT));
      }
      text.append("\ntime in ms since the start; > sent, < received, * event\n\n");
      lines.forEach(line -> text.append(line).append('\n'));
      if (leftOut > 0) {
        text.append(leftOut).append(" more lines left out\n");
      }
      if (sent.records + received.records > 0) {
        text.append("\napplication data sent: ").append(sent);
        text.append("\napplication data received: ").append(received).append('\n');
      }
      return text.toString();
    }
  }

  @Override
  public String toString() {
    return text();
  }

  @Override
  public void record(Object attachment, boolean out, int type, int length) {
    if (type != ContentType.APPLICATION_DATA) {
      line(
          attachment,
          out ? '>' : '<',
          "record " + ContentType.name(type) + ", " + Wording.count(length, "byte"));
      return;
    }
    synchronized (lock) {
      Tally tally = out ? sent : received;
      tally.records++;
      tally.bytes += length;
    }
  }

  @Override
  public void handshakeMessage(Object attachment, boolean out, int type, ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    line(
        attachment,
        out ? '>' : '<',
        HandshakeType.name(type) + ", " + bytes.length + " bytes",
        MessageFacts.of(bytes).toArray(String[]::new));
  }

  @Override
  public void alertSent(Object attachment, boolean fatal, Alert alert) {
    line(attachment, '>', level(fatal) + " alert " + alert);
  }

  @Override
  public void alertReceived(Object attachment, boolean fatal, Alert alert, int code) {
    String name = alert == null ? "of unassigned code " + code : alert.toString();
    line(attachment, '<', level(fatal) + " alert " + name);
  }

  @Override
  public void failed(Object attachment, boolean server, boolean handshaking, TlsFailure failure) {
    Explanation explanation = Explanation.of(failure.reason());
    String alert = failure.alert() == null ? "no alert" : failure.alert().toString();
    line(
        attachment,
        '*',
        (handshaking ? "handshake" : "connection") + " failed at this " + side(server),
        "alert: "
            + switch (failure.origin()) {
              case LOCAL -> "sent, " + alert;
              case PEER -> "received, " + alert;
              case TRANSPORT -> "none";
            },
        "reason: " + failure.reason() + " [" + failure.reason().number() + "]",
        "detail: " + PeerText.quote(failure.detail(), LONGEST_TEXT),
        "likely causes: " + explanation.causes(),
        "what to do: " + explanation.remedy());
  }

  @Override
  public void slowStep(Object attachment, boolean server, String step, long nanos) {
    line(attachment, '*', "slow step: waited for " + step + " for " + millis(nanos) + " ms");
  }

  @Override
  public void resumed(Object attachment, boolean server, boolean byTicket) {
    line(attachment, '*', "a session was resumed by " + (byTicket ? "ticket" : "session id"));
  }

  @Override
  public void sessionKept(Object attachment, boolean server, boolean byTicket) {
    line(attachment, '*', "session kept, to resume by " + (byTicket ? "ticket" : "session id"));
  }

  @Override
  public void ticketIssued(Object attachment, long lifetimeSeconds) {
    line(attachment, '*', "ticket issued for " + lifetimeSeconds + " s");
  }

  @Override
  public void keysLogged(Object attachment, boolean server) {
    line(attachment, '*', "WARNING: the secrets of this handshake were given to a key log");
  }

  @Override
  public void dangerousTrust(Object attachment, boolean server, String peerSubject) {
    line(
        attachment,
        '*',
        "WARNING: a dangerous trust took the peer's certificate without verification");
  }

  @Override
  public void handshakeDone(Object attachment, boolean server, CipherSuite suite, long nanos) {
    line(attachment, '*', "handshake done as " + side(server) + ": " + suite);
  }

  private void line(Object attachment, char kind, String head, String... facts) {
    String time = millis(nanoClock.getAsLong() - start);
    synchronized (lock) {
      if (attachment != null) {
        connection = attachment;
      }
      if (lines.size() + 1 + facts.length > MOST_LINES) {
        leftOut += 1 + facts.length;
        return;
      }
      lines.add(String.format(Locale.ROOT, "%14s  %c %s", time, kind, head));
      for (String fact : facts) {
        lines.add(INDENT + fact);
      }
    }
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }

  private static String level(boolean fatal) {
    return fatal ? "fatal" : "warning";
  }

  private static String side(boolean server) {
    return server ? "server" : "client";
  }
}
