package io.gasket.tls.handshake;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.SigningOperation;
import io.gasket.tls.crypto.Pending;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.spec.TlsFailure;

/** Waits for a signature by a private key that is elsewhere. */
public final class AwaitSignature implements Awaiting {
  private final Credential credential;
  private final SigningOperation operation;
  private final Next next;

  /** What follows the signature. */
  @FunctionalInterface
  public interface Next {
    /** Sends what the signature was made for; gives the state that follows. */
    HandshakeState with(DigitallySigned signature, Flight out) throws TlsFailure;
  }

  AwaitSignature(Credential credential, SigningOperation operation, Next next) {
    this.credential = credential;
    this.operation = operation;
    this.next = next;
  }

  @Override
  public String expects() {
    return "our own signature (" + operation.scheme().rfcName() + ")";
  }

  @Override
  public Pending<?> pending() {
    return operation.outcome();
  }

  @Override
  public HandshakeState resume(Flight out) throws TlsFailure {
    Exception failure = operation.outcome().failure();
    if (failure != null) {
      throw PreparedCredential.signingFailed(credential, operation.scheme(), failure);
    }
    return next.with(
        new DigitallySigned(operation.scheme().code(), operation.outcome().value()), out);
  }
}
