package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.SignatureVerified;
import io.gasket.tls.handshake.exchange.ClientExchange;

/**
 * The server has shown that it holds the key of a trusted chain and that the key exchange is its
 * own.
 */
record Authenticated(
    Agreement agreed,
    ServerIdentity identity,
    ClientExchange exchange,
    SignatureVerified signature) {}
