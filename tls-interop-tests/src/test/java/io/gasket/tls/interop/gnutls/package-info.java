/** Our server against {@code gnutls-cli}, our client against {@code gnutls-serv}. */
package io.gasket.tls.interop.gnutls;
