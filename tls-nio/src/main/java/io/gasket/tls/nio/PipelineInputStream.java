package io.gasket.tls.nio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;

/** A pipeline over a blocking channel, as an input stream. */
final class PipelineInputStream extends InputStream {
  private final SecurePipeline pipeline;

  PipelineInputStream(SecurePipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = pipeline.read(ByteBuffer.wrap(bytes, offset, length));
    if (n == 0 && length > 0) {
      throw new IllegalBlockingModeException();
    }
    return n;
  }

  @Override
  public int available() throws IOException {
    return pipeline.available();
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
  }
}
