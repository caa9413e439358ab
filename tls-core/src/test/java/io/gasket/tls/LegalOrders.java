package io.gasket.tls;

import io.gasket.tls.spec.ContentType;
import java.util.List;
import java.util.stream.Stream;

/** The orders of messages that RFC 5246 7.3 allows, one table a role and variant. */
final class LegalOrders {
  private LegalOrders() {}

  /** A step that a legal handshake has at its place. */
  enum Step {
    CLIENT_HELLO(1),
    SERVER_HELLO(2),
    NEW_SESSION_TICKET(4),
    CERTIFICATE(11),
    EMPTY_CERTIFICATE(11),
    SERVER_KEY_EXCHANGE(12),
    CERTIFICATE_REQUEST(13),
    SERVER_HELLO_DONE(14),
    CERTIFICATE_VERIFY(15),
    CLIENT_KEY_EXCHANGE(16),
    CHANGE_CIPHER_SPEC(-ContentType.CHANGE_CIPHER_SPEC),
    FINISHED(20);

    final int type;

    Step(int type) {
      this.type = type;
    }
  }

  /**
   * A connection's variant: its context and the orders that are legal in it.
   *
   * @param server whether the engine under test is the server
   * @param kind of handshake
   * @param optional whether the server asks for a client certificate, or announces a ticket
   */
  record Variant(String name, boolean server, Kind kind, boolean optional, List<List<Step>> legal) {
    boolean resumes() {
      return kind == Kind.BY_ID || kind == Kind.BY_TICKET;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** How a handshake begins. */
  enum Kind {
    FULL,
    BY_ID,
    BY_TICKET,
    RENEGOTIATION
  }

  private static Variant server(String name, Kind kind, boolean asks, String... orders) {
    return new Variant(name, true, kind, asks, orders(orders));
  }

  private static Variant client(String name, Kind kind, boolean ticket, String... orders) {
    return new Variant(name, false, kind, ticket, orders(orders));
  }

  static final List<Variant> VARIANTS =
      List.of(
          server("server", Kind.FULL, false, "1 16 C 20"),
          server("server that asks", Kind.FULL, true, "1 E 16 C 20", "1 11 16 15 C 20"),
          server("server that resumes by id", Kind.BY_ID, false, "1 C 20"),
          server("server that resumes by ticket", Kind.BY_TICKET, false, "1 C 20"),
          server("server that renegotiates", Kind.RENEGOTIATION, false, "1 16 C 20"),
          server(
              "server that asks in a renegotiation",
              Kind.RENEGOTIATION,
              true,
              "1 E 16 C 20",
              "1 11 16 15 C 20"),
          client("client", Kind.FULL, false, "2 11 12 14 C 20", "2 11 12 13 14 C 20"),
          client(
              "client with a ticket", Kind.FULL, true, "2 11 12 14 4 C 20", "2 11 12 13 14 4 C 20"),
          client("client that resumes by id", Kind.BY_ID, false, "2 C 20"),
          client("client that resumes by id and gets a ticket", Kind.BY_ID, true, "2 4 C 20"),
          client("client that resumes by ticket", Kind.BY_TICKET, false, "2 C 20"),
          client("client whose ticket is renewed", Kind.BY_TICKET, true, "2 4 C 20"),
          client(
              "client that renegotiates",
              Kind.RENEGOTIATION,
              false,
              "2 11 12 14 C 20",
              "2 11 12 13 14 C 20"),
          client(
              "client that gets a ticket in a renegotiation",
              Kind.RENEGOTIATION,
              true,
              "2 11 12 14 4 C 20",
              "2 11 12 13 14 4 C 20"));

  /** Orders of message types; C is change_cipher_spec, E a Certificate without certificates. */
  private static List<List<Step>> orders(String... orders) {
    return Stream.of(orders)
        .map(order -> Stream.of(order.split(" ")).map(LegalOrders::step).toList())
        .toList();
  }

  private static Step step(String word) {
    return switch (word) {
      case "C" -> Step.CHANGE_CIPHER_SPEC;
      case "E" -> Step.EMPTY_CERTIFICATE;
      default ->
          Stream.of(Step.values())
              .filter(s -> s.type == Integer.parseInt(word))
              .findFirst()
              .orElseThrow();
    };
  }
}
