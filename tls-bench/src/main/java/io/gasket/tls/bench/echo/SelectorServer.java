package io.gasket.tls.bench.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** The plain loop of one thread and one selector, over links of any kind. */
final class SelectorServer implements EchoServer {
  private static final int BACKLOG = 1_024;

  /** How many peers are let in before the others get their turn again. */
  private static final int AT_ONCE = 64;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listening = ServerSocketChannel.open();
  private final ByteBuffer received = ByteBuffer.allocate(16_384);
  private final Links links;
  private final Counts counts;

  /** Makes the server's ends of connections. */
  @FunctionalInterface
  interface Links {
    /** An end over an accepted socket. */
    Link over(SocketChannel channel) throws IOException;
  }

  SelectorServer(Links links, Counts counts) throws IOException {
    this.links = links;
    this.counts = counts;
    listening.bind(new InetSocketAddress(0), BACKLOG);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    Thread thread = new Thread(this::serve, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public int port() {
    return listening.socket().getLocalPort();
  }

  private void serve() {
    Consumer<SelectionKey> dispatch = this::dispatch;
    try {
      while (true) {
        selector.select(dispatch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void dispatch(SelectionKey key) {
    if (key.attachment() instanceof Peer peer) {
      peer.ready();
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        SocketChannel channel = listening.accept();
        if (channel == null) {
          return;
        }
        counts.opened();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new Peer(key, links.over(channel)));
      }
    } catch (IOException e) {
      counts.failed(e);
    }
  }

  /** One connection. */
  private final class Peer {
    private final SelectionKey key;
    private final Link link;
    private boolean shaken;

    /** What the link has not taken yet, most of the time nothing. */
    private ByteBuffer unsent = NOTHING;

    Peer(SelectionKey key, Link link) {
      this.key = key;
      this.link = link;
    }

    void ready() {
      try {
        if (shaken || shakeHands()) {
          echo();
        }
        if (key.isValid()) {
          await(unsent.hasRemaining() ? SelectionKey.OP_WRITE : link.interestOps());
        }
      } catch (IOException e) {
        counts.failed(e);
        close();
      }
    }

    private boolean shakeHands() throws IOException {
      shaken = link.shakeHands();
      if (shaken) {
        counts.shaken();
      }
      return shaken;
    }

    /** A peer that does not read is not read from. */
    private void echo() throws IOException {
      boolean more = drained();
      while (more) {
        int n = link.read(received.clear());
        if (n < 0) {
          close();
          return;
        }
        if (n > 0) {
          counts.read(n);
          counts.written(link.write(received.flip()));
        }
        if (received.hasRemaining() && n > 0) {
          unsent = ByteBuffer.allocate(received.remaining()).put(received).flip();
        }
        more = n > 0 && link.hasMore() && drained();
      }
    }

    private boolean drained() throws IOException {
      if (unsent.hasRemaining()) {
        counts.written(link.write(unsent));
        if (unsent.hasRemaining()) {
          return false;
        }
        unsent = NOTHING;
      }
      return (link.interestOps() & SelectionKey.OP_WRITE) == 0 || link.flush();
    }

    private void await(int operations) {
      if (key.interestOps() != operations) {
        key.interestOps(operations);
      }
    }

    private void close() {
      counts.closed();
      key.cancel();
      try {
        link.close();
        key.channel().close();
      } catch (IOException gone) {
        // The peer was faster.
      }
    }
  }
}
