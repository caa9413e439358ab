package io.gasket.tls.handshake;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.Finished;
import io.gasket.tls.spec.CipherSuite;
import java.util.Arrays;

/**
 * The secrets that outlive a handshake: what exporters and channel bindings are made of. Wiped when
 * the connection ends. Not thread-safe.
 */
public final class ConnectionSecrets {
  /** How many bytes {@link #packed} makes. */
  public static final int PACKED_LENGTH =
      MasterSecret.LENGTH + 2 * Randoms.LENGTH + 2 * Finished.LENGTH + 1;

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

  /** Goes on from what {@link #packed} made; {@code packed} is left as it is. */
  public static ConnectionSecrets unpacked(
      CryptoProvider crypto, CipherSuite suite, byte[] packed, Runnable forgetSession) {
    byte[] secret = Arrays.copyOf(packed, MasterSecret.LENGTH);
    MasterSecret master = MasterSecret.resumed(crypto, suite, secret);
    int randomsAt = MasterSecret.LENGTH;
    int finishedAt = randomsAt + 2 * Randoms.LENGTH;
    byte[] client = Arrays.copyOfRange(packed, randomsAt, randomsAt + Randoms.LENGTH);
    byte[] server = Arrays.copyOfRange(packed, randomsAt + Randoms.LENGTH, finishedAt);
    int middle = finishedAt + Finished.LENGTH;
    int end = middle + Finished.LENGTH;
    byte[] clientFinished = Arrays.copyOfRange(packed, finishedAt, middle);
    byte[] serverFinished = Arrays.copyOfRange(packed, middle, end);
    return new ConnectionSecrets(
        master,
        new Randoms(client, server),
        new FinishedPair(clientFinished, serverFinished),
        packed[end] != 0,
        forgetSession);
  }

  /** The secrets in one array, for a connection that hibernates; the caller wipes it. */
  public byte[] packed() {
    byte[] packed = new byte[PACKED_LENGTH];
    byte[] secret = master.copy();
    int at = 0;
    for (byte[] part :
        new byte[][] {
          secret, randoms.client(), randoms.server(), finished.client(), finished.server()
        }) {
      System.arraycopy(part, 0, packed, at, part.length);
      at += part.length;
    }
    packed[at] = (byte) (resumed ? 1 : 0);
    Arrays.fill(secret, (byte) 0);
    return packed;
  }

  /** Makes the handshake's session one that cannot be resumed. */
  public Runnable sessionForgetter() {
    return forgetSession;
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
