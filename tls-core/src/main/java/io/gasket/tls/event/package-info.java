/**
 * What an application can observe: the event sink that engines report to, and the key log. Values
 * of the spec floor, bytes from the wire and primitives only; no logging framework, no formatting
 * of events, no I/O. Sinks that turn events into something else live elsewhere: {@code event.jfr},
 * {@code report}.
 */
package io.gasket.tls.event;
