package io.gasket.tls.crypto.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.Groups;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EnginePair;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Key pairs made ahead")
class PreparedKeySharesTest {
  private static final CryptoProvider STANDARD = CryptoProviders.standard();
  private static final NamedGroup GROUP = NamedGroup.X25519;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Counting maker = new Counting();
  private final PreparedKeyShares prepared =
      new PreparedKeyShares(maker, STANDARD.random(), tasks::add, 4);

  /** Counts what is made and what is destroyed. */
  private static class Counting implements Groups {
    final AtomicInteger made = new AtomicInteger();
    final AtomicInteger destroyed = new AtomicInteger();

    @Override
    public Set<NamedGroup> supported() {
      return Set.of(GROUP);
    }

    @Override
    public KeyShare generate(NamedGroup group, SecureRandom random) {
      made.incrementAndGet();
      KeyShare share = STANDARD.groups().generate(group, random);
      return new KeyShare() {
        @Override
        public NamedGroup group() {
          return share.group();
        }

        @Override
        public byte[] publicValue() {
          return share.publicValue();
        }

        @Override
        public byte[] agree(byte[] peer) throws InvalidKeyException {
          return share.agree(peer);
        }

        @Override
        public void destroy() {
          destroyed.incrementAndGet();
          share.destroy();
        }
      };
    }
  }

  private KeyShare take() {
    return prepared.generate(GROUP, STANDARD.random());
  }

  @Test
  @DisplayName("the first is made at once, the next wait ready, more are made when half are gone")
  void stock() {
    assertEquals(Set.of(GROUP), prepared.supported());
    assertEquals(0, prepared.ready(GROUP));
    take();
    assertEquals(1, maker.made.get());
    tasks.remove().run();
    assertEquals(4, prepared.ready(GROUP));
    assertEquals(5, maker.made.get());
    take();
    assertTrue(tasks.isEmpty());
    take();
    assertEquals(1, tasks.size());
    take();
    take();
    assertEquals(5, maker.made.get());
    assertEquals(1, tasks.size(), "one task at a time");
    take();
    assertEquals(6, maker.made.get());
    tasks.remove().run();
    assertEquals(4, prepared.ready(GROUP));
  }

  @Test
  @DisplayName("pairs made ahead agree as others do")
  void agrees() throws Exception {
    take();
    tasks.remove().run();
    KeyShare ours = take();
    KeyShare theirs = STANDARD.groups().generate(GROUP, STANDARD.random());
    assertArrayEquals(ours.agree(theirs.publicValue()), theirs.agree(ours.publicValue()));
  }

  @Test
  @DisplayName("each group has a stock of its own")
  void groups() {
    take();
    prepared.generate(NamedGroup.SECP256R1, STANDARD.random());
    tasks.forEach(Runnable::run);
    assertEquals(NamedGroup.SECP256R1, prepared.generate(NamedGroup.SECP256R1, null).group());
    assertEquals(GROUP, take().group());
  }

  @Test
  @DisplayName("an executor that rejects leaves the work to whoever needs a pair")
  void rejected() {
    List<Runnable> asked = new ArrayList<>();
    PreparedKeyShares without =
        new PreparedKeyShares(
            maker,
            STANDARD.random(),
            task -> {
              asked.add(task);
              throw new RejectedExecutionException();
            },
            1);
    without.generate(GROUP, STANDARD.random());
    without.generate(GROUP, STANDARD.random());
    assertEquals(2, maker.made.get());
    assertEquals(2, asked.size(), "it is asked again");
  }

  @Test
  @DisplayName("a task that fails is followed by another")
  void failing() {
    PreparedKeyShares failing = new PreparedKeyShares(maker, null, tasks::add, 1);
    failing.generate(GROUP, STANDARD.random());
    assertThrows(RuntimeException.class, () -> tasks.remove().run());
    failing.generate(GROUP, STANDARD.random());
    assertEquals(1, tasks.size());
  }

  @Test
  @DisplayName("closing destroys what waits, and what a running task still makes")
  void closed() {
    take();
    tasks.remove().run();
    prepared.close();
    assertEquals(0, prepared.ready(GROUP));
    assertEquals(4, maker.destroyed.get());
    take();
    assertEquals(6, maker.made.get());
    assertTrue(tasks.isEmpty());

    Queue<Runnable> later = new ArrayDeque<>();
    PreparedKeyShares[] closing = new PreparedKeyShares[1];
    Counting closer =
        new Counting() {
          @Override
          public KeyShare generate(NamedGroup group, SecureRandom random) {
            if (made.get() == 2) {
              closing[0].close();
            }
            return super.generate(group, random);
          }
        };
    closing[0] = new PreparedKeyShares(closer, STANDARD.random(), later::add, 4);
    closing[0].generate(GROUP, STANDARD.random());
    later.remove().run();
    assertEquals(3, closer.made.get());
    assertEquals(2, closer.destroyed.get());
  }

  @Test
  @DisplayName("no pair is given out twice, however many threads ask")
  void threads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (PreparedKeyShares shared =
        new PreparedKeyShares(STANDARD.groups(), STANDARD.random(), pool, 16)) {
      Set<String> seen = ConcurrentHashMap.newKeySet();
      List<Future<?>> users = new ArrayList<>();
      for (int user = 0; user < 3; user++) {
        users.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 300; i++) {
                    KeyShare share = shared.generate(GROUP, STANDARD.random());
                    assertTrue(seen.add(HexFormat.of().formatHex(share.publicValue())));
                  }
                }));
      }
      for (Future<?> user : users) {
        user.get();
      }
      assertEquals(900, seen.size());
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#all")
  @DisplayName("handshakes, with fresh keys each")
  void handshakes(CryptoProvider provider) throws Exception {
    PreparedKeyShares shared =
        new PreparedKeyShares(provider.groups(), provider.random(), Runnable::run, 2);
    SecurityContext server = Contexts.server(provider.withGroups(shared)).build();
    SecurityContext client = Contexts.client(provider.withGroups(shared)).sessions(null).build();
    for (int i = 0; i < 3; i++) {
      EnginePair pair = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
      assertEquals("ready", pair.pass("ready", pair.client(), pair.server()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  @DisplayName("a capacity out of range is refused")
  void capacity(int capacity) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PreparedKeyShares(maker, STANDARD.random(), tasks::add, capacity));
  }
}
