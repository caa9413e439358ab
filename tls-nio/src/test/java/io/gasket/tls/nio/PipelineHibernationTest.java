package io.gasket.tls.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.TlsEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pipeline whose connection sleeps")
class PipelineHibernationTest {
  @Test
  @DisplayName("wakes by itself for reads and writes, and asks for readable as before")
  void wakes() throws IOException {
    Duo duo = Duo.connected();
    for (int i = 0; i < 3; i++) {
      int asked = duo.server.interestOps();
      assertTrue(duo.client.hibernate());
      assertTrue(duo.server.hibernate());
      assertEquals(asked, duo.server.interestOps());
      assertEquals(0, duo.server.read(ByteBuffer.allocate(10)));
      assertTrue(duo.server.hibernate());
      Duo.transfer(duo.client, duo.server, Duo.bytes(50_000));
      Duo.transfer(duo.server, duo.client, Duo.bytes(100));
    }
    duo.pool.assertSettled();
  }

  @Test
  @DisplayName("stays awake while opened bytes wait for their reader")
  void bytesWait() throws IOException {
    Duo duo = Duo.connected();
    assertEquals(100, duo.client.write(ByteBuffer.allocate(100)));
    assertEquals(10, duo.server.read(ByteBuffer.allocate(10)));
    assertFalse(duo.server.hibernate());
    assertEquals(90, duo.server.read(ByteBuffer.allocate(100)));
    assertTrue(duo.server.hibernate());
  }

  @Test
  @DisplayName("two threads wake it together: every byte comes through")
  void twoThreads() throws Exception {
    Duo duo = Duo.connected();
    byte[] bytes = Duo.bytes(2_000);
    for (int i = 0; i < 200; i++) {
      assertTrue(duo.server.hibernate());
      AtomicBoolean written = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                try {
                  written.set(duo.server.write(ByteBuffer.wrap(bytes)) == bytes.length);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      duo.client.write(ByteBuffer.wrap(bytes));
      writer.start();
      ByteBuffer read = ByteBuffer.allocate(2 * bytes.length);
      while (read.position() < bytes.length) {
        duo.server.read(read);
      }
      writer.join();
      assertTrue(written.get());
      ByteBuffer back = ByteBuffer.allocate(2 * bytes.length);
      while (back.position() < bytes.length) {
        duo.client.read(back);
      }
      assertEquals(ByteBuffer.wrap(bytes), back.flip());
    }
    assertTrue((duo.server.engine().needs() & TlsEngine.CONNECTED) != 0);
  }
}
