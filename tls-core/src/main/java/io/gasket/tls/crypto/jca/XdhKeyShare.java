package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/**
 * A key pair of X25519, by the JCA's XDH. Public values cross the JCA in their X.509 form, a fixed
 * header before the 32 bytes of the wire (RFC 8410 4), which every provider takes, where key specs
 * and interfaces differ.
 */
final class XdhKeyShare implements KeyShare {
  /** The family's name, under which more providers have it than under the curve's. */
  static final String XDH = "XDH";

  private static final NamedGroup GROUP = NamedGroup.X25519;
  private static final byte[] X509_HEADER = HexFormat.of().parseHex("302a300506032b656e032100");

  private final Services services;
  private final byte[] publicValue;
  private PrivateKey privateKey;

  /**
   * @throws InvalidKeyException when the pair's public half has another X.509 form than RFC 8410's
   */
  XdhKeyShare(Services services, KeyPair pair) throws InvalidKeyException {
    this.services = services;
    this.publicValue = wireForm(pair.getPublic());
    this.privateKey = pair.getPrivate();
  }

  private static byte[] wireForm(PublicKey key) throws InvalidKeyException {
    byte[] encoded = key.getEncoded();
    int header = X509_HEADER.length;
    if (encoded == null
        || encoded.length != header + GROUP.publicLength()
        || !Arrays.equals(encoded, 0, header, X509_HEADER, 0, header)) {
      throw new InvalidKeyException("The provider's X25519 key does not have the form of RFC 8410");
    }
    return Arrays.copyOfRange(encoded, header, encoded.length);
  }

  @Override
  public NamedGroup group() {
    return GROUP;
  }

  @Override
  public byte[] publicValue() {
    return publicValue.clone();
  }

  @Override
  public byte[] agree(byte[] peer) throws InvalidKeyException {
    if (peer.length != GROUP.publicLength()) {
      throw new InvalidKeyException("A public value of x25519 has 32 bytes, not " + peer.length);
    }
    try {
      PublicKey key = services.keyFactory(XDH).generatePublic(x509Form(peer));
      KeyAgreement agreement = services.keyAgreement(XDH);
      agreement.init(privateKey);
      agreement.doPhase(key, true);
      return contributory(agreement.generateSecret());
    } catch (GeneralSecurityException | RuntimeException refused) {
      // Points of small order make some providers throw unchecked exceptions of their own choice.
      throw new InvalidKeyException("The public value is not a usable one of x25519", refused);
    }
  }

  private static X509EncodedKeySpec x509Form(byte[] peer) {
    byte[] encoded = Arrays.copyOf(X509_HEADER, X509_HEADER.length + peer.length);
    System.arraycopy(peer, 0, encoded, X509_HEADER.length, peer.length);
    encoded[encoded.length - 1] &=
        0x7f; // RFC 7748 5: the unused bit MUST be masked, and providers differ.
    return new X509EncodedKeySpec(encoded);
  }

  /** Refuses the all-zero secret, looking at all of its bytes whatever they are (RFC 7748 6.1). */
  private static byte[] contributory(byte[] secret) throws InvalidKeyException {
    int any = 0;
    for (byte part : secret) {
      any |= part;
    }
    if (any == 0) {
      throw new InvalidKeyException(
          "The public value is of small order: the x25519 secret is zero");
    }
    return secret;
  }

  /** Drops the private value; the JCA's software keys cannot be wiped. */
  @Override
  public void destroy() {
    privateKey = null;
  }
}
