/**
 * The kinds of key exchange, each one class a role behind two small doors. A new kind is a new pair
 * of files and a line in {@link io.gasket.tls.handshake.exchange.KeyExchanges}; no state of the
 * handshake knows which kind it drives.
 */
package io.gasket.tls.handshake.exchange;
