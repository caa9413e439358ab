/**
 * Peers for the interop tests: processes of other programs, and our own servers and clients in this
 * JVM for them to talk to. All listen on 127.0.0.1 at free ports, give up waiting after a bounded
 * time, and end when they are closed. What is tested lives in the packages beside this one.
 */
package io.gasket.tls.interop.peer;
