package io.gasket.tls.handshake;

import java.util.Arrays;

/**
 * The last bytes of a ServerHello's random by which a server that speaks a higher version marks
 * that it agreed to an older one (RFC 8446 4.1.3). Whoever changed the hellos on their way cannot
 * take the mark away, since the server's signature covers it. Stateless.
 */
public final class DowngradeSentinel {
  /** "DOWNGRD", which one more byte follows. */
  private static final byte[] MARK = {0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44};

  private static final int LAST = Randoms.LENGTH - 1;

  private DowngradeSentinel() {}

  /** Whether a random ends in that mark, or in the one for TLS 1.2 of a server that speaks 1.3. */
  public static boolean endsIn(byte[] random) {
    return isMarked(random, 1) || below(random);
  }

  /** The mark of a server that speaks TLS 1.2 or higher and agreed to TLS 1.1 or older. */
  public static boolean below(byte[] random) {
    return isMarked(random, 0);
  }

  private static boolean isMarked(byte[] random, int last) {
    return random[LAST] == last
        && Arrays.equals(random, LAST - MARK.length, LAST, MARK, 0, MARK.length);
  }
}
