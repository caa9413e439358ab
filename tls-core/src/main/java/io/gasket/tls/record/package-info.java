/**
 * The record layer (RFC 5246 6): splitting incoming bytes into records, and protecting the records
 * of one direction under one key. All of it works on the caller's buffers and arrays and allocates
 * nothing per record. What the bytes inside a record mean, when keys change and who owns which
 * buffer is decided above.
 */
package io.gasket.tls.record;
