/**
 * What the programs share: groups of options, each declared once, with the engine's objects that
 * they stand for, and the failure that ends a program with one line. No program lives here.
 */
package io.gasket.tls.interop.options;
