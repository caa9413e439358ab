package io.gasket.tls.credential;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;

/** What came of a server's selection: either everything, or the explanation why not. */
public sealed interface Selection permits Selection.Choice, Selection.Refusal {
  /**
   * All four, which fit each other and both sides.
   *
   * @param credential the certificate chain to send and the key to sign with
   * @param suite the cipher suite
   * @param group the group for key agreement
   * @param scheme the scheme of the key exchange signature
   */
  record Choice(Credential credential, CipherSuite suite, NamedGroup group, SignatureScheme scheme)
      implements Selection {}

  /**
   * Nothing fits.
   *
   * @param reason one of {@link Reason#NO_COMMON_SUITE}, {@link Reason#NO_COMMON_GROUP}, {@link
   *     Reason#NO_COMMON_SCHEME}, {@link Reason#MISSING_SIGNATURE_ALGORITHMS}, {@link
   *     Reason#UNRECOGNIZED_NAME}, {@link Reason#NO_CREDENTIAL}
   * @param detail what was offered, what was held, why each pair failed, what to change; of bounded
   *     length, whatever the peer offered
   */
  record Refusal(Reason reason, String detail) implements Selection {}
}
