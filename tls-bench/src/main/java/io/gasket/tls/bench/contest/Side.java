package io.gasket.tls.bench.contest;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a TLS 1.2 connection: bytes in, bytes out, no I/O. Buffers may be heap or direct ones;
 * where bytes are put, room for one record more than needed ({@link Wire#ROOM}) must be left, for
 * some libraries insist on it. Not thread-safe.
 */
public interface Side extends AutoCloseable {
  /**
   * Takes the peer's handshake bytes and puts what there is to say to it. A client that is given
   * nothing begins. To be called with the other side's answer until both are {@link #isConnected}
   * and neither has more to say.
   *
   * @param fromPeer whole records; taken to the end
   */
  void shakeHands(ByteBuffer fromPeer, ByteBuffer toPeer) throws IOException;

  /** Whether the handshake is done on this side. */
  boolean isConnected();

  /** Seals all of {@code app} into as many records in {@code net} as that takes. */
  void seal(ByteBuffer app, ByteBuffer net) throws IOException;

  /** Opens all records of {@code net}, which are whole, into {@code app}. */
  void open(ByteBuffer net, ByteBuffer app) throws IOException;

  /**
   * Gives up what can be rebuilt, as nothing will happen for long; the next use rebuilds it.
   *
   * @return false when it cannot, as most libraries have no such thing
   */
  default boolean hibernate() {
    return false;
  }

  /** Gives back native memory, without a word to the peer. */
  @Override
  void close();
}
