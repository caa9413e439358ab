package io.gasket.tls.bench.echo;

import io.gasket.tls.bench.load.ProgramFailure;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Many clients of one server, all driven by the thread that calls. Every byte that comes back is
 * checked; the first client that fails ends it all.
 */
public final class Crowd implements Closeable {
  /** How many connections are on their way to the end of their handshake at once. */
  private static final int UNDER_WAY = 128;

  /** Local ports are short: so many connections leave from one loopback address. */
  private static final int PER_ADDRESS = 20_000;

  private static final long PATIENCE_MILLIS = 30_000;

  private final ServerProcess server;
  private final Selector selector = Selector.open();
  private final ByteBuffer received = ByteBuffer.allocate(16_384);
  private final List<Client> clients = new ArrayList<>();
  private final SplittableRandom seeds = new SplittableRandom();
  private ProgramFailure failure;
  private int connected;
  private int talking;
  private long trips;
  private long bytesSent;
  private long bytesBack;

  /** How many messages each client still sends, the one under way included; for each alike. */
  private long each;

  /** When no client sends another one, by {@link System#nanoTime()}. */
  private long end;

  /** Nobody yet. */
  public Crowd(ServerProcess server) throws IOException {
    this.server = server;
  }

  /** Connects so many clients; returns when all have done their handshakes. */
  public void connect(int size) throws ProgramFailure, IOException {
    while (connected < size) {
      while (clients.size() < size && clients.size() - connected < UNDER_WAY) {
        clients.add(new Client(clients.size()));
      }
      step("%d of %d clients are connected".formatted(connected, size));
    }
  }

  /** Has each client send message after message for a time; returns when the last echo is back. */
  public void talk(Duration time) throws ProgramFailure, IOException {
    talk(Long.MAX_VALUE, time.toNanos());
  }

  /** Has each client send so many messages; returns when the last echo is back. */
  public void talk(int messages) throws ProgramFailure, IOException {
    talk(messages, TimeUnit.DAYS.toNanos(1));
  }

  private void talk(long messages, long nanos) throws ProgramFailure, IOException {
    each = messages;
    end = System.nanoTime() + nanos;
    for (Client client : clients) {
      client.begin();
    }
    while (talking > 0) {
      step("%d of %d clients await an echo".formatted(talking, clients.size()));
    }
  }

  private void step(String state) throws ProgramFailure, IOException {
    int ready = selector.select(Crowd::dispatch, PATIENCE_MILLIS);
    if (failure != null) {
      throw failure;
    }
    if (ready == 0) {
      throw new ProgramFailure(
          "nothing has come from the server for %d s; %s"
              .formatted(TimeUnit.MILLISECONDS.toSeconds(PATIENCE_MILLIS), state));
    }
  }

  private static void dispatch(SelectionKey key) {
    ((Client) key.attachment()).ready();
  }

  /** Messages that went out and came back whole. */
  public long trips() {
    return trips;
  }

  /** Bytes of all messages sent. */
  public long bytesSent() {
    return bytesSent;
  }

  /** Bytes that came back, all of them as they were sent. */
  public long bytesBack() {
    return bytesBack;
  }

  /** Closes all connections in good order. */
  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    selector.close();
  }

  /** One of them. */
  private final class Client {
    private final int number;
    private final SocketChannel channel = SocketChannel.open();
    private final SelectionKey key;
    private final Message message = new Message(seeds.nextLong());
    private Link link;
    private boolean shaken;
    private long left;

    Client(int number) throws IOException {
      this.number = number;
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      if (number >= PER_ADDRESS) {
        channel.bind(new InetSocketAddress(loopback(1 + number / PER_ADDRESS), 0));
      }
      channel.connect(new InetSocketAddress(loopback(1), server.port()));
    }

    private static InetAddress loopback(int last) throws IOException {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    void ready() {
      try {
        if (link == null) {
          channel.finishConnect();
          link = server.link(channel);
        }
        if (shaken) {
          receive();
        } else {
          shakeHands();
        }
        key.interestOps(link.interestOps());
      } catch (IOException e) {
        fail(e);
      }
    }

    private void shakeHands() throws IOException {
      shaken = link.shakeHands();
      if (shaken) {
        connected++;
      }
    }

    void begin() throws IOException {
      left = each;
      talking++;
      send();
      key.interestOps(link.interestOps());
    }

    /** A message of a hundred bytes finds room when all before it have come back. */
    private void send() throws IOException {
      ByteBuffer next = message.next();
      bytesSent += next.remaining();
      link.write(next);
      if (next.hasRemaining()) {
        throw new IOException("a message did not go out at once");
      }
    }

    private void receive() throws IOException {
      if ((key.interestOps() & SelectionKey.OP_WRITE) != 0 && !link.flush()) {
        return;
      }
      boolean more = true;
      while (more) {
        int n = link.read(received.clear());
        if (n < 0) {
          throw new IOException("the server has ended the connection");
        }
        if (n > 0) {
          bytesBack += n;
          message.check(received.flip());
          if (message.isBack()) {
            goOn();
          }
        }
        more = n > 0 && link.hasMore();
      }
    }

    private void goOn() throws IOException {
      trips++;
      left--;
      if (left > 0 && System.nanoTime() - end < 0) {
        send();
      } else {
        talking--;
      }
    }

    private void fail(IOException why) {
      key.cancel();
      if (failure == null) {
        failure = new ProgramFailure("client " + (number + 1) + ": " + why.getMessage());
      }
    }

    void close() throws IOException {
      if (link != null) {
        link.close();
      }
      channel.close();
    }
  }
}
