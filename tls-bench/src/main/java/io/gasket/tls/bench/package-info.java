/** JMH benchmarks; {@code java -jar tls-bench/target/benchmarks.jar NAME -prof gc} runs one. */
package io.gasket.tls.bench;
