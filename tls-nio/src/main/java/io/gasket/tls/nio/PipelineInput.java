package io.gasket.tls.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ScatteringByteChannel;
import java.util.Objects;

/** A pipeline's readable side. */
final class PipelineInput implements ScatteringByteChannel {
  private final SecurePipeline pipeline;

  PipelineInput(SecurePipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    return pipeline.read(dst);
  }

  @Override
  public long read(ByteBuffer[] dsts) throws IOException {
    return pipeline.read(dsts, 0, dsts.length);
  }

  @Override
  public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, dsts.length);
    return pipeline.read(dsts, offset, length);
  }

  @Override
  public boolean isOpen() {
    return pipeline.isOpen();
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
  }
}
