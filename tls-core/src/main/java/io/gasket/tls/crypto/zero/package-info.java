/**
 * AES-GCM for short records that allocates nothing, put together from the JDK's AES and Bouncy
 * Castle's constant-time GHASH multiplication. Which records are short enough, and who protects the
 * longer ones, is decided here; no cipher and no hash is written here.
 */
package io.gasket.tls.crypto.zero;
