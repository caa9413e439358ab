package io.gasket.tls.bench.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;
import tlschannel.TlsChannel;

/** Over tls-channel, which says by exceptions what it waits for. */
final class TlsChannelLink implements Link {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final TlsChannel channel;
  private int interest = SelectionKey.OP_READ;

  TlsChannelLink(TlsChannel channel) {
    this.channel = channel;
  }

  @Override
  public boolean shakeHands() throws IOException {
    try {
      channel.handshake();
      interest = SelectionKey.OP_READ;
      return true;
    } catch (NeedsReadException wait) {
      interest = SelectionKey.OP_READ;
    } catch (NeedsWriteException wait) {
      interest = SelectionKey.OP_WRITE;
    }
    return false;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    try {
      return channel.read(dst);
    } catch (NeedsReadException wait) {
      return 0;
    }
  }

  /** It does not tell; the server asks again while reads bring something, as its manual has it. */
  @Override
  public boolean hasMore() {
    return true;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    int before = src.position();
    try {
      channel.write(src);
      interest = SelectionKey.OP_READ;
    } catch (NeedsWriteException wait) {
      interest = SelectionKey.OP_WRITE;
    }
    return src.position() - before;
  }

  @Override
  public boolean flush() throws IOException {
    write(NOTHING);
    return interest == SelectionKey.OP_READ;
  }

  @Override
  public int interestOps() {
    return interest;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
