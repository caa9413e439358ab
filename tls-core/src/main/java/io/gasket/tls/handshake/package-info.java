/**
 * What both roles of a handshake share: the driver that feeds messages to states, the flight that
 * carries their answers, the transcript, the key schedule, and the proofs that a signature or a
 * Finished was verified. The states themselves live in {@code client} and {@code server}, the kinds
 * of key exchange in {@code exchange}.
 */
package io.gasket.tls.handshake;
