package io.gasket.tls.testing;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.ContentType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The records in what an engine sends, by their headers. */
public final class SentRecords {
  private SentRecords() {}

  /** The lengths of all fragments, in their order. */
  public static List<Integer> fragments(byte[] net) {
    return fragments(net, ContentType.CHANGE_CIPHER_SPEC, ContentType.APPLICATION_DATA);
  }

  /** The length of the longest fragment of a handshake record. */
  public static int longestHandshake(byte[] net) {
    return Collections.max(fragments(net, ContentType.HANDSHAKE, ContentType.HANDSHAKE));
  }

  /** The lengths of the plaintexts of application data that an engine sealed. */
  public static List<Integer> plaintexts(byte[] net, TlsEngine sealer) {
    int overhead = sealer.info().suite().cipher().overhead();
    return fragments(net, ContentType.APPLICATION_DATA, ContentType.APPLICATION_DATA).stream()
        .map(length -> length - overhead)
        .toList();
  }

  private static List<Integer> fragments(byte[] net, int leastType, int mostType) {
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < net.length; ) {
      int length = (net[at + 3] & 0xff) << 8 | (net[at + 4] & 0xff);
      if (net[at] >= leastType && net[at] <= mostType) {
        lengths.add(length);
      }
      at += 5 + length;
    }
    return lengths;
  }
}
