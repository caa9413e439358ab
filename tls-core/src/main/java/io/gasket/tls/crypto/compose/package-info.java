/**
 * Crypto providers put together from the others, and their choice by name. Each choice gives its
 * reason, speed or safety; no primitive is adapted here.
 */
package io.gasket.tls.crypto.compose;
