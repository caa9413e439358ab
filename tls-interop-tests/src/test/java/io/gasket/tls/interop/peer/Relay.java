package io.gasket.tls.interop.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands between a client and a server and hands on one record after another, edited on their way,
 * or breaks the connection. Serves one connection.
 */
public final class Relay implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new ArrayList<>();

  /** Changes a record, 5 bytes of header and its fragment, into what is handed on instead. */
  public interface Edit {
    /** Everything as it is. */
    Edit NONE = record -> record;

    /** The bytes to hand on; may be the same array, changed. */
    byte[] edit(byte[] record);
  }

  private Relay(int port, Edit fromClient, Edit fromServer) throws IOException {
    inBackground(() -> serve(port, fromClient, fromServer));
  }

  /** Starts a relay to a port of this machine. */
  public static Relay to(int port, Edit fromClient, Edit fromServer) throws IOException {
    return new Relay(port, fromClient, fromServer);
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Breaks the connection to both sides with a TCP reset. */
  public void reset() throws IOException {
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private void serve(int port, Edit fromClient, Edit fromServer) throws IOException {
    Socket client = listener.accept();
    Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
    synchronized (sockets) {
      sockets.add(client);
      sockets.add(server);
    }
    inBackground(() -> handOn(server, client, fromServer));
    handOn(client, server, fromClient);
  }

  private static void handOn(Socket from, Socket to, Edit edit) throws IOException {
    DataInputStream in = new DataInputStream(from.getInputStream());
    OutputStream out = to.getOutputStream();
    byte[] header = new byte[5];
    while (in.readNBytes(header, 0, 5) == 5) {
      int length = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
      byte[] record = new byte[5 + length];
      System.arraycopy(header, 0, record, 0, 5);
      in.readFully(record, 5, length);
      out.write(edit.edit(record));
    }
    to.shutdownOutput();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException broken) {
                // One side hung up; what that means to the other is the test's business.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }
}
