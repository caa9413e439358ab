package io.gasket.tls.testing;

import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;

/**
 * Stands for a hardware token: its private keys cannot be exported, and no other provider can sign
 * with them.
 */
public final class TokenProvider extends Provider implements AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** A key that only this provider can use. */
  public static final class TokenKey implements PrivateKey {
    private static final long serialVersionUID = 1L;
    private final transient PrivateKey inside;

    /** Takes a key into a token, plugged in or not. */
    public TokenKey(PrivateKey inside) {
      this.inside = inside;
    }

    @Override
    public String getAlgorithm() {
      return inside.getAlgorithm();
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  /** A token, not registered. */
  public TokenProvider() {
    super("Token", "1", "Stands for a hardware token");
    for (String algorithm : List.of("SHA256withECDSA", "Ed25519", "SHA256withRSA", "RSASSA-PSS")) {
      putService(
          new Service(this, "Signature", algorithm, "token", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              return new TokenSignature(Signature.getInstance(algorithm));
            }
          });
    }
  }

  /** Registers a token, last in the order, until it is closed. */
  public static TokenProvider install() {
    TokenProvider token = new TokenProvider();
    Security.addProvider(token);
    return token;
  }

  /** Takes a key into the token. */
  public TokenKey wrap(PrivateKey key) {
    return new TokenKey(key);
  }

  @Override
  public void close() {
    Security.removeProvider(getName());
  }

  private static final class TokenSignature extends SignatureSpi {
    private final Signature inside;

    TokenSignature(Signature inside) {
      this.inside = inside;
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("The token only signs");
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      if (!(key instanceof TokenKey token)) {
        throw new InvalidKeyException("Not a key of this token");
      }
      inside.initSign(token.inside);
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
      inside.update(b);
    }

    @Override
    protected void engineUpdate(byte[] data, int offset, int length) throws SignatureException {
      inside.update(data, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      return inside.sign();
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineSetParameter(AlgorithmParameterSpec parameters)
        throws InvalidAlgorithmParameterException {
      inside.setParameter(parameters);
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
      return inside.getParameters();
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
