/**
 * The bodies of hello extensions, one small codec each: form only. Which extensions are offered and
 * answered, and what an answer means, is the handshake floor's business.
 */
package io.gasket.tls.message.extension;
