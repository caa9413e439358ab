package io.gasket.tls.bench.echo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One end of a connection over a non-blocking socket, with the plaintext on this side. */
interface Link extends Closeable {
  /** Takes the handshake a step on; true when it is done. */
  boolean shakeHands() throws IOException;

  /** Reads what is there; 0 for nothing, -1 at the end. */
  int read(ByteBuffer dst) throws IOException;

  /** Whether a read may find something that no selector knows of. */
  boolean hasMore();

  /** Writes what can be taken. */
  int write(ByteBuffer src) throws IOException;

  /** Pushes what was taken and waits; true when nothing waits any more. */
  boolean flush() throws IOException;

  /** What to wait for with the selector. */
  int interestOps();
}
