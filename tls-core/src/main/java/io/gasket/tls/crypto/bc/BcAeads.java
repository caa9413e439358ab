package io.gasket.tls.crypto.bc;

import io.gasket.tls.crypto.AeadOpener;
import io.gasket.tls.crypto.AeadSealer;
import io.gasket.tls.crypto.Aeads;
import io.gasket.tls.spec.BulkCipher;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** AEADs of Bouncy Castle. AES here is table-driven, see {@link BcProvider}. */
final class BcAeads implements Aeads {
  private static final Set<BulkCipher> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(BulkCipher.class));

  @Override
  public Set<BulkCipher> supported() {
    return ALL;
  }

  @Override
  public AeadSealer sealer(BulkCipher cipher, byte[] key) {
    return new BcAeadSealer(KeyedCipher.sealing(cipher, key));
  }

  @Override
  public AeadOpener opener(BulkCipher cipher, byte[] key) {
    return new BcAeadOpener(KeyedCipher.opening(cipher, key));
  }
}
