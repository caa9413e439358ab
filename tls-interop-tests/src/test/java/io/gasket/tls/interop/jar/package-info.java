/** Tests that run {@code gasket.jar} as its users do: as processes. */
package io.gasket.tls.interop.jar;
