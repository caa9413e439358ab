package io.gasket.tls.interop.program;

import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.Exchange;
import io.gasket.tls.interop.session.Exports;
import io.gasket.tls.interop.session.SessionBlock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One connection of the client: prints the session, does its task, and prints what comes back. */
final class ClientExchange implements Exchange {
  private final PrintStream out;
  private final boolean serverVerified;
  private final Exports exports;
  private final Task task;
  private StandardInput input;
  private IOException failure;

  /**
   * A connection's exchange.
   *
   * @param serverVerified false under a dangerous trust
   */
  ClientExchange(PrintStream out, boolean serverVerified, Exports exports, Task task) {
    this.out = out;
    this.serverVerified = serverVerified;
    this.exports = exports;
    this.task = task;
  }

  /** What the client has to say once it is connected. */
  @FunctionalInterface
  interface Task {
    /** Says it, or starts to; returns what feeds the connection from then on, or null. */
    StandardInput begin(Connection connection) throws IOException;
  }

  /** Sends an HTTP/1.1 request (RFC 9112), after which the server closes. */
  static Task get(String path, String host) {
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
            .formatted(path, host)
            .getBytes(StandardCharsets.US_ASCII);
    return connection -> {
      connection.write(ByteBuffer.wrap(request));
      return null;
    };
  }

  /** Sends standard input, and at its end close_notify. */
  static Task standardInput(boolean keys) {
    return connection -> StandardInput.startFeeding(connection, keys);
  }

  /** Closes at once. */
  static Task nothing() {
    return connection -> {
      connection.close();
      return null;
    };
  }

  /** Why the connection broke, or null. */
  IOException failure() {
    return failure;
  }

  @Override
  public void connected(Connection connection) throws IOException {
    printSession(connection);
    input = task.begin(connection);
  }

  @Override
  public void renegotiated(Connection connection) {
    out.println("Renegotiated");
    printSession(connection);
  }

  private void printSession(Connection connection) {
    out.print(SessionBlock.of(connection.info(), serverVerified).text());
    out.print(exports.text(connection));
    out.flush();
  }

  @Override
  public void received(Connection connection, ByteBuffer data) {
    PrintExchange.print(out, data);
  }

  @Override
  public void drained(Connection connection) {
    if (input != null) {
      input.next();
    }
  }

  @Override
  public void closed(Connection connection, IOException why) {
    failure = why;
  }
}
