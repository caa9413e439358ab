package io.gasket.tls.bench.echo;

import io.gasket.tls.bench.contest.Side;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Seals and opens once, by the JDK's bare cipher, what came without TLS: with the plain loop around
 * it the least that a server over this cipher can take for an echo.
 */
final class BareCipher implements PlainLink.Work {
  private static final int SMALL_RECORD = 1_024;

  private final Side side;
  private final ByteBuffer sealed = ByteBuffer.allocate(SMALL_RECORD);

  /**
   * @param side opens what it has sealed
   */
  BareCipher(Side side) {
    this.side = side;
  }

  @Override
  public void on(ByteBuffer text) throws IOException {
    ByteBuffer opened = text.duplicate();
    side.seal(text, sealed.clear());
    side.open(sealed.flip(), opened);
  }
}
