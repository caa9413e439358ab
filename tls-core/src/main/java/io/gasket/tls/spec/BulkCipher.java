package io.gasket.tls.spec;

/**
 * The AEAD algorithms that protect records (RFC 5288, RFC 7905), with the lengths that a key block
 * and a record need and the number of records that one key may protect.
 */
public enum BulkCipher {
  AES_128_GCM("AES-128-GCM", 16, 4, 8, 23_726_566L),
  AES_256_GCM("AES-256-GCM", 32, 4, 8, 23_726_566L),
  CHACHA20_POLY1305("CHACHA20-POLY1305", 32, 12, 0, Long.MAX_VALUE);

  /** Length in bytes of the tag that each algorithm here appends. */
  public static final int TAG_LENGTH = 16;

  private final String label;
  private final int keyLength;
  private final int fixedIvLength;
  private final int explicitNonceLength;
  private final long recordLimit;

  BulkCipher(
      String label, int keyLength, int fixedIvLength, int explicitNonceLength, long recordLimit) {
    this.label = label;
    this.keyLength = keyLength;
    this.fixedIvLength = fixedIvLength;
    this.explicitNonceLength = explicitNonceLength;
    this.recordLimit = recordLimit;
  }

  /** The algorithm's common name, for example {@code AES-128-GCM}. */
  public String label() {
    return label;
  }

  /** Length of the key in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** Strength of the key in bits. */
  public int keyBits() {
    return keyLength * 8;
  }

  /** Length in bytes of the nonce part taken from the key block. */
  public int fixedIvLength() {
    return fixedIvLength;
  }

  /** Length in bytes of the nonce part sent in each record. */
  public int explicitNonceLength() {
    return explicitNonceLength;
  }

  /** Bytes that protection adds to a fragment: explicit nonce and tag. */
  public int overhead() {
    return explicitNonceLength + TAG_LENGTH;
  }

  /**
   * How many records one key may protect before the connection has to end: 2^24.5 for AES-GCM (the
   * arithmetic of RFC 8446 5.5), unlimited for ChaCha20-Poly1305, whose bound lies beyond the
   * sequence number.
   */
  public long recordLimit() {
    return recordLimit;
  }
}
