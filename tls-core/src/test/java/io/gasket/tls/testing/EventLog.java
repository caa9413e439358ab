package io.gasket.tls.testing;

import io.gasket.tls.event.EventSink;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down all events, one line each, starting with the connection's attachment if it has one.
 */
public final class EventLog implements EventSink {
  private final List<String> lines = new ArrayList<>();
  private final List<TlsFailure> failures = new ArrayList<>();
  private final long slowStepNanos;

  /** A log without slow steps. */
  public EventLog() {
    this(Duration.ofNanos(Long.MAX_VALUE));
  }

  /** A log of steps that take as long as {@code slowStep}, or longer. */
  public EventLog(Duration slowStep) {
    slowStepNanos = slowStep.toNanos();
  }

  /** All lines, in their order. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The lines that start with one of the words. */
  public List<String> lines(String... words) {
    return lines.stream()
        .filter(line -> List.of(words).contains(line.substring(0, line.indexOf(' '))))
        .toList();
  }

  /** The failures told of. */
  public List<TlsFailure> failures() {
    return List.copyOf(failures);
  }

  /** Forgets all. */
  public void clear() {
    lines.clear();
    failures.clear();
  }

  @Override
  public void handshakeDone(Object attachment, boolean server, CipherSuite suite, long nanos) {
    add(attachment, "done " + side(server) + " " + suite.opensslName() + " " + nanos);
  }

  @Override
  public void failed(Object attachment, boolean server, boolean handshaking, TlsFailure failure) {
    failures.add(failure);
    add(
        attachment,
        "failed " + side(server) + " handshaking=" + handshaking + " " + failure.reason());
  }

  @Override
  public void alertSent(Object attachment, boolean fatal, Alert alert) {
    add(attachment, "alert sent fatal=" + fatal + " " + alert);
  }

  @Override
  public void alertReceived(Object attachment, boolean fatal, Alert alert, int code) {
    add(attachment, "alert received fatal=" + fatal + " " + alert + " " + code);
  }

  @Override
  public void record(Object attachment, boolean sent, int type, int length) {
    add(attachment, "record " + direction(sent) + " " + ContentType.name(type) + " " + length);
  }

  @Override
  public void handshakeMessage(Object attachment, boolean sent, int type, ByteBuffer message) {
    if (!message.isReadOnly() || (message.get(0) & 0xff) != type) {
      throw new AssertionError("not a read-only message of type " + type);
    }
    add(
        attachment,
        "message " + direction(sent) + " " + HandshakeType.name(type) + " " + message.remaining());
  }

  @Override
  public long slowStepNanos() {
    return slowStepNanos;
  }

  @Override
  public void slowStep(Object attachment, boolean server, String step, long nanos) {
    add(attachment, "slow " + side(server) + " " + step + " " + nanos);
  }

  @Override
  public void resumed(Object attachment, boolean server, boolean byTicket) {
    add(attachment, "resumed " + side(server) + " byTicket=" + byTicket);
  }

  @Override
  public void sessionKept(Object attachment, boolean server, boolean byTicket) {
    add(attachment, "kept " + side(server) + " byTicket=" + byTicket);
  }

  @Override
  public void ticketIssued(Object attachment, long lifetimeSeconds) {
    add(attachment, "ticket issued " + lifetimeSeconds);
  }

  @Override
  public void keysLogged(Object attachment, boolean server) {
    add(attachment, "keys " + side(server));
  }

  @Override
  public void dangerousTrust(Object attachment, boolean server, String peerSubject) {
    add(attachment, "dangerous " + side(server) + " " + peerSubject);
  }

  private void add(Object attachment, String line) {
    lines.add(attachment == null ? line : attachment + " " + line);
  }

  private static String side(boolean server) {
    return server ? "server" : "client";
  }

  private static String direction(boolean sent) {
    return sent ? "sent" : "received";
  }
}
