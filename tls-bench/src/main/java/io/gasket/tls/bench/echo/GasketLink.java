package io.gasket.tls.bench.echo;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.nio.SecurePipeline;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Over this project's pipeline. */
record GasketLink(SecurePipeline pipeline) implements Link {
  private static final int AT_HAND =
      TlsEngine.NEEDS_ROOM | TlsEngine.HAS_MORE | TlsEngine.INPUT_CLOSED;

  @Override
  public boolean shakeHands() throws IOException {
    return pipeline.shakeHands() != null;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    return pipeline.read(dst);
  }

  @Override
  public boolean hasMore() {
    return (pipeline.engine().needs() & AT_HAND) != 0;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    return pipeline.write(src);
  }

  @Override
  public boolean flush() throws IOException {
    return pipeline.flush();
  }

  @Override
  public int interestOps() {
    return pipeline.interestOps();
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
  }
}
