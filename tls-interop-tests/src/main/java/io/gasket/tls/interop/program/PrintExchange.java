package io.gasket.tls.interop.program;

import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.Exchange;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/** Prints what comes, as it is. */
final class PrintExchange implements Exchange {
  private final PrintStream out;

  PrintExchange(PrintStream out) {
    this.out = out;
  }

  @Override
  public void received(Connection connection, ByteBuffer data) {
    print(out, data);
  }

  /** Writes all bytes of a heap buffer. */
  static void print(PrintStream out, ByteBuffer data) {
    out.write(data.array(), data.arrayOffset() + data.position(), data.remaining());
    out.flush();
    data.position(data.limit());
  }
}
