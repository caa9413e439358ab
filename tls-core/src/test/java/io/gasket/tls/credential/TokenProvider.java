package io.gasket.tls.credential;

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

/**
 * A security provider that acts like a token: its keys cannot be exported, and only it can sign
 * with them.
 */
final class TokenProvider extends Provider implements AutoCloseable {
  private static final long serialVersionUID = 1L;

  private TokenProvider() {
    super("TestToken", "1.0", "keys that cannot be exported");
    for (String algorithm : List.of("SHA256withRSA", "SHA256withECDSA", "RSASSA-PSS")) {
      putService(new TokenService(this, algorithm));
    }
  }

  static TokenProvider install() {
    TokenProvider provider = new TokenProvider();
    Security.addProvider(provider);
    return provider;
  }

  TokenKey wrap(PrivateKey key) {
    return new TokenKey(key);
  }

  @Override
  public void close() {
    Security.removeProvider(getName());
  }

  /** A key without an encoded form. */
  static final class TokenKey implements PrivateKey {
    private static final long serialVersionUID = 1L;
    private final PrivateKey inside;

    TokenKey(PrivateKey inside) {
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

  private static final class TokenService extends Provider.Service {
    TokenService(Provider provider, String algorithm) {
      super(provider, "Signature", algorithm, TokenSignature.class.getName(), null, null);
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      return new TokenSignature(Signature.getInstance(getAlgorithm()));
    }

    @Override
    public boolean supportsParameter(Object parameter) {
      return parameter instanceof TokenKey;
    }
  }

  private static final class TokenSignature extends SignatureSpi {
    private final Signature inside;

    TokenSignature(Signature inside) {
      this.inside = inside;
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("a token only signs");
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      if (!(key instanceof TokenKey token)) {
        throw new InvalidKeyException("not a key of this token");
      }
      inside.initSign(token.inside);
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
      inside.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
      inside.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      return inside.sign();
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      throw new SignatureException("a token only signs");
    }

    @Override
    protected void engineSetParameter(AlgorithmParameterSpec parameters)
        throws InvalidAlgorithmParameterException {
      inside.setParameter(parameters);
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

    @Override
    protected AlgorithmParameters engineGetParameters() {
      return inside.getParameters();
    }
  }
}
