package io.gasket.tls.crypto.jca;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** AEADs of the JCA. */
final class JcaAeads implements Aeads {
  private final Sources<BulkCipher> sources;
  private final Map<BulkCipher, Services> settled = new ConcurrentHashMap<>();

  JcaAeads(List<Services> order) {
    this.sources = new Sources<>(BulkCipher.class, order, JcaAeads::attempt);
  }

  private static void attempt(BulkCipher cipher, Services services)
      throws GeneralSecurityException {
    new JcaAeadSealer(services, cipher, new byte[cipher.keyLength()])
        .process(
            new byte[12], new byte[13], new byte[1], 0, 1, new byte[1 + BulkCipher.TAG_LENGTH], 0);
  }

  @Override
  public Set<BulkCipher> supported() {
    return sources.supported();
  }

  @Override
  public AeadSealer sealer(BulkCipher cipher, byte[] key) {
    return new JcaAeadSealer(services(cipher), cipher, key);
  }

  @Override
  public AeadOpener opener(BulkCipher cipher, byte[] key) {
    return new JcaAeadOpener(services(cipher), cipher, key);
  }

  /**
   * The one provider that makes a cipher, found once: to ask the platform's whole order for every
   * connection takes several times as long.
   */
  private Services services(BulkCipher cipher) {
    return settled.computeIfAbsent(
        cipher,
        name -> new JcaAeadSealer(sources.of(name), name, new byte[name.keyLength()]).settled());
  }
}
