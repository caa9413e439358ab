/** Our engine and pipeline against the TLS of the JDK, Bouncy Castle and Conscrypt, in one JVM. */
package io.gasket.tls.interop.jsse;
