/**
 * Our server with private keys that lie in a PKCS#11 token and never leave it. The token is
 * SoftHSM2's; its library reads its configuration from the environment, so the server is a process
 * of its own.
 */
package io.gasket.tls.interop.token;
