package io.gasket.tls.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Asserts that one side cuts its data into records of so many bytes, and the other knows it. */
  public static void assertCuts(int most, TlsEngine from, TlsEngine to, EnginePair pair)
      throws TlsFailure {
    assertEquals(most, from.info().fragmentLimits().sent());
    assertEquals(most, to.info().fragmentLimits().received());
    byte[] data = new byte[2 * most + 1];
    Arrays.fill(data, (byte) 7);
    byte[] net = pair.sealed(from, data);
    assertEquals(List.of(most, most, 1), plaintexts(net, from));
    assertArrayEquals(data, pair.deliver(net, to));
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
