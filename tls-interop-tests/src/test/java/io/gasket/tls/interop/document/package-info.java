/** Holds README.md and SPEC-NOTES.md to what they say: commands, examples, defaults, citations. */
package io.gasket.tls.interop.document;
