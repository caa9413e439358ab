package io.gasket.tls.handshake;

import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.Hashes;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.HashAlgorithm;

/**
 * All handshake messages so far (RFC 5246 7.4.9, handshake_messages). The bytes themselves are kept
 * until the suite's hash is known and as long as a CertificateVerify may have to be made or
 * checked, since its scheme may use another hash or, for Ed25519, none. Not thread-safe.
 */
public final class Transcript {
  private Wire messages = new Wire(1024);
  private Hash hash;

  /** Adds a whole message. */
  public void add(byte[] message) {
    if (messages != null) {
      messages.bytes(message);
    }
    if (hash != null) {
      hash.update(message, 0, message.length);
    }
  }

  /** Starts hashing with the suite's hash, from the first message on. Called once. */
  public void hashWith(Hashes hashes, HashAlgorithm algorithm) {
    hash = hashes.hash(algorithm);
    byte[] soFar = messages.toBytes();
    hash.update(soFar, 0, soFar.length);
  }

  /** The messages themselves; only before {@link #forgetMessages}. */
  public byte[] messages() {
    return messages.toBytes();
  }

  /** Lets go of the messages: no CertificateVerify will come. The hash goes on. */
  public void forgetMessages() {
    messages = null;
  }

  /** The digest of all messages so far. */
  public byte[] digest(HashAlgorithm algorithm) {
    byte[] digest = new byte[algorithm.length()];
    hash.snapshot(digest, 0);
    return digest;
  }
}
