/**
 * The primitives of Bouncy Castle by its lightweight API alone: no JCA provider is registered or
 * asked, and JCA keys come in through their encodings. Whoever wants Bouncy Castle's JCA provider
 * hands it to the {@code jca} package.
 */
package io.gasket.tls.crypto.bc;
