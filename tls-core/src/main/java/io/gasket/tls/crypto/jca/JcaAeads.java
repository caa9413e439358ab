package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;

/** AEADs of the JCA. */
final class JcaAeads implements Aeads {
  private final Sources<BulkCipher> sources;

  JcaAeads(List<Services> order) {
    this.sources = new Sources<>(BulkCipher.class, order, JcaAeads::attempt);
  }

  private static void attempt(BulkCipher cipher, Services services)
      throws GeneralSecurityException {
    KeyedCipher sealer = KeyedCipher.sealing(services, cipher, new byte[cipher.keyLength()]);
    sealer.start(new byte[12], new byte[13]);
    sealer.finish(new byte[1], 0, 1, new byte[1 + BulkCipher.TAG_LENGTH], 0);
  }

  @Override
  public Set<BulkCipher> supported() {
    return sources.supported();
  }

  @Override
  public AeadSealer sealer(BulkCipher cipher, byte[] key) {
    return new JcaAeadSealer(KeyedCipher.sealing(sources.of(cipher), cipher, key));
  }

  @Override
  public AeadOpener opener(BulkCipher cipher, byte[] key) {
    return new JcaAeadOpener(KeyedCipher.opening(sources.of(cipher), cipher, key));
  }
}
