package io.gasket.tls.interop.echo;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.loop.Connection;
import io.gasket.tls.interop.loop.ConnectionLoop;
import io.gasket.tls.interop.loop.Exchange;
import io.gasket.tls.interop.loop.Statistics;
import io.gasket.tls.interop.session.SessionLog;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A crowd of clients on one thread. When all are connected each sends a random message, awaits its
 * echo, checks every byte, and sends the next, until told to finish.
 */
final class EchoClients {
  private final ConnectionLoop loop;
  private final PrintStream out;
  private final int size;
  private final Thread thread;
  private final List<Client> connected = new ArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final AtomicLong roundTrips = new AtomicLong();
  private volatile boolean finishing;
  private volatile IOException failure;

  /** A crowd of this size that connects to nobody yet. */
  EchoClients(int size, PrintStream out) throws IOException {
    this.size = size;
    this.out = out;
    this.loop = new ConnectionLoop();
    this.thread = new Thread(loop, "echo-clients");
  }

  /** Where clients find the server, and as whom they know it. */
  record Server(InetSocketAddress address, String name, Duration deadline) {}

  /** Connects all clients and starts the thread that drives them. */
  void start(Server server, SecurityContext context, SessionLog log) throws IOException {
    SplittableRandom seeds = new SplittableRandom();
    for (int i = 0; i < size; i++) {
      Client client = new Client(new Message(seeds.nextLong()));
      loop.connect(
          server.address(),
          server.deadline(),
          context.newEngine(server.name()),
          log.logged(client));
    }
    thread.start();
  }

  /** Waits until all clients are connected, or one has failed. */
  void awaitStart() throws InterruptedException {
    started.await();
  }

  /** Has each client end after the echo it waits for; true when all did in time. */
  boolean finish(Duration patience) throws InterruptedException {
    finishing = true;
    thread.join(patience.toMillis());
    boolean inTime = !thread.isAlive();
    loop.stop();
    thread.join();
    return inTime;
  }

  /** Messages that went out and came back whole. */
  long roundTrips() {
    return roundTrips.getAcquire();
  }

  Statistics statistics() {
    return loop.statistics();
  }

  /** The first failure of a client, or null. */
  IOException failure() {
    return failure;
  }

  private final class Client implements Exchange {
    private final Message message;
    private Connection connection;

    Client(Message message) {
      this.message = message;
    }

    @Override
    public void connected(Connection established) throws IOException {
      connection = established;
      connected.add(this);
      if (connected.size() == size) {
        out.println("Clients connected.");
        for (Client each : connected) {
          each.connection.execute(open -> open.write(each.message.next()));
        }
        started.countDown();
      }
    }

    @Override
    public void received(Connection self, ByteBuffer data) throws IOException {
      if (!message.takes(data)) {
        throw new IOException("the echo is not what was sent");
      }
      data.position(data.limit());
      if (message.isComplete()) {
        // This thread alone counts, so the sum need not be atomic.
        roundTrips.setRelease(roundTrips.getPlain() + 1);
        if (finishing) {
          self.close();
        } else {
          self.write(message.next());
        }
      }
    }

    @Override
    public void inputEnded(Connection self) throws IOException {
      throw new IOException("the server ended the connection before the clients did");
    }

    @Override
    public void closed(Connection self, IOException why) {
      if (why != null && failure == null) {
        failure = why;
        started.countDown();
        loop.stop();
      }
    }
  }
}
