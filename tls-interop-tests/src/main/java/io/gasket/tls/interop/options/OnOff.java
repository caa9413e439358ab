package io.gasket.tls.interop.options;

/** What switches take, in any case. */
enum OnOff {
  /** Switched on. */
  ON,
  /** Switched off. */
  OFF
}
