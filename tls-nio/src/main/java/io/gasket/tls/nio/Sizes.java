package io.gasket.tls.nio;

import io.gasket.tls.TlsEngine;

/** The sizes, in bytes, that pipelines work in and the shared pool keeps. */
final class Sizes {
  /** A short message or an alert. */
  static final int MESSAGE = 512;

  /** The common flight of a handshake. */
  static final int FLIGHT = 4_096;

  /** Any one record, rounded up to a multiple of {@link #MESSAGE}. */
  static final int RECORD = (TlsEngine.MAX_RECORD + MESSAGE - 1) / MESSAGE * MESSAGE;

  /** Several records, for one system call. */
  static final int BULK = 4 * RECORD;

  /** As much plaintext as is sealed at once: four full records, which fit {@link #BULK}. */
  static final int PLAINTEXT = 4 * 16_384;

  private Sizes() {}

  /** The next size up. */
  static int larger(int size) {
    return size < FLIGHT ? FLIGHT : size < RECORD ? RECORD : BULK;
  }

  /** The next size down. */
  static int smaller(int size) {
    return size > RECORD ? RECORD : size > FLIGHT ? FLIGHT : MESSAGE;
  }
}
