/**
 * What an application sees of the engine: {@link io.gasket.tls.SecurityContext}, built once, the
 * {@link io.gasket.tls.TlsEngine} it makes per connection, and the {@link
 * io.gasket.tls.ConnectionInfo} that a finished handshake yields. The protocol itself lives on the
 * floors below; nothing here parses bytes or does I/O.
 */
package io.gasket.tls;
