/** Our engine and pipeline against the JDK's own TLS, in one JVM. */
package io.gasket.tls.interop.jsse;
