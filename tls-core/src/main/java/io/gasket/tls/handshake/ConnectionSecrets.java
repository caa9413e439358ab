package io.gasket.tls.handshake;

import java.util.Arrays;

/**
 * The secrets that outlive a handshake: what exporters and channel bindings are made of. Wiped when
 * the connection ends. Not thread-safe.
 */
public final class ConnectionSecrets {
  private final MasterSecret master;
  private final Randoms randoms;
  private final FinishedPair finished;
  private final boolean resumed;
  private final Runnable forgetSession;

  /**
   * The secrets of a finished handshake.
   *
   * @param resumed whether it was an abbreviated one, in which the server finishes first
   * @param forgetSession makes the handshake's session one that cannot be resumed
   */
  public ConnectionSecrets(
      MasterSecret master,
      Randoms randoms,
      FinishedPair finished,
      boolean resumed,
      Runnable forgetSession) {
    master.rest();
    this.master = master;
    this.randoms = randoms;
    this.finished = finished;
    this.resumed = resumed;
    this.forgetSession = forgetSession;
  }

  /** Both Finished values. */
  public FinishedPair finished() {
    return finished;
  }

  /**
   * Keying material for a protocol above (RFC 5705 4).
   *
   * @param context null for none, which differs from an empty one
   */
  public byte[] export(String label, byte[] context, int length) {
    return master.export(label, randoms, context, length);
  }

  /** The first Finished of the handshake (RFC 5929 3.1); a copy. */
  public byte[] tlsUnique() {
    return (resumed ? finished.server() : finished.client()).clone();
  }

  /** The connection ended with a fatal alert, so its session is not resumed (RFC 5246 7.2.2). */
  public void forgetSession() {
    forgetSession.run();
  }

  /** Wipes the secrets. Idempotent. */
  public void wipe() {
    master.wipe();
    Arrays.fill(finished.client(), (byte) 0);
    Arrays.fill(finished.server(), (byte) 0);
  }
}
