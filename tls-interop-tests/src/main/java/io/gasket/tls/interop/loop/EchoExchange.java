package io.gasket.tls.interop.loop;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends back what comes, each record as one record, and ends when the peer does. */
public final class EchoExchange implements Exchange {
  @Override
  public void connected(Connection connection) {
    connection.deliverRecordAtATime();
  }

  @Override
  public void received(Connection connection, ByteBuffer data) throws IOException {
    connection.write(data);
  }
}
