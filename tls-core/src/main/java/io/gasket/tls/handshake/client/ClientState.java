package io.gasket.tls.handshake.client;

import io.gasket.tls.handshake.HandshakeState;

/**
 * The client's states, in the order of a full handshake (RFC 5246 7.3); a resumed one goes from the
 * first to the last three.
 */
sealed interface ClientState extends HandshakeState
    permits ExpectServerHello,
        ExpectServerCertificate,
        ExpectCertificateStatus,
        ExpectServerKeyExchange,
        ExpectCertificateRequest,
        ExpectServerHelloDone,
        ExpectNewSessionTicket,
        ExpectServerChangeCipherSpec,
        ExpectServerFinished {}
