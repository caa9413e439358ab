package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.HandshakeState;

/** The client's states, in the order of a full handshake (RFC 5246 7.3). */
sealed interface ClientState extends HandshakeState
    permits ExpectServerHello,
        ExpectServerCertificate,
        ExpectServerKeyExchange,
        ExpectCertificateRequest,
        ExpectServerHelloDone,
        ExpectServerChangeCipherSpec,
        ExpectServerFinished {}
