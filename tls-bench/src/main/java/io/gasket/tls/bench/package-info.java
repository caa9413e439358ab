/**
 * JMH benchmarks, and programs that measure what JMH cannot; {@code java -jar
 * tls-bench/target/benchmarks.jar NAME} runs a benchmark. Every TLS library stands behind the small
 * interfaces of {@code io.gasket.tls.bench.contest} ({@code Contestant}, {@code Arena}, {@code
 * Side}), and {@code io.gasket.tls.bench.peer.Contestants} finds one by name: what is measured here
 * knows no library but through them.
 */
package io.gasket.tls.bench;
