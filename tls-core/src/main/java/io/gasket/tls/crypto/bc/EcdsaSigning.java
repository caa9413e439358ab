package io.gasket.tls.crypto.bc;

/** The two ways to sign with ECDSA. They make the same signatures. */
enum EcdsaSigning {
  /** {@link BlindedEcdsa}. */
  BLINDED,
  /** {@link Ecdsa#sign}, whose time tells of nonces that begin with a zero word. */
  BARE
}
