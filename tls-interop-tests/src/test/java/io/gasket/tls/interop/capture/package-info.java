/** Our connections as a capture, read by tshark. */
package io.gasket.tls.interop.capture;
