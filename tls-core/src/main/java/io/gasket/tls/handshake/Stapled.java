package io.gasket.tls.handshake;

import java.util.List;

/**
 * What a server sent along with its certificate. Immutable; the arrays are not changed.
 *
 * @param ocspResponse of CertificateStatus (RFC 6066 8), empty without one
 * @param timestamps each SerializedSCT (RFC 6962 3.3)
 */
public record Stapled(byte[] ocspResponse, List<byte[]> timestamps) {
  /** Nothing. */
  public static final Stapled NOTHING = new Stapled(new byte[0], List.of());

  /** Copies the list. */
  public Stapled {
    timestamps = List.copyOf(timestamps);
  }
}
