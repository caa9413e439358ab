/**
 * Which context and which credentials serve a connection, by facts that the engine does not know:
 * {@link io.gasket.tls.nio.binding.BindingTable} goes by the local address and port it came to,
 * {@link io.gasket.tls.nio.binding.CredentialFolder} by the files of a folder. The choice by host
 * name itself is the engine's and its {@code CredentialStore}'s; nothing here listens or accepts.
 */
package io.gasket.tls.nio.binding;
