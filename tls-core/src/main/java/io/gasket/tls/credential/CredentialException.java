package io.gasket.tls.credential;

import java.io.IOException;

/**
 * A credential or certificate file cannot be used. The message is one line that names the file as
 * it was given, says what is wrong and, where possible, what to do. It never holds passwords or key
 * material.
 */
public final class CredentialException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure without an underlying exception.
   *
   * @param source the file or files, as given, or what else the credential came from
   * @param problem what is wrong and what to do
   */
  CredentialException(String source, String problem) {
    this(source, problem, null);
  }

  CredentialException(String source, String problem, Throwable cause) {
    super(source + ": " + problem, cause);
  }
}
