/**
 * What tests of several packages and modules share: the crypto providers and the kinds of buffer
 * they run on, recorded connections, outside test vectors, assertions. No test classes.
 */
package io.gasket.tls.testing;
