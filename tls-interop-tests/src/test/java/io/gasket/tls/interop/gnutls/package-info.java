/** Our engine with GnuTLS's programs. */
package io.gasket.tls.interop.gnutls;
