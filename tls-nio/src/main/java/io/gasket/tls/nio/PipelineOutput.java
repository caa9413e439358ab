package io.gasket.tls.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Objects;

/** A pipeline's writable side. */
final class PipelineOutput implements GatheringByteChannel {
  private final SecurePipeline pipeline;

  PipelineOutput(SecurePipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    return pipeline.write(src);
  }

  @Override
  public long write(ByteBuffer[] srcs) throws IOException {
    return pipeline.write(srcs, 0, srcs.length);
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, srcs.length);
    return pipeline.write(srcs, offset, length);
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
