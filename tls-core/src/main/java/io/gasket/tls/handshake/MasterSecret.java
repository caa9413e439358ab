package io.gasket.tls.handshake;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Hmac;
import io.gasket.tls.crypto.Prf;
import io.gasket.tls.message.Finished;
import io.gasket.tls.message.Wire;
import io.gasket.tls.record.RecordProtection;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.CipherSuite;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The master secret of a handshake and what is derived from it (RFC 5246 6.3, 7.4.9, 8.1; RFC 7627
 * 4). Not thread-safe.
 */
public final class MasterSecret implements Flight.Secret {
  static final int LENGTH = 48;
  private static final byte[] NO_SEED = new byte[0];
  private static final byte[] KEY_EXPANSION = label("key expansion");
  private static final byte[] CLIENT_FINISHED = label("client finished");
  private static final byte[] SERVER_FINISHED = label("server finished");

  private final CryptoProvider crypto;
  private final CipherSuite suite;
  private final byte[] secret;

  /** HMAC under the secret while a handshake derives one thing after another from it. */
  private Hmac hmac;

  /** Room for the PRF under {@link #hmac}, there as long; holds nothing between its uses. */
  private byte[] a;

  private MasterSecret(CryptoProvider crypto, CipherSuite suite, byte[] secret) {
    this.crypto = crypto;
    this.suite = suite;
    this.secret = secret;
  }

  /**
   * The master secret: with RFC 7627 from the hash of all messages up to and including
   * ClientKeyExchange, else from the randoms (RFC 5246 8.1).
   *
   * @param premaster wiped here
   * @param extended whether RFC 7627 was agreed
   * @param transcript ends with ClientKeyExchange
   */
  public static MasterSecret of(
      CryptoProvider crypto,
      CipherSuite suite,
      byte[] premaster,
      boolean extended,
      Randoms randoms,
      Transcript transcript) {
    return extended
        ? derive(
            crypto,
            suite,
            premaster,
            "extended master secret",
            transcript.digest(suite.hash()),
            NO_SEED)
        : derive(crypto, suite, premaster, "master secret", randoms.client(), randoms.server());
  }

  private static MasterSecret derive(
      CryptoProvider crypto,
      CipherSuite suite,
      byte[] premaster,
      String label,
      byte[] seed1,
      byte[] seed2) {
    try {
      MasterSecret master = new MasterSecret(crypto, suite, new byte[LENGTH]);
      Prf.expand(crypto.hashes(), suite.hash(), premaster, label, seed1, seed2, master.secret);
      return master;
    } finally {
      Arrays.fill(premaster, (byte) 0);
    }
  }

  /**
   * Prepares the keys of both directions for their change_cipher_spec (RFC 5246 6.3; AEAD suites
   * have no MAC keys).
   *
   * @param server this side's role
   */
  void prepareKeys(Randoms randoms, boolean server, Flight out) {
    BulkCipher cipher = suite.cipher();
    int key = cipher.keyLength();
    int iv = cipher.fixedIvLength();
    byte[] block = new byte[2 * key + 2 * iv];
    expand(KEY_EXPANSION, randoms.server(), randoms.client(), block);
    byte[] itsKey = new byte[key];
    byte[] itsIv = new byte[iv];
    try {
      take(block, server, itsKey, itsIv);
      out.prepare(RecordProtection.sealer(crypto.aeads(), cipher, itsKey, itsIv));
      take(block, !server, itsKey, itsIv);
      out.prepare(RecordProtection.opener(crypto.aeads(), cipher, itsKey, itsIv));
    } finally {
      Arrays.fill(block, (byte) 0);
      Arrays.fill(itsKey, (byte) 0);
      Arrays.fill(itsIv, (byte) 0);
    }
  }

  /** Takes what one side writes with out of the key block: both keys, then both IVs. */
  private static void take(byte[] block, boolean ofServer, byte[] key, byte[] iv) {
    System.arraycopy(block, ofServer ? key.length : 0, key, 0, key.length);
    System.arraycopy(block, 2 * key.length + (ofServer ? iv.length : 0), iv, 0, iv.length);
  }

  /**
   * The master secret of a resumed session.
   *
   * @param secret 48 bytes; taken over, and wiped with this object
   */
  public static MasterSecret resumed(CryptoProvider crypto, CipherSuite suite, byte[] secret) {
    return new MasterSecret(crypto, suite, secret);
  }

  /** The secret itself, to keep a session by; a copy, which the caller wipes. */
  public byte[] copy() {
    return secret.clone();
  }

  /**
   * Keying material for a protocol above (RFC 5705 4).
   *
   * @param context null for none, which differs from an empty one
   */
  byte[] export(String label, Randoms randoms, byte[] context, int length) {
    byte[] seed = randoms.joined();
    byte[] out = new byte[length];
    Prf.expand(
        crypto.hashes(),
        suite.hash(),
        secret,
        label,
        seed,
        context == null ? NO_SEED : prefixed(context),
        out);
    return out;
  }

  private static byte[] prefixed(byte[] context) {
    return new Wire(2 + context.length).u16(context.length).bytes(context).toBytes();
  }

  /** verify_data of one side's Finished over the transcript so far (RFC 5246 7.4.9). */
  public byte[] verifyData(boolean ofServer, Transcript transcript) {
    byte[] data = new byte[Finished.LENGTH];
    expand(
        ofServer ? SERVER_FINISHED : CLIENT_FINISHED,
        transcript.digest(suite.hash()),
        NO_SEED,
        data);
    return data;
  }

  private static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The handshake is over: keeps the secret alone. */
  void rest() {
    if (hmac != null) {
      hmac.destroy();
      hmac = null;
      a = null;
    }
  }

  private void expand(byte[] label, byte[] seed1, byte[] seed2, byte[] out) {
    if (hmac == null) {
      hmac = crypto.hashes().hmac(suite.hash(), secret);
      a = new byte[suite.hash().length()];
    }
    Prf.expand(hmac, a, label, seed1, seed2, out);
  }

  @Override
  public void wipe() {
    rest();
    Arrays.fill(secret, (byte) 0);
  }
}
