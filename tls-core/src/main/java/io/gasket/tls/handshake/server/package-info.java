/**
 * The server's handshake: one small state a message, in the order of RFC 5246 7.3, and the
 * extensions a server answers. What a server is configured with comes in as {@link
 * io.gasket.tls.handshake.server.ServerSettings}.
 */
package io.gasket.tls.handshake.server;
