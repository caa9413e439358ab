package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;

/**
 * A pipeline over a blocking channel, as an output stream. Each write is sealed and sent at once.
 */
final class PipelineOutputStream extends OutputStream {
  private final SecurePipeline pipeline;

  PipelineOutputStream(SecurePipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
    pipeline.write(source);
    if (source.hasRemaining() && (pipeline.engine().needs() & TlsEngine.RENEGOTIATING) != 0) {
      throw new IOException(
          "a renegotiation is under way, and the peer sends so much before its answer that it must be "
              + "read first");
    }
    if (source.hasRemaining() || !pipeline.flush()) {
      throw new IllegalBlockingModeException();
    }
  }

  @Override
  public void flush() throws IOException {
    pipeline.flush();
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
  }
}
