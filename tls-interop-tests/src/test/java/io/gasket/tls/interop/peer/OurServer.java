package io.gasket.tls.interop.peer;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our server in this JVM: a thread for each connection, and a note of how each one ended. */
public final class OurServer implements AutoCloseable {
  private final SecurityContext context;
  private final Conversation conversation;
  private final ServerSocketChannel listener;
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  /** What a server does with a connection; the pipeline is closed after it. */
  public interface Conversation {
    /** Talks with the client. */
    void with(SecurePipeline pipe) throws IOException;
  }

  /**
   * How a connection ended.
   *
   * @param info what was agreed, or null when the handshake failed
   * @param failure what ended it, or null when the conversation came to its end
   */
  public record Outcome(ConnectionInfo info, IOException failure) {
    /** The TLS failure; fails the test when there was none. */
    public TlsFailure refusal() {
      if (failure instanceof TlsFailure refusal) {
        return refusal;
      }
      throw new AssertionError("no TLS failure but " + (failure == null ? info : failure), failure);
    }

    /** What was agreed; fails the test when the connection failed. */
    public ConnectionInfo agreed() {
      if (failure != null) {
        throw new AssertionError(failure.toString(), failure);
      }
      return info;
    }
  }

  private OurServer(SecurityContext context, Conversation conversation) throws IOException {
    this.context = context;
    this.conversation = conversation;
    this.listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    inBackground(this::accept);
  }

  /** Starts a server that sends back what it receives, up to the client's close_notify. */
  public static OurServer echoing(SecurityContext context) throws IOException {
    return start(context, OurServer::echo);
  }

  /** Starts a server. */
  public static OurServer start(SecurityContext context, Conversation conversation)
      throws IOException {
    return new OurServer(context, conversation);
  }

  /** Where it listens. */
  public int port() {
    return listener.socket().getLocalPort();
  }

  /** Waits for the end of a connection, in the order of the ends. */
  public Outcome outcome() throws InterruptedException {
    Outcome outcome = outcomes.poll(PeerProcess.PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (outcome == null) {
      throw new AssertionError("no connection ended");
    }
    return outcome;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = listener.accept();
        inBackground(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The end of this server.
    }
  }

  private void serve(SocketChannel connection) {
    IOException failure = null;
    SecurePipeline pipe = SecurePipeline.over(connection, context.newEngine());
    try (pipe) {
      conversation.with(pipe);
    } catch (IOException e) {
      failure = e;
    }
    outcomes.add(new Outcome(infoOf(pipe), failure));
  }

  private static ConnectionInfo infoOf(SecurePipeline pipe) {
    try {
      return pipe.info();
    } catch (IllegalStateException notConnected) {
      return null;
    }
  }

  private static void echo(SecurePipeline pipe) throws IOException {
    ByteBuffer some = ByteBuffer.allocate(16_384);
    while (pipe.read(some) >= 0) {
      pipe.write(some.flip());
      some.clear();
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "our server");
    thread.setDaemon(true);
    thread.start();
  }
}
