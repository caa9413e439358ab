/**
 * Our own keys and certificates: {@link io.gasket.tls.credential.Credential} is a private key with
 * its chain, read from PEM, PKCS#12, JKS or a loaded key store and checked once; {@link
 * io.gasket.tls.credential.CredentialStore} binds credentials to host names; {@link
 * io.gasket.tls.credential.ServerSelection} and {@link io.gasket.tls.credential.ClientSelection}
 * choose among them, as pure functions that explain a refusal. Nothing here judges a peer's
 * certificates (that is {@code trust}) and nothing here signs handshakes (that is {@code crypto}).
 * Files are read while a credential is loaded, never later.
 */
package io.gasket.tls.credential;
