/**
 * What a benchmark sees of any TLS library: a {@link io.gasket.tls.bench.contest.Contestant}
 * prepares an {@link io.gasket.tls.bench.contest.Arena} (the contexts of both ends) for a {@link
 * io.gasket.tls.bench.contest.Setting}, and the arena makes {@link
 * io.gasket.tls.bench.contest.Side}s, the two ends of connections, which transform bytes and do no
 * I/O. Here too: the memory between two sides, the certificates all share, and the proof from the
 * bytes on the wire that each did what the setting says. No library is adapted here; see {@code
 * io.gasket.tls.bench.peer}, whose {@code Contestants} finds one by name.
 */
package io.gasket.tls.bench.contest;
