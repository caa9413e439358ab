package io.gasket.tls.interop.session;

import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.Exchange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/**
 * Prints what becomes of the connections of one loop: the session block and a line for each that
 * came about, one line for each that failed. Each text leaves in one piece, as loops share the
 * output.
 */
public final class SessionLog {
  private final PrintStream out;
  private final boolean peersVerified;
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
      text.append(SessionBlock.of(connection.info(), peersVerified).text());
    }
    if (server) {
      text.append(
          "Client connection %s accepted. %d clients connected to server%n"
              .formatted(connection.peer(), connected));
    }
    out.print(text);
    out.flush();
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
