/**
 * What the programs beside the JMH benchmarks share: their command line, their way to fail, the
 * JVMs they start and talk with, tables, and facts of the machine. Knows neither TLS nor any
 * library.
 */
package io.gasket.tls.bench.load;
