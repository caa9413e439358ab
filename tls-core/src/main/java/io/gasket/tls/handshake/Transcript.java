package io.gasket.tls.handshake;

import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.Hashes;
import io.gasket.tls.spec.HashAlgorithm;
import java.util.ArrayList;
import java.util.List;

/**
 * All handshake messages so far (RFC 5246 7.4.9, handshake_messages). The bytes themselves are kept
 * until the suite's hash is known and as long as a CertificateVerify may have to be made or
 * checked, since its scheme may use another hash or, for Ed25519, none. Not thread-safe.
 */
public final class Transcript {
  /** Of a full handshake up to the client's key exchange, where neither side is asked to wait. */
  private static final int USUAL_MESSAGES = 6;

  /** The messages as they are, not copied; null once they are not needed any more. */
  private List<byte[]> messages = new ArrayList<>(USUAL_MESSAGES);

  private Hash hash;

  /** Where {@link #digest} writes; null before its first call. */
  private byte[] digest;

  /**
   * Adds a whole message.
   *
   * @param message not changed afterwards
   */
  public void add(byte[] message) {
    if (messages != null) {
      messages.add(message);
    }
    if (hash != null) {
      hash.update(message, 0, message.length);
    }
  }

  /** Starts hashing with the suite's hash, from the first message on. Called once. */
  public void hashWith(Hashes hashes, HashAlgorithm algorithm) {
    hash = hashes.hash(algorithm);
    messages.forEach(message -> hash.update(message, 0, message.length));
  }

  /** The messages themselves; only before {@link #forgetMessages}. */
  public byte[] messages() {
    int length = 0;
    for (byte[] message : messages) {
      length += message.length;
    }
    byte[] all = new byte[length];
    int end = 0;
    for (byte[] message : messages) {
      System.arraycopy(message, 0, all, end, message.length);
      end += message.length;
    }
    return all;
  }

  /** Lets go of the messages: no CertificateVerify will come. The hash goes on. */
  public void forgetMessages() {
    messages = null;
  }

  /**
   * The digest of all messages so far.
   *
   * @param algorithm the suite's
   * @return good until the next call, which writes to the same array
   */
  public byte[] digest(HashAlgorithm algorithm) {
    if (digest == null) {
      digest = new byte[algorithm.length()];
    }
    hash.snapshot(digest, 0);
    return digest;
  }
}
