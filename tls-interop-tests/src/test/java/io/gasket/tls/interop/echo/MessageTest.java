package io.gasket.tls.interop.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E3: random messages of 1 to 100 bytes, each byte of whose echo is checked. */
final class MessageTest {
  private final Message message = new Message(1);

  @Test
  @DisplayName("every length from 1 to 100 occurs, and no other")
  void lengths() {
    Set<Integer> lengths = new TreeSet<>();
    for (int i = 0; i < 10_000; i++) {
      lengths.add(message.next().remaining());
    }
    assertEquals(100, lengths.size());
    assertTrue(lengths.contains(1) && lengths.contains(100), lengths::toString);
  }

  @Test
  @DisplayName("an echo is complete when its last byte has come, in however many pieces")
  void pieces() {
    for (int i = 0; i < 200; i++) {
      byte[] sent = copy(message.next());
      for (int at = 0; at < sent.length; at++) {
        assertFalse(message.isComplete());
        assertTrue(message.takes(ByteBuffer.wrap(sent, at, 1)));
      }
      assertTrue(message.isComplete());
    }
  }

  @Test
  @DisplayName("one wrong bit, or one byte too many, is found")
  void wrongEcho() {
    byte[] sent = copy(message.next());
    byte[] more = ByteBuffer.allocate(sent.length + 1).put(sent).array();
    assertFalse(message.takes(ByteBuffer.wrap(more)));
    sent[sent.length - 1] ^= 1;
    assertFalse(message.takes(ByteBuffer.wrap(sent)));
  }

  private static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
