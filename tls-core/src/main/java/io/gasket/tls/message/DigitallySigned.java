package io.gasket.tls.message;

import io.gasket.tls.spec.TlsFailure;

/**
 * A signature with its algorithm (RFC 5246 4.7): all of CertificateVerify, the tail of
 * ServerKeyExchange. The array is not changed.
 *
 * @param scheme wire code
 * @param signature the signature
 */
public record DigitallySigned(int scheme, byte[] signature) {
  /** Reads what is left of a message to its last byte; decode_error for any other form. */
  public static DigitallySigned read(Cursor rest) throws TlsFailure {
    int scheme = rest.u16("algorithm");
    byte[] signature = rest.bytes16("signature", 0, 0xffff);
    rest.end();
    return new DigitallySigned(scheme, signature);
  }

  /** Writes algorithm and signature. */
  public void write(Wire body) {
    body.u16(scheme);
    int mark = body.open16();
    body.bytes(signature).close(mark);
  }
}
