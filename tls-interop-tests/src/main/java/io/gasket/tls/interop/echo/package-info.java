/**
 * The echo server and its crowd of clients: how fast do small messages go round, and at what cost
 * in memory and threads? Loop, options and session block come from the packages beside.
 */
package io.gasket.tls.interop.echo;
