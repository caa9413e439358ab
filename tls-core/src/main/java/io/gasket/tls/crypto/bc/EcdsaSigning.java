package io.gasket.tls.crypto.bc;

/** The two ways to sign with ECDSA. They make the same signatures. */
enum EcdsaSigning {
  /** {@link BlindedEcdsa}. */
  BLINDED,
  /** {@link Ecdsa#sign}, whose time tells of zeros that a nonce begins with. */
  BARE
}
