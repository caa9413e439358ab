package io.gasket.tls.record;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/**
 * The failures of opening a record, apart from the openers so that their usual path stays short.
 */
final class Refused {
  private Refused() {}

  static TlsFailure tooLong(int type, int fragmentLength, int most) {
    return TlsFailure.local(
        Alert.RECORD_OVERFLOW,
        Reason.RECORD_TOO_LONG,
        "A record of type "
            + ContentType.name(type)
            + " has a fragment of "
            + fragmentLength
            + " bytes; with at most "
            + FrameParser.MAX_PLAINTEXT
            + " of plaintext it can have "
            + most
            + " (RFC 5246 6.2.1 and 6.2.3).");
  }

  static TlsFailure tooShort(int type, int fragmentLength, int least, BulkCipher cipher) {
    return TlsFailure.local(
        Alert.BAD_RECORD_MAC,
        Reason.RECORD_TOO_SHORT,
        "A record of type "
            + ContentType.name(type)
            + " has a fragment of "
            + fragmentLength
            + " bytes; "
            + cipher.label()
            + " alone adds "
            + least
            + " to every plaintext (RFC 5246 6.2.3.3). The peer sent it unprotected or cut it.");
  }

  static TlsFailure notAuthentic(int type, long sequence, int fragmentLength, BulkCipher cipher) {
    return TlsFailure.local(
        Alert.BAD_RECORD_MAC,
        Reason.RECORD_NOT_AUTHENTIC,
        "Record "
            + sequence
            + " under this key, of type "
            + ContentType.name(type)
            + " with a fragment of "
            + fragmentLength
            + " bytes, does not verify with "
            + cipher.label()
            + " (RFC 5246 6.2.3.3). It was changed, repeated or reordered on the way, or the two sides do not hold the same"
            + " keys.");
  }
}
