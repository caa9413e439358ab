package io.gasket.tls.spec;

/** The kinds of key a certificate may hold, as far as TLS tells them apart. */
public enum KeyType {
  /** id-ecPublicKey on one of the curves of {@link NamedGroup}. */
  EC(Authentication.ECDSA),
  /** id-Ed25519 (RFC 8410). */
  ED25519(Authentication.ECDSA),
  /** rsaEncryption. */
  RSA(Authentication.RSA),
  /** id-RSASSA-PSS: an RSA key that may only make PSS signatures. */
  RSA_PSS(Authentication.RSA);

  private final Authentication authentication;

  KeyType(Authentication authentication) {
    this.authentication = authentication;
  }

  /** The kind of suite that a certificate with such a key goes with. */
  public Authentication authentication() {
    return authentication;
  }
}
