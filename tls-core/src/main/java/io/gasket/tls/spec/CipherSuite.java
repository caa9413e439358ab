package io.gasket.tls.spec;

import static io.gasket.tls.spec.Authentication.ECDSA;
import static io.gasket.tls.spec.Authentication.RSA;
import static io.gasket.tls.spec.KeyExchangeKind.ECDHE;

import java.util.List;
import java.util.Optional;

/**
 * The cipher suites, each an immutable sum of key exchange, authentication, record protection and
 * PRF hash. Constants stand in the default order of preference.
 */
public enum CipherSuite {
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(
      0xc02b,
      ECDHE,
      ECDSA,
      BulkCipher.AES_128_GCM,
      HashAlgorithm.SHA256,
      "ECDHE-ECDSA-AES128-GCM-SHA256"),
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(
      0xc02f,
      ECDHE,
      RSA,
      BulkCipher.AES_128_GCM,
      HashAlgorithm.SHA256,
      "ECDHE-RSA-AES128-GCM-SHA256"),
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(
      0xc02c,
      ECDHE,
      ECDSA,
      BulkCipher.AES_256_GCM,
      HashAlgorithm.SHA384,
      "ECDHE-ECDSA-AES256-GCM-SHA384"),
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(
      0xc030,
      ECDHE,
      RSA,
      BulkCipher.AES_256_GCM,
      HashAlgorithm.SHA384,
      "ECDHE-RSA-AES256-GCM-SHA384"),
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(
      0xcca9,
      ECDHE,
      ECDSA,
      BulkCipher.CHACHA20_POLY1305,
      HashAlgorithm.SHA256,
      "ECDHE-ECDSA-CHACHA20-POLY1305"),
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(
      0xcca8,
      ECDHE,
      RSA,
      BulkCipher.CHACHA20_POLY1305,
      HashAlgorithm.SHA256,
      "ECDHE-RSA-CHACHA20-POLY1305");

  /**
   * The signalling value for secure renegotiation, TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746
   * 3.3).
   */
  public static final int EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff;

  /**
   * The signalling value of a client that has tried a higher version before, TLS_FALLBACK_SCSV (RFC
   * 7507). No suite.
   */
  public static final int FALLBACK_SCSV = 0x5600;

  private static final List<CipherSuite> ALL = List.of(values());

  private final int code;
  private final KeyExchangeKind keyExchange;
  private final Authentication authentication;
  private final BulkCipher cipher;
  private final HashAlgorithm hash;
  private final String opensslName;

  CipherSuite(
      int code,
      KeyExchangeKind keyExchange,
      Authentication authentication,
      BulkCipher cipher,
      HashAlgorithm hash,
      String opensslName) {
    this.code = code;
    this.keyExchange = keyExchange;
    this.authentication = authentication;
    this.cipher = cipher;
    this.hash = hash;
    this.opensslName = opensslName;
  }

  /** The two bytes on the wire. */
  public int code() {
    return code;
  }

  /** How the premaster secret is agreed. */
  public KeyExchangeKind keyExchange() {
    return keyExchange;
  }

  /** The kind of certificate key that authenticates the server. */
  public Authentication authentication() {
    return authentication;
  }

  /** The algorithm that protects records. */
  public BulkCipher cipher() {
    return cipher;
  }

  /** The hash of the PRF, the transcript and Finished. */
  public HashAlgorithm hash() {
    return hash;
  }

  /** The name OpenSSL gives the suite. */
  public String opensslName() {
    return opensslName;
  }

  /** All suites, in the default order of preference. Immutable. */
  public static List<CipherSuite> all() {
    return ALL;
  }

  /** The suite of a wire code, or null when it is not one of ours. */
  public static CipherSuite of(int code) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).code == code) {
        return ALL.get(i);
      }
    }
    return null;
  }

  /** The suite of an IANA or OpenSSL name, compared without regard to case. */
  public static Optional<CipherSuite> named(String name) {
    return ALL.stream()
        .filter(s -> s.name().equalsIgnoreCase(name) || s.opensslName.equalsIgnoreCase(name))
        .findFirst();
  }
}
