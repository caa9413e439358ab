/**
 * The server and the client in the manner of {@code openssl s_server} and {@code s_client}, and
 * what they say on a connection. The loop that drives connections is not here.
 */
package io.gasket.tls.interop.program;
