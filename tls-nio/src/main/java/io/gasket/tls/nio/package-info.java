/**
 * What carries bytes between a channel and the engine: {@link io.gasket.tls.nio.SecurePipeline},
 * its reading and writing halves, and the pool their buffers come from. Blocking and non-blocking
 * channels take the same code. The protocol lives in the engine; selectors, loops and threads are
 * the application's: none are made here.
 */
package io.gasket.tls.nio;
