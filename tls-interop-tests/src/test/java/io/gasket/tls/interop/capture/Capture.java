package io.gasket.tls.interop.capture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A capture of TCP connections to port 443 in the pcap format, made up around their contents: no
 * right to capture is needed. Ethernet, IPv4 and TCP headers hold just what a reader needs to
 * follow the streams. Thread-safe.
 */
final class Capture {
  private static final int ETHERNET = 1;
  private static final int IPV4 = 0x0800;
  private static final int TCP = 6;
  private static final int SYN = 2;
  private static final int ACK = 16;
  private static final int HEADERS = 14 + 20 + 20;
  private static final int SERVER_PORT = 443;
  private static final int FIRST_CLIENT_PORT = 50_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private int connections;
  private int packets;

  Capture() throws IOException {
    out.writeInt(0xa1b2c3d4);
    out.writeShort(2);
    out.writeShort(4);
    out.writeLong(0);
    out.writeInt(262_144);
    out.writeInt(ETHERNET);
  }

  /** A connection. */
  final class Stream {
    private final int clientPort;
    private int fromClient = 1;
    private int fromServer = 1;

    private Stream(int clientPort) throws IOException {
      this.clientPort = clientPort;
      packet(clientPort, true, 0, 0, SYN, new byte[0]);
      packet(clientPort, false, 0, 1, SYN | ACK, new byte[0]);
    }

    /** Bytes that one side sent. */
    void sent(boolean byClient, byte[] data) throws IOException {
      synchronized (Capture.this) {
        if (byClient) {
          packet(clientPort, true, fromClient, fromServer, ACK, data);
          fromClient += data.length;
        } else {
          packet(clientPort, false, fromServer, fromClient, ACK, data);
          fromServer += data.length;
        }
      }
    }
  }

  /** Begins a connection. */
  synchronized Stream stream() throws IOException {
    return new Stream(FIRST_CLIENT_PORT + connections++);
  }

  /** Writes all to a file. */
  synchronized void write(Path file) throws IOException {
    Files.write(file, bytes.toByteArray());
  }

  private void packet(int clientPort, boolean byClient, int seq, int ack, int flags, byte[] data)
      throws IOException {
    int length = HEADERS + data.length;
    out.writeInt(1_700_000_000);
    out.writeInt(packets++);
    out.writeInt(length);
    out.writeInt(length);
    out.write(new byte[12]);
    out.writeShort(IPV4);
    out.writeShort(0x4500);
    out.writeShort(length - 14);
    out.writeInt(packets << 16);
    out.writeByte(64);
    out.writeByte(TCP);
    out.writeShort(0);
    out.writeInt(byClient ? 0x0a000001 : 0x0a000002);
    out.writeInt(byClient ? 0x0a000002 : 0x0a000001);
    out.writeShort(byClient ? clientPort : SERVER_PORT);
    out.writeShort(byClient ? SERVER_PORT : clientPort);
    out.writeInt(seq);
    out.writeInt(ack);
    out.writeShort(0x5000 | flags);
    out.writeShort(0xffff);
    out.writeInt(0);
    out.write(data);
  }
}
