package io.gasket.tls.interop.loop;

import io.gasket.tls.TlsEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A listening socket of a loop: every peer that connects gets an engine and an exchange. */
final class Acceptor implements Attached {
  /** How many peers are let in before the connections get their turn again. */
  private static final int AT_ONCE = 64;

  private static final int BACKLOG = 1_024;

  private final ConnectionLoop loop;
  private final Function<InetSocketAddress, TlsEngine> engines;
  private final Supplier<Exchange> exchanges;
  private final Consumer<String> complaints;
  private final ServerSocketChannel channel;
  private final SelectionKey key;
  private boolean paused;

  Acceptor(
      ConnectionLoop loop,
      InetSocketAddress address,
      Function<InetSocketAddress, TlsEngine> engines,
      Supplier<Exchange> exchanges,
      Consumer<String> complaints)
      throws IOException {
    this.loop = loop;
    this.engines = engines;
    this.exchanges = exchanges;
    this.complaints = complaints;
    this.channel = ServerSocketChannel.open().bind(address, BACKLOG);
    this.key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public void ready() {
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        SocketChannel peer = channel.accept();
        if (peer == null) {
          return;
        }
        paused = false;
        welcome(peer);
      }
    } catch (IOException e) {
      // Most likely no file descriptor is free: pause, or the loop would spin.
      if (!paused) {
        complaints.accept("cannot accept connections for now: " + e.getMessage());
      }
      paused = true;
      key.interestOps(0);
    }
  }

  private void welcome(SocketChannel peer) throws IOException {
    try {
      TlsEngine engine = engines.apply((InetSocketAddress) peer.getLocalAddress());
      Connection.accepted(loop, peer, engine, exchanges.get());
    } catch (IOException e) {
      // The peer was gone before a word was said.
      complaints.accept("lost a connection at once: " + e.getMessage());
      peer.close();
    }
  }

  @Override
  public void tick(long now) {
    if (key.isValid()) {
      key.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  @Override
  public void perform(Connection.Action action) {
    // Who listens is no connection.
  }

  @Override
  public void abandonUnlessClosing() {
    abandon();
  }

  @Override
  public void abandon() {
    if (!channel.isOpen()) {
      return;
    }
    loop.left();
    try {
      channel.close();
    } catch (IOException e) {
      complaints.accept("cannot stop listening: " + e.getMessage());
    }
  }
}
