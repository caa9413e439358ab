package io.gasket.tls.nio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** A plain blocking socket below. */
final class SocketLower extends Lower {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  SocketLower(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  @Override
  int read(ByteBuffer dst) throws IOException {
    return read(in, dst);
  }

  @Override
  int read(ByteBuffer dst, long nanos) throws IOException {
    return read(socket, dst, nanos);
  }

  @Override
  int write(ByteBuffer src) throws IOException {
    int length = src.remaining();
    if (src.hasArray()) {
      out.write(src.array(), src.arrayOffset() + src.position(), length);
      src.position(src.limit());
    } else {
      byte[] copy = new byte[length];
      src.get(copy);
      out.write(copy);
    }
    return length;
  }

  @Override
  boolean mayBlock() {
    return true;
  }

  @Override
  boolean timed() {
    return true;
  }

  @Override
  void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  void close() throws IOException {
    socket.close();
  }

  /** Reads within a time, and leaves SO_TIMEOUT as it was. */
  static int read(Socket socket, ByteBuffer dst, long nanos) throws IOException {
    int before = socket.getSoTimeout();
    socket.setSoTimeout(timeoutMillis(nanos));
    try {
      return read(socket.getInputStream(), dst);
    } catch (SocketTimeoutException late) {
      return TIMED_OUT;
    } finally {
      restore(socket, before);
    }
  }

  private static void restore(Socket socket, int timeout) {
    try {
      socket.setSoTimeout(timeout);
    } catch (SocketException closed) {
      // A closed socket has no timeout to restore; what closed it is told by the read.
    }
  }

  private static int read(InputStream in, ByteBuffer dst) throws IOException {
    if (dst.hasArray()) {
      int n = in.read(dst.array(), dst.arrayOffset() + dst.position(), dst.remaining());
      if (n > 0) {
        dst.position(dst.position() + n);
      }
      return n;
    }
    byte[] copy = new byte[dst.remaining()];
    int n = in.read(copy);
    if (n > 0) {
      dst.put(copy, 0, n);
    }
    return n;
  }
}
