package io.gasket.tls.interop.session;

import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.Exchange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Prints what becomes of the connections of one loop: the session block and a line for each that
 * came about, one line for each that failed. Each text leaves in one piece, as loops share the
 * output.
 */
public final class SessionLog {
  private final PrintStream out;
  private final boolean peersVerified;
  private Exports exports = new Exports(List.of());
  private int blocksLeft = Integer.MAX_VALUE;
  private int connected;

  /**
   * A log.
   *
   * @param peersVerified false under a dangerous trust
   */
  public SessionLog(PrintStream out, boolean peersVerified) {
    this.out = out;
    this.peersVerified = peersVerified;
  }

  /** Prints the session block of so many connections only, then no more than a line for each. */
  public SessionLog withBlocks(int count) {
    blocksLeft = count;
    return this;
  }

  /** Prints exported keying material behind each session block. */
  public SessionLog with(Exports exported) {
    exports = exported;
    return this;
  }

  /** An exchange that does what another does, and is logged. */
  public Exchange logged(Exchange inner) {
    return new Logged(inner);
  }

  private void connected(Connection connection) throws IOException {
    connected++;
    boolean server = connection.info().server();
    StringBuilder text = new StringBuilder();
    if (!server) {
      text.append("Connected %s to server %s%n".formatted(connection.local(), connection.peer()));
    }
    if (blocksLeft > 0) {
      blocksLeft--;
      text.append(block(connection));
    }
    if (server) {
      text.append(
          "Client connection %s accepted. %d clients connected to server%n"
              .formatted(connection.peer(), connected));
    }
    out.print(text);
    out.flush();
  }

  private void renegotiated(Connection connection) {
    String block = blocksLeft > 0 ? block(connection) : "";
    out.print(block + "Renegotiated with " + connection.peer() + System.lineSeparator());
    out.flush();
  }

  private String block(Connection connection) {
    return SessionBlock.of(connection.info(), peersVerified).text() + exports.text(connection);
  }

  private void closed(Connection connection, IOException failure) {
    if (connection.handshakeDone()) {
      connected--;
    }
    if (failure != null) {
      out.println(connection.peer() + " failed: " + FailureLine.of(failure));
    }
  }

  private final class Logged implements Exchange {
    private final Exchange inner;

    Logged(Exchange inner) {
      this.inner = inner;
    }

    @Override
    public void connected(Connection connection) throws IOException {
      SessionLog.this.connected(connection);
      inner.connected(connection);
    }

    @Override
    public void renegotiated(Connection connection) throws IOException {
      SessionLog.this.renegotiated(connection);
      inner.renegotiated(connection);
    }

    @Override
    public void received(Connection connection, ByteBuffer data) throws IOException {
      inner.received(connection, data);
    }

    @Override
    public void drained(Connection connection) throws IOException {
      inner.drained(connection);
    }

    @Override
    public void inputEnded(Connection connection) throws IOException {
      inner.inputEnded(connection);
    }

    @Override
    public void closed(Connection connection, IOException failure) {
      SessionLog.this.closed(connection, failure);
      inner.closed(connection, failure);
    }
  }
}
