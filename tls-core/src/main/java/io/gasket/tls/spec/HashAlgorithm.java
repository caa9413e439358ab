package io.gasket.tls.spec;

/** The hashes used for the PRF, the transcript and handshake signatures. */
public enum HashAlgorithm {
  SHA256("SHA-256", 32, 64),
  SHA384("SHA-384", 48, 128),
  SHA512("SHA-512", 64, 128);

  private final String algorithm;
  private final int length;
  private final int blockLength;

  HashAlgorithm(String algorithm, int length, int blockLength) {
    this.algorithm = algorithm;
    this.length = length;
    this.blockLength = blockLength;
  }

  /** The name of the FIPS 180-4 standard, which the JCA uses too, for example {@code SHA-256}. */
  public String algorithm() {
    return algorithm;
  }

  /** Length of the digest in bytes. */
  public int length() {
    return length;
  }

  /** Length of the compression function's block in bytes. */
  public int blockLength() {
    return blockLength;
  }
}
