/**
 * One thread that drives any number of connections by a selector: accepting, connecting, handshakes
 * and their deadlines, back pressure, and closing so that the last bytes arrive. What is said on a
 * connection is an {@link io.gasket.tls.interop.loop.Exchange}, written elsewhere.
 */
package io.gasket.tls.interop.loop;
