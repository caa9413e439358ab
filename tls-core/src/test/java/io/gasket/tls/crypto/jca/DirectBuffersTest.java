package io.gasket.tls.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.testing.CopyingAead;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AEADs of a provider that works on direct buffers where they lie")
class DirectBuffersTest {
  private static final byte[] NONCE = new byte[12];
  private static final byte[] AAD = new byte[13];
  private static final byte[] KEY = new byte[16];
  private static final byte PLAINTEXT = 0x5a;

  private static final Aeads AEADS = JcaProvider.of(new Careless()).aeads();

  /** The JDK's cipher under another name, which leaves plaintext behind when a tag is wrong. */
  private static final class Careless extends Provider {
    private static final long serialVersionUID = 1;

    Careless() {
      super("Conscrypt", "1", "takes direct buffers");
      putService(
          new Service(this, "Cipher", "AES/GCM/NoPadding", "careless", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object constructorParameter) {
              return new CarelessCipher();
            }

            @Override
            public boolean supportsParameter(Object parameter) {
              return true;
            }
          });
    }
  }

  private static final class CarelessCipher extends CipherSpi {
    private final Cipher jdk;

    CarelessCipher() {
      try {
        jdk = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      jdk.init(mode, key, parameters, random);
    }

    @Override
    protected void engineUpdateAAD(byte[] aad, int offset, int length) {
      jdk.updateAAD(aad, offset, length);
    }

    @Override
    protected int engineDoFinal(ByteBuffer in, ByteBuffer out) throws BadPaddingException {
      assertTrue(in.isDirect() && out.isDirect());
      try {
        return jdk.doFinal(in, out);
      } catch (BadPaddingException e) {
        while (out.hasRemaining()) {
          out.put(PLAINTEXT);
        }
        throw e;
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected int engineDoFinal(byte[] in, int offset, int length, byte[] out, int outOffset) {
      try {
        return jdk.doFinal(in, offset, length, out, outOffset);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected byte[] engineDoFinal(byte[] in, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] engineUpdate(byte[] in, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineUpdate(byte[] in, int offset, int length, byte[] out, int outOffset) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(int mode, Key key, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineSetMode(String mode) {}

    @Override
    protected void engineSetPadding(String padding) {}

    @Override
    protected int engineGetBlockSize() {
      return 16;
    }

    @Override
    protected int engineGetOutputSize(int length) {
      return length + 16;
    }

    @Override
    protected byte[] engineGetIV() {
      return jdk.getIV();
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
      return null;
    }
  }

  @Test
  @DisplayName("P8: after a wrong tag no plaintext is left in the caller's buffer")
  void wipesBehindTheProvider() {
    AeadSealer sealer = AEADS.sealer(BulkCipher.AES_128_GCM, KEY);
    AeadOpener opener = AEADS.opener(BulkCipher.AES_128_GCM, KEY);
    assertTrue(sealer.takesDirect() && opener.takesDirect());
    ByteBuffer sealed = ByteBuffer.allocateDirect(116);
    assertEquals(116, sealer.seal(NONCE, AAD, ByteBuffer.allocateDirect(100), sealed));
    sealed.flip();
    ByteBuffer out = ByteBuffer.allocateDirect(110).position(3).limit(103);
    assertEquals(100, opener.open(NONCE, AAD, sealed.duplicate(), out.duplicate()));
    sealed.put(115, (byte) (sealed.get(115) ^ 1));
    assertEquals(AeadOpener.NOT_AUTHENTIC, opener.open(NONCE, AAD, sealed, out));
    for (int i = 0; i < out.limit(); i++) {
      assertEquals(0, out.get(i), "byte " + i);
    }
  }

  @Test
  @DisplayName("the JDK's provider is given arrays, which it takes faster")
  void notTheJdk() {
    AeadSealer sealer = JcaProvider.platform().aeads().sealer(BulkCipher.AES_128_GCM, KEY);
    AeadOpener opener = JcaProvider.platform().aeads().opener(BulkCipher.AES_128_GCM, KEY);
    assertFalse(sealer.takesDirect() || opener.takesDirect());
    // An AEAD from elsewhere need not know of direct buffers.
    ByteBuffer some = ByteBuffer.allocateDirect(100);
    AeadSealer arraysOnly = new CopyingAead();
    assertThrows(
        UnsupportedOperationException.class, () -> arraysOnly.seal(NONCE, AAD, some, some));
  }
}
