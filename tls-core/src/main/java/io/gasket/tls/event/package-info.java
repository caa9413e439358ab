/**
 * What an application can observe: the event sink that engines report to. Values of the spec floor
 * and primitives only; no logging framework, no formatting, no I/O.
 */
package io.gasket.tls.event;
