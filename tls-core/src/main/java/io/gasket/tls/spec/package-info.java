/**
 * The wire vocabulary of TLS 1.2: alerts, content types, suites, groups, schemes, limits and the
 * one failure type. Values only; nothing here reads bytes, holds keys or keeps state. This is the
 * ground floor and imports no other package of ours.
 */
package io.gasket.tls.spec;
