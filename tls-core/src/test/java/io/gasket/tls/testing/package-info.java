/**
 * What tests of several packages and modules share: the crypto providers they run on, and outside
 * test vectors.
 */
package io.gasket.tls.testing;
