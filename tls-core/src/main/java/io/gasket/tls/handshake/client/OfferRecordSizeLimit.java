package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.RecordSizeLimit;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.TlsFailure;

/** record_size_limit: each side says how long records it takes (RFC 8449 4). */
final class OfferRecordSizeLimit implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.RECORD_SIZE_LIMIT;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    int ours = attempt.settings().policy().recordSizeLimit();
    return ours == 0 ? null : RecordSizeLimit.encode(ours);
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    answers.recordSizeLimit(RecordSizeLimit.read(body, "the server"));
  }
}
