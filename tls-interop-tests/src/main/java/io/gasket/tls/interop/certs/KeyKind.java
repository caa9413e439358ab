package io.gasket.tls.interop.certs;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of key that certificates are made for. */
public enum KeyKind {
  /** ECDSA on P-256. */
  EC("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
  /** RSA with 2 048 bits. */
  RSA("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA");

  private final String algorithm;
  private final AlgorithmParameterSpec parameters;
  private final String signature;

  KeyKind(String algorithm, AlgorithmParameterSpec parameters, String signature) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.signature = signature;
  }

  KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  /** The JCA name of the signature that such a key makes on certificates. */
  String signature() {
    return signature;
  }
}
