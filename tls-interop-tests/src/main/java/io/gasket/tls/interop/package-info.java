/**
 * The runnable programs of {@code gasket.jar}: the entry point, and the rule by which every program
 * reports a failure (one line, an exit code, no stack trace). The programs themselves live in the
 * packages below, one subject each.
 */
package io.gasket.tls.interop;
