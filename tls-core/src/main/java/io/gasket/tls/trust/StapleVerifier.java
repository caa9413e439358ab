package io.gasket.tls.trust;

import io.gasket.tls.spec.TlsFailure;

/** Judges the certificate status that a server staples (RFC 6066 8). Thread-safe. */
@FunctionalInterface
public interface StapleVerifier {
  /**
   * Judges a response, which may be any bytes, for the leaf of a chain.
   *
   * @param chain of the server, as its trust accepted it
   * @param response what the server sent as DER of an OCSPResponse; not to be changed
   * @throws TlsFailure certificate_revoked or bad_certificate_status_response when the response is
   *     not one that says the leaf is good now
   */
  void verify(VerifiedChain chain, byte[] response) throws TlsFailure;
}
