/**
 * What is printed about a connection: its session's facts, and the line for one that failed.
 * Nothing here reads or writes a connection.
 */
package io.gasket.tls.interop.session;
