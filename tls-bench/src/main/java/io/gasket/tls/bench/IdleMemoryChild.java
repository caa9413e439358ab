package io.gasket.tls.bench;

import io.gasket.tls.bench.IdleMemory.Origin;
import io.gasket.tls.bench.IdleMemory.State;
import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Connection;
import io.gasket.tls.bench.contest.Place;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Group;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Setting.Suite;
import io.gasket.tls.bench.contest.Side;
import io.gasket.tls.bench.contest.Unsupported;
import io.gasket.tls.bench.contest.Wire;
import io.gasket.tls.bench.load.Figures;
import io.gasket.tls.bench.load.Machine;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.bench.peer.Contestants;
import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * A JVM with many idle connections, in memory. Of all of them the server's end stands; of a few,
 * spread among the others, the client's end too. Once all stand, those few exchange data, which
 * wakes a hibernated end, and lie down again. Then the heap is looked at, all the others are let
 * go, and it is looked at again: the difference is what they kept.
 */
final class IdleMemoryChild {
  private static final int MOST_KEPT = 100;

  /** One in so many at least is kept. */
  private static final int LEAST_SHARE = 10;

  private final Arena arena;
  private final State state;
  private final Wire wire = new Wire(Place.HEAP);
  private final Side[] servers;
  private final Side[] clients;

  private IdleMemoryChild(Arena arena, State state, int connections) {
    this.arena = arena;
    this.state = state;
    this.servers = new Side[connections];
    this.clients = new Side[Math.max(1, Math.min(MOST_KEPT, connections / LEAST_SHARE))];
  }

  /** As the arguments say: the contestant, how many connections, their origin and state. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    Resumption resumption =
        Origin.valueOf(args[2]) == Origin.FULL ? Resumption.NONE : Resumption.TICKET;
    Setting setting = new Setting(Suite.AES128GCM, Group.X25519, KeyKind.EC, false, resumption);
    try (Arena arena = Contestants.named(args[0]).arena(setting)) {
      Figures figures =
          new IdleMemoryChild(arena, State.valueOf(args[3]), Integer.parseInt(args[1])).measure();
      System.out.println(figures.line());
    } catch (ProgramFailure | Unsupported failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    } catch (OutOfMemoryError full) {
      System.err.println("the connections do not fit: " + full.getMessage());
      System.exit(1);
    }
  }

  private Figures measure() throws ProgramFailure, IOException, InterruptedException {
    int stride = servers.length / clients.length;
    for (int i = 0; i < servers.length; i++) {
      Connection connection = wire.connect(arena);
      servers[i] = connection.server();
      layDown(servers[i]);
      if (isKept(i)) {
        clients[i / stride] = connection.client();
      } else {
        connection.client().close();
      }
    }
    for (int i = 0; i < clients.length; i++) {
      checkAlive(clients[i], i * stride);
    }
    long all = Machine.settledHeap();
    for (int i = 0; i < servers.length; i++) {
      if (!isKept(i)) {
        servers[i].close();
        servers[i] = null;
      }
    }
    long few = Machine.settledHeap();
    return Figures.none()
        .with("each", Math.round((double) (all - few) / (servers.length - clients.length)))
        .with("woken", clients.length)
        .with("max", Runtime.getRuntime().maxMemory());
  }

  private boolean isKept(int server) {
    int stride = servers.length / clients.length;
    return server % stride == 0 && server / stride < clients.length;
  }

  private void checkAlive(Side client, int server) throws ProgramFailure, IOException {
    try {
      new Connection(client, servers[server]).checkEcho(Place.HEAP);
    } catch (IOException e) {
      throw new ProgramFailure(
          "connection %d of %d, %s, did not come back alive: %s"
              .formatted(server + 1, servers.length, state, e.getMessage()));
    }
    layDown(servers[server]);
  }

  private void layDown(Side server) throws ProgramFailure {
    if (state == State.HIBERNATED && !server.hibernate()) {
      throw new ProgramFailure("a connection cannot hibernate");
    }
  }
}
