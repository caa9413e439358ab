package io.gasket.tls.handshake.exchange;

import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.security.InvalidKeyException;
import java.util.List;

/**
 * ServerECDHParams (RFC 8422 5.4).
 *
 * @param group the named curve
 * @param point the server's public value
 */
record EcdheParameters(NamedGroup group, byte[] point) {
  private static final int NAMED_CURVE = 3;

  static EcdheParameters read(Cursor message, List<NamedGroup> offered) throws TlsFailure {
    int curveType = message.u8("curve_type");
    if (curveType != NAMED_CURVE) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.UNSUPPORTED_CURVE_TYPE,
          "ServerKeyExchange has curve_type "
              + curveType
              + "; RFC 8422 5.4 leaves only named_curve(3)");
    }
    int code = message.u16("namedcurve");
    NamedGroup group = NamedGroup.of(code);
    if (group == null || !offered.contains(group)) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.GROUP_NOT_OFFERED,
          "ServerKeyExchange uses "
              + (group == null ? "group " + code : group.rfcName())
              + "; offered were "
              + String.join(", ", offered.stream().map(NamedGroup::rfcName).toList()));
    }
    return new EcdheParameters(group, message.bytes8("public", 1, 255));
  }

  byte[] encode() {
    Wire wire = new Wire(4 + point.length);
    wire.u8(NAMED_CURVE).u16(group.code());
    int mark = wire.open8();
    return wire.bytes(point).close(mark).toBytes();
  }

  /** Agrees with the peer's public value; its failures become illegal_parameter (RFC 8422 5.11). */
  static byte[] agree(KeyShare share, byte[] peer, String message) throws TlsFailure {
    try {
      return share.agree(peer);
    } catch (InvalidKeyException e) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.BAD_KEY_SHARE,
          "the public value in "
              + message
              + " is not a valid one of "
              + share.group().rfcName()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
