package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.MaxFragmentLength;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** max_fragment_length: asks for shorter records; the answer repeats the length (RFC 6066 4). */
final class OfferMaxFragmentLength implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.MAX_FRAGMENT_LENGTH;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    int wanted = attempt.settings().policy().maxFragmentLength();
    return wanted == 0 ? null : MaxFragmentLength.encode(wanted);
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    int granted = MaxFragmentLength.of(MaxFragmentLength.read(body), "the server");
    int wanted = attempt.settings().policy().maxFragmentLength();
    if (granted != wanted) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.FRAGMENT_LENGTH_CHANGED,
          "the server's max_fragment_length is for "
              + granted
              + " bytes, but "
              + wanted
              + " were asked for; RFC 6066 4 lets it repeat them or leave them unanswered");
    }
    answers.maxFragmentLength(granted);
  }
}
