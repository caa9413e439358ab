package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.MaxFragmentLength;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/**
 * max_fragment_length: answered with the length asked for (RFC 6066 4), except in a resumption,
 * which has its session's and processes no extension that began with the session (RFC 5246
 * 7.4.1.4).
 */
final class AnswerMaxFragmentLength implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.MAX_FRAGMENT_LENGTH;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.fragmentLengthCode(MaxFragmentLength.read(body));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    int length = agreed.limits().maxFragmentLength();
    return length == 0 || agreed.credential() == null ? null : MaxFragmentLength.encode(length);
  }
}
