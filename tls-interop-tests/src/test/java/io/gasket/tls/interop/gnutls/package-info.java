/** Our side against GnuTLS's command line programs. */
package io.gasket.tls.interop.gnutls;
