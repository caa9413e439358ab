/**
 * From the JSON of a JMH run to a table and a chart; {@link io.gasket.tls.bench.Report} is the
 * program. All is by CPU time, {@code cpuNs}, the median of the iterations, and ratios are to the
 * figures of the same run.
 */
package io.gasket.tls.bench.report;
