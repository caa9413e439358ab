/**
 * The TLS libraries as contestants, one file or two each; {@link
 * io.gasket.tls.bench.peer.Contestants} is the list of them. Each is told to do the same, and
 * nothing is measured here.
 */
package io.gasket.tls.bench.peer;
