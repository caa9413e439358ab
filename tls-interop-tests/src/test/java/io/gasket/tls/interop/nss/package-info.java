/**
 * Our engine with the test client and server of NSS, Firefox's library.
 *
 * <p>What these programs (3.87) cannot show: ALPN by the client, which offers none; keys of Ed25519
 * and, in TLS 1.2, of RSASSA-PSS; a handshake without extended_master_secret, as both always have
 * it; a record_size_limit of NSS's other than 2^14; staples by the server for EC keys, or not
 * signed with SHA-1, or of one's own making; by the client, what it thinks of a staple, which it
 * only counts, and close_notify after it sent data, for it waits for the server's.
 */
package io.gasket.tls.interop.nss;
