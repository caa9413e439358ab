/** Our server against {@code openssl s_client}, our client against {@code openssl s_server}. */
package io.gasket.tls.interop.openssl;
