/**
 * Whether a peer's certificates are believed: parsing them, finding a path to a trust anchor,
 * judging its signatures, keys, validity, constraints and purposes, what is at hand of revocation,
 * and matching the host name (RFC 5280, RFC 9525). Everything is decided from the bytes at hand;
 * nothing here fetches certificates, revocation lists or names. Our own certificates and keys live
 * in the credential package; handshake signatures are verified by the crypto floor.
 */
package io.gasket.tls.trust;
