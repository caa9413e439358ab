package io.gasket.tls.message;

import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * CertificateRequest (RFC 5246 7.4.4). The arrays are not changed.
 *
 * @param types ClientCertificateType codes, at least one
 * @param schemes SignatureAndHashAlgorithm codes, at least one
 * @param authorities DER of distinguished names, possibly none
 */
public record CertificateRequest(int[] types, int[] schemes, List<byte[]> authorities) {
  /** ClientCertificateType for RSA keys (RFC 5246 7.4.4). */
  public static final int RSA_SIGN = 1;

  /** ClientCertificateType for EC and Edwards-curve keys (RFC 8422 5.5). */
  public static final int ECDSA_SIGN = 64;

  /** Copies the list. */
  public CertificateRequest {
    authorities = List.copyOf(authorities);
  }

  /** Reads the body to its last byte; decode_error for any other form. */
  public static CertificateRequest read(Cursor body) throws TlsFailure {
    byte[] typeBytes = body.bytes8("certificate_types", 1, 255);
    int[] types = new int[typeBytes.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = typeBytes[i] & 0xff;
    }
    int[] schemes =
        body.vector16("supported_signature_algorithms", 2, 0xfffe)
            .u16s("supported_signature_algorithms");
    Cursor list = body.vector16("certificate_authorities", 0, 0xffff);
    body.end();
    List<byte[]> authorities = new ArrayList<>();
    while (list.remaining() > 0) {
      authorities.add(list.bytes16("DistinguishedName", 1, 0xffff));
    }
    return new CertificateRequest(types, schemes, authorities);
  }

  /** The whole message as bytes. */
  public byte[] encode() {
    return HandshakeMessage.encode(
        HandshakeType.CERTIFICATE_REQUEST,
        body -> {
          int typeList = body.open8();
          for (int type : types) {
            body.u8(type);
          }
          body.close(typeList);
          int schemeList = body.open16();
          for (int scheme : schemes) {
            body.u16(scheme);
          }
          body.close(schemeList);
          int names = body.open16();
          for (byte[] name : authorities) {
            int mark = body.open16();
            body.bytes(name).close(mark);
          }
          body.close(names);
        });
  }
}
