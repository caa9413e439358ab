package io.gasket.tls.interop.session;

import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;

/** Why a connection failed, in one line: reason with its number, explanation, alert. */
public final class FailureLine {
  private FailureLine() {}

  /** The line, without line break. */
  public static String of(IOException failure) {
    TlsFailure known =
        failure instanceof TlsFailure tls
            ? tls
            : TlsFailure.transport(Reason.TRANSPORT_FAILED, ProgramFailure.text(failure), failure);
    return ProgramFailure.oneLine(known.getMessage());
  }
}
