/**
 * Echo over loopback sockets: servers of several makes behind {@link
 * io.gasket.tls.bench.echo.EchoServer}, each in a JVM of its own ({@link
 * io.gasket.tls.bench.echo.ServerProcess}), and one crowd of clients ({@link
 * io.gasket.tls.bench.echo.Crowd}) for all of them.
 */
package io.gasket.tls.bench.echo;
