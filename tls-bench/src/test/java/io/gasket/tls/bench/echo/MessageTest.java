package io.gasket.tls.bench.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The messages of the crowd, and the check of their echoes")
class MessageTest {
  private final Message message = new Message(1);

  /** A copy, as an echo comes in another buffer. */
  private static ByteBuffer copy(ByteBuffer sent) {
    return ByteBuffer.allocate(sent.remaining()).put(sent.duplicate()).flip();
  }

  @Test
  @DisplayName("lengths are 1 to 100 and all of them come")
  void lengths() {
    Set<Integer> lengths = new TreeSet<>();
    for (int i = 0; i < 5_000; i++) {
      lengths.add(message.next().remaining());
    }
    assertEquals(IntStream.rangeClosed(1, 100).boxed().collect(Collectors.toSet()), lengths);
  }

  @Test
  @DisplayName("an echo in parts")
  void parts() throws IOException {
    ByteBuffer echo = copy(message.next());
    int length = echo.limit();
    for (int i = 1; i <= length; i++) {
      assertFalse(message.isBack());
      message.check(echo.limit(i));
    }
    assertTrue(message.isBack());
  }

  @Test
  @DisplayName("any changed byte is seen")
  void changed() {
    int length = message.next().remaining();
    for (int i = 0; i < length; i++) {
      Message fresh = new Message(1);
      ByteBuffer echo = copy(fresh.next());
      echo.put(i, (byte) (echo.get(i) ^ 1));
      assertThrows(IOException.class, () -> fresh.check(echo));
    }
  }

  @Test
  @DisplayName("a byte too many is seen, in the same read and after it")
  void tooMany() throws IOException {
    ByteBuffer sent = message.next();
    ByteBuffer longer = ByteBuffer.allocate(sent.remaining() + 1).put(copy(sent)).rewind();
    assertThrows(IOException.class, () -> message.check(longer));
    message.check(copy(sent));
    assertThrows(IOException.class, () -> message.check(ByteBuffer.allocate(1)));
  }
}
