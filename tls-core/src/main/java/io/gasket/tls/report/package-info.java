/**
 * The handshake report: what crossed the wire and what the engine made of it, as text in one time
 * line. Reads events alone; knows no engine and holds no secret.
 */
package io.gasket.tls.report;
