package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.HandshakeState;

/**
 * The server's states, in the order of a full handshake (RFC 5246 7.3); a resumed one goes from the
 * first to the last two.
 */
sealed interface ServerState extends HandshakeState
    permits ExpectClientHello,
        AwaitHelloAnswer,
        ExpectClientCertificate,
        ExpectClientKeyExchange,
        ExpectCertificateVerify,
        ExpectClientChangeCipherSpec,
        ExpectClientFinished {}
