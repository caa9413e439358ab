/**
 * The client's handshake: one small state a message, in the order of RFC 5246 7.3, and the
 * extensions a client offers. What a client is configured with comes in as {@link
 * io.gasket.tls.handshake.client.ClientSettings}.
 */
package io.gasket.tls.handshake.client;
