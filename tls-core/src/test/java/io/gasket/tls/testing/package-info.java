/** Fixtures that the tests of several packages and modules share. No test classes. */
package io.gasket.tls.testing;
