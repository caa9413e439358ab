package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.RecordSizeLimit;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** record_size_limit: answered with our own in every handshake, resumptions too (RFC 8449 4). */
final class AnswerRecordSizeLimit implements ServerExtension {
  @Override
  public int type() {
    return ExtensionType.RECORD_SIZE_LIMIT;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    offer.recordSizeLimit(RecordSizeLimit.read(body, "the client"));
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    int ours = agreed.limits().recordSizeLimit();
    return ours == 0 ? null : RecordSizeLimit.encode(ours);
  }
}
