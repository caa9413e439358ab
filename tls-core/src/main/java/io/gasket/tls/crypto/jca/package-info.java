/**
 * The primitives by way of the Java Cryptography Architecture: of the platform's default providers,
 * or of one provider with the platform's in the places it leaves open. What a provider can do is
 * found by trying it, once, at first need. No other library is used here, and nothing is registered
 * with the platform.
 */
package io.gasket.tls.crypto.jca;
