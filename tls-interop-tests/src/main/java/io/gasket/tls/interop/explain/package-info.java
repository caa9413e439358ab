/** The program that looks up alerts and reasons. The texts themselves live in tls-core. */
package io.gasket.tls.interop.explain;
