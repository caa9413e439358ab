/**
 * Sessions that can be resumed: their state, the caches that keep them, and the keys that seal them
 * into tickets. What may be resumed under today's policy is judged on the handshake floor.
 */
package io.gasket.tls.session;
