/**
 * Fixtures shared by the tests of all modules: certificates and keys made in memory. No tests here,
 * and nothing that reads a prepared file.
 */
package io.gasket.tls.testing;
