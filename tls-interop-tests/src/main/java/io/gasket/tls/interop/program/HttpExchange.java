package io.gasket.tls.interop.program;

import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.Exchange;
import io.gasket.tls.interop.session.SessionBlock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Answers one HTTP/1.1 request (RFC 9112) with the session's facts as plain text and ends the
 * connection. The whole answer goes out in one write, which is one record.
 */
final class HttpExchange implements Exchange {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_REQUEST = 65_536;

  /** With its header, well within the 16 384 bytes of a record. */
  private static final int MOST_BODY = 12_288;

  private final boolean clientsVerified;
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();

  /** How much of an empty line, CR LF CR LF or LF LF, has been seen: line feeds in a row. */
  private int lineFeeds;

  HttpExchange(boolean clientsVerified) {
    this.clientsVerified = clientsVerified;
  }

  @Override
  public void connected(Connection connection) {
    connection.limit(PATIENCE);
  }

  @Override
  public void received(Connection connection, ByteBuffer data) throws IOException {
    while (data.hasRemaining() && lineFeeds < 2) {
      byte next = data.get();
      request.write(next);
      if (next == '\n') {
        lineFeeds++;
      } else if (next != '\r') {
        lineFeeds = 0;
      }
    }
    data.position(data.limit());
    if (lineFeeds == 2) {
      answer(connection);
    } else if (request.size() >= MOST_REQUEST) {
      answer(connection, "431 Request Header Fields Too Large", "The request is too long.\n", true);
    }
  }

  private void answer(Connection connection) throws IOException {
    String[] line =
        request
            .toString(StandardCharsets.ISO_8859_1)
            .stripLeading()
            .lines()
            .findFirst()
            .orElse("")
            .split(" ", -1);
    if (line.length != 3 || !line[2].startsWith("HTTP/")) {
      answer(connection, "400 Bad Request", "This is not an HTTP request.\n", true);
    } else if (!line[2].startsWith("HTTP/1.")) {
      answer(connection, "505 HTTP Version Not Supported", "Only HTTP/1.1 is spoken here.\n", true);
    } else {
      String facts = SessionBlock.of(connection.info(), clientsVerified).text();
      answer(connection, "200 OK", facts, !line[0].equals("HEAD"));
    }
  }

  private static void answer(Connection connection, String status, String text, boolean withBody)
      throws IOException {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(all.length, MOST_BODY);
    byte[] header =
        """
        HTTP/1.1 %s\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Length: %d\r
        Connection: close\r
        \r
        """
            .formatted(status, length)
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer answer = ByteBuffer.allocate(header.length + length).put(header);
    if (withBody) {
      answer.put(all, 0, length);
    }
    connection.write(answer.flip());
    connection.close();
  }
}
