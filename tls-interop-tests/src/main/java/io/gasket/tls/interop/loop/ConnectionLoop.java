package io.gasket.tls.interop.loop;

import io.gasket.tls.TlsEngine;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The thread that drives connections: {@link #run} is its body. Everything but {@link #execute} and
 * {@link #stop} belongs to that thread, or to the one that prepares the loop before it runs.
 */
public final class ConnectionLoop implements Runnable, Closeable {
  private static final long TICK_MILLIS = 100;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

  /** Room for the plaintext of a full record, so that one read delivers whatever came. */
  private static final int RECORD = 16_384;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer received = ByteBuffer.allocate(RECORD);
  private final Statistics statistics = new Statistics();
  private int present;
  private volatile boolean stopped;

  /** A loop that drives nothing yet. */
  public ConnectionLoop() throws IOException {
    selector = Selector.open();
  }

  /** Counts of all connections together. */
  public Statistics statistics() {
    return statistics;
  }

  /**
   * Listens for peers.
   *
   * @param exchanges called for each peer
   * @param complaints takes a line for a peer that could not be let in
   * @return the addresses listened on, in the service's order, their ports never 0
   */
  public List<InetSocketAddress> listen(
      Service service, Supplier<Exchange> exchanges, Consumer<String> complaints)
      throws IOException {
    List<InetSocketAddress> listening = new ArrayList<>();
    for (InetSocketAddress address : service.addresses()) {
      listening.add(
          new Acceptor(this, address, service.engines(), exchanges, complaints).address());
    }
    return listening;
  }

  /**
   * Connects to a server.
   *
   * @param patience how long the connection may take before the handshake starts
   */
  public Connection connect(
      InetSocketAddress server, Duration patience, TlsEngine engine, Exchange exchange)
      throws IOException {
    return Connection.to(this, SocketChannel.open(), server, patience, engine, exchange);
  }

  /** Runs until {@link #stop} or until nobody is left, then closes all that is still open. */
  @Override
  public void run() {
    Consumer<SelectionKey> dispatch = key -> ((Attached) key.attachment()).ready();
    long lastTick = System.nanoTime();
    try (this) {
      while (!stopped && present > 0) {
        selector.select(dispatch, TICK_MILLIS);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        long now = System.nanoTime();
        if (now - lastTick >= TICK_NANOS) {
          lastTick = now;
          attached().forEach(each -> each.tick(now));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the loop's thread run a task soon. Callable from any thread. */
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /**
   * Has the loop's thread do something soon on each connection that stands then. From any thread.
   */
  public void executeOnEach(Connection.Action action) {
    execute(() -> attached().forEach(each -> each.perform(action)));
  }

  /**
   * Ends in good order: listens no more, drops what is not yet connected and closes the rest with
   * close_notify; {@link #run} then returns. Callable from any thread.
   */
  public void quit() {
    executeOnEach(Connection::close);
    execute(() -> attached().forEach(Attached::abandonUnlessClosing));
  }

  /** Makes {@link #run} return soon. Callable from any thread. */
  public void stop() {
    stopped = true;
    selector.wakeup();
  }

  /** Closes all connections at once; {@link #run} does so at its end. */
  @Override
  public void close() throws IOException {
    if (selector.isOpen()) {
      attached().forEach(Attached::abandon);
      selector.close();
    }
  }

  SelectionKey register(SelectableChannel channel, int interest, Attached attached)
      throws IOException {
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, interest, attached);
    present++;
    return key;
  }

  /** One that was registered has closed its channel. */
  void left() {
    present--;
  }

  /** The loop's one buffer for received application data, cleared. */
  ByteBuffer receiveBuffer() {
    return received.clear();
  }

  /** A copy, as a tick may close channels. */
  private List<Attached> attached() {
    List<Attached> all = new ArrayList<>(selector.keys().size());
    selector.keys().forEach(key -> all.add((Attached) key.attachment()));
    return all;
  }
}
