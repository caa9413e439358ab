/**
 * Handshake messages as values: bounds-checked cursors over bytes, one small codec per message, the
 * reassembly of messages from record fragments. Extension bodies live in {@code extension} below. A
 * codec checks form only (RFC 5246's decode_error); what a value means for the handshake is judged
 * on the handshake floor.
 */
package io.gasket.tls.message;
