package io.gasket.tls.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.TlsEngine;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.TlsFailure;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A client's and a server's engine with somebody in between who changes handshake messages that
 * pass in the clear. Whoever refuses must say so on the wire, by the alert of its failure.
 */
public final class Interference {
  private final TlsEngine client;
  private final TlsEngine server;
  private final EnginePair pair;

  /** What is done to a message: others in its place, itself, or nothing at all. */
  @FunctionalInterface
  public interface Change {
    /** The bytes that go on in the message's place. */
    byte[] apply(HandshakeMessage message) throws TlsFailure;
  }

  /** New engines of two contexts; the client asks for {@code host}. */
  public Interference(SecurityContext client, String host, SecurityContext server) {
    this.client = client.newEngine(host);
    this.server = server.newEngine();
    this.pair = new EnginePair(this.client, this.server, BufferKind.HEAP);
  }

  /** New engines of two contexts; the client asks for {@code localhost}. */
  public Interference(SecurityContext client, SecurityContext server) {
    this(client, "localhost", server);
  }

  /** Changes one kind of message and lets all others pass. */
  public static Change on(int type, UnaryOperator<byte[]> change) {
    return message ->
        message.type() == type ? change.apply(message.bytes().clone()) : message.bytes();
  }

  /** Changes ClientHello. */
  public static Change onClientHello(UnaryOperator<ClientHello> change) {
    return message ->
        message.type() == HandshakeType.CLIENT_HELLO
            ? change.apply(ClientHello.read(message.body())).encode()
            : message.bytes();
  }

  /** Changes ServerHello. */
  public static Change onServerHello(UnaryOperator<ServerHello> change) {
    return message ->
        message.type() == HandshakeType.SERVER_HELLO
            ? change.apply(ServerHello.read(message.body())).encode()
            : message.bytes();
  }

  /** The client's engine. */
  public TlsEngine client() {
    return client;
  }

  /** The server's engine. */
  public TlsEngine server() {
    return server;
  }

  /** Carries what the client has to send, changed, to the server. */
  public Interference toServer(Change change) throws TlsFailure {
    pair.deliver(changed(EnginePair.flushed(client), change), server);
    return this;
  }

  /** Carries what the server has to send, changed, to the client. */
  public Interference toClient(Change change) throws TlsFailure {
    pair.deliver(changed(EnginePair.flushed(server), change), client);
    return this;
  }

  /** Carries what the client has to send to the server. */
  public Interference toServer() throws TlsFailure {
    return toServer(HandshakeMessage::bytes);
  }

  /** Carries what the server has to send to the client. */
  public Interference toClient() throws TlsFailure {
    return toClient(HandshakeMessage::bytes);
  }

  /** The failure with which the server refuses what the client sends, changed. */
  public TlsFailure serverRefuses(Change change) {
    return refusal(server, assertThrows(TlsFailure.class, () -> toServer(change)));
  }

  /** The failure with which the client refuses what the server sends, changed. */
  public TlsFailure clientRefuses(Change change) {
    return refusal(client, assertThrows(TlsFailure.class, () -> toClient(change)));
  }

  /** The handshake messages that an engine has to send. */
  public static List<HandshakeMessage> sent(TlsEngine engine) throws TlsFailure {
    return Flights.messages(EnginePair.flushed(engine));
  }

  /** Checks that a side that refused has nothing to send but the alert of its failure. */
  public static TlsFailure refusal(TlsEngine engine, TlsFailure failure) {
    byte[] flushed = EnginePair.flushed(engine);
    byte[] alert = {2, (byte) failure.alert().code()};
    assertEquals(ContentType.ALERT, flushed[0]);
    assertEquals(
        Hex.text(alert),
        Hex.text(Arrays.copyOfRange(flushed, 5, flushed.length)),
        failure::toString);
    return failure;
  }

  private static byte[] changed(byte[] flight, Change change) throws TlsFailure {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    for (HandshakeMessage message : Flights.messages(flight)) {
      messages.writeBytes(change.apply(message));
    }
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    records.writeBytes(Flights.records(messages.toByteArray()));
    records.writeBytes(Flights.afterMessages(flight));
    return records.toByteArray();
  }
}
