package io.gasket.tls;

import static io.gasket.tls.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.ScriptedClient;
import io.gasket.tls.testing.ScriptedPeer;
import io.gasket.tls.testing.ScriptedServer;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@EachProvider
@DisplayName("Key exchange and proof of keys (RFC 5246 7.4.3, 7.4.7, 7.4.9; RFC 8422 5.4, 5.11)")
record KeyExchangeTest(CryptoProvider crypto) {
  private static final Map<NamedGroup, String> GENERATORS =
      Map.of(
          NamedGroup.SECP256R1,
          "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
              + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
          NamedGroup.SECP384R1,
          "04aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"
              + "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
          NamedGroup.SECP521R1,
          "0400c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66"
              + "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650");

  /** Points that RFC 8422 5.11 and RFC 7748 6.1 want refused, by what is wrong with them. */
  private static Map<String, byte[]> badPoints(NamedGroup group) {
    Map<String, byte[]> bad = new LinkedHashMap<>();
    if (group == NamedGroup.X25519) {
      bad.put("too short", new byte[31]);
      bad.put("too long", new byte[33]);
      bad.put("zero, of order 1", new byte[32]);
      byte[] one = new byte[32];
      one[0] = 1;
      bad.put("one, of order 1", one);
      // RFC 7748 has no list; this one is of order 8 and in every library's.
      bad.put(
          "of order 8",
          HexFormat.of()
              .parseHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"));
      return bad;
    }
    byte[] good = HexFormat.of().parseHex(GENERATORS.get(group));
    int field = group.fieldLength();
    byte[] off = good.clone();
    off[off.length - 1] ^= 1;
    bad.put("off the curve", off);
    bad.put("too short", Arrays.copyOf(good, good.length - 1));
    bad.put("too long", Arrays.copyOf(good, good.length + 1));
    bad.put("infinity", new byte[1]);
    bad.put("infinity, padded", new byte[good.length]);
    byte[] compressed = Arrays.copyOf(good, 1 + field);
    compressed[0] = (byte) (2 + (good[good.length - 1] & 1));
    bad.put("compressed", compressed);
    byte[] hybrid = good.clone();
    hybrid[0] = (byte) (6 + (good[good.length - 1] & 1));
    bad.put("hybrid", hybrid);
    byte[] beyond = good.clone();
    Arrays.fill(beyond, 1, 1 + field, (byte) 0xff);
    bad.put("a coordinate beyond the field", beyond);
    byte[] zero = new byte[good.length];
    zero[0] = 4;
    bad.put("0, 0", zero);
    return bad;
  }

  static Stream<Arguments> badPoints() {
    List<Arguments> all = new ArrayList<>();
    for (NamedGroup group : NamedGroup.all()) {
      badPoints(group).forEach((name, point) -> all.add(Arguments.of(group, name, point)));
    }
    return all.stream();
  }

  private ScriptedServer serverUpToCertificate(ClientContextBuilder client) throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(client.build(), crypto);
    server.readHello();
    server.serverHello();
    server.certificate();
    return server;
  }

  private ScriptedServer serverUpToCertificate() throws TlsFailure {
    return serverUpToCertificate(Contexts.client(crypto));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("badPoints")
  @DisplayName("a server's public value that is no good one: illegal_parameter")
  void badPointOfServer(NamedGroup group, String name, byte[] point) throws TlsFailure {
    ScriptedServer server = serverUpToCertificate();
    server.serverKeyExchange(ScriptedServer.parameters(3, group.code(), point));
    assertRefuses(
        server,
        Alert.ILLEGAL_PARAMETER,
        Reason.BAD_KEY_SHARE,
        () -> server.say(HandshakeType.SERVER_HELLO_DONE));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("badPoints")
  @DisplayName("a client's public value that is no good one: illegal_parameter")
  void badPointOfClient(NamedGroup group, String name, byte[] point) throws TlsFailure {
    ScriptedClient client =
        ScriptedClient.of(Contexts.server(crypto).groups(List.of(group)).build(), crypto);
    client.clientHello();
    assertEquals(group, client.group());
    assertRefuses(
        client,
        Alert.ILLEGAL_PARAMETER,
        Reason.BAD_KEY_SHARE,
        () -> client.say(ScriptedClient.clientKeyExchange(point)));
  }

  @Test
  @DisplayName("a group that was not offered, known or unknown: illegal_parameter")
  void groupNotOffered() throws TlsFailure {
    for (int group : List.of(NamedGroup.SECP521R1.code(), 30, 0x0100, 0)) {
      ScriptedServer server =
          serverUpToCertificate(
              Contexts.client(crypto).groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)));
      assertRefuses(
          server,
          Alert.ILLEGAL_PARAMETER,
          Reason.GROUP_NOT_OFFERED,
          () -> server.serverKeyExchange(ScriptedServer.parameters(3, group, new byte[133])));
    }
  }

  @Test
  @DisplayName("explicit curves: illegal_parameter (RFC 8422 5.4)")
  void explicitCurve() throws TlsFailure {
    for (int curveType : List.of(1, 2, 0, 4)) {
      ScriptedServer server = serverUpToCertificate();
      assertRefuses(
          server,
          Alert.ILLEGAL_PARAMETER,
          Reason.UNSUPPORTED_CURVE_TYPE,
          () -> server.serverKeyExchange(ScriptedServer.parameters(curveType, 29, new byte[32])));
    }
  }

  /** Good parameters, and a signature over something else or by somebody else. */
  private void refusesSignature(Alert alert, Reason reason, SignatureOf signature)
      throws TlsFailure {
    ScriptedServer server = serverUpToCertificate();
    byte[] parameters =
        ScriptedServer.parameters(
            3,
            NamedGroup.SECP256R1.code(),
            HexFormat.of().parseHex(GENERATORS.get(NamedGroup.SECP256R1)));
    DigitallySigned signed = signature.make(server, server.signedContent(parameters));
    assertRefuses(server, alert, reason, () -> server.serverKeyExchange(parameters, signed));
  }

  private interface SignatureOf {
    DigitallySigned make(ScriptedServer server, byte[] content);
  }

  @Test
  @DisplayName("ServerKeyExchange signed over other bytes: decrypt_error")
  void signatureOverOtherBytes() throws TlsFailure {
    refusesSignature(
        Alert.DECRYPT_ERROR,
        Reason.BAD_HANDSHAKE_SIGNATURE,
        (server, content) -> {
          content[0] ^= 1;
          return server.sign(
              TestPki.serverIdentity(KeyKind.EC_P256).key(), server.scheme(), content);
        });
  }

  @Test
  @DisplayName("ServerKeyExchange signed by another key: decrypt_error")
  void signatureByAnotherKey() throws TlsFailure {
    refusesSignature(
        Alert.DECRYPT_ERROR,
        Reason.BAD_HANDSHAKE_SIGNATURE,
        (server, content) ->
            server.sign(TestPki.clientIdentity(KeyKind.EC_P256).key(), server.scheme(), content));
  }

  @Test
  @DisplayName("ServerKeyExchange with no signature bytes, or too many: decrypt_error")
  void emptySignature() throws TlsFailure {
    for (int length : List.of(0, 1, 70, 0x3000)) {
      refusesSignature(
          Alert.DECRYPT_ERROR,
          Reason.BAD_HANDSHAKE_SIGNATURE,
          (server, content) -> new DigitallySigned(server.scheme().code(), new byte[length]));
    }
  }

  @Test
  @DisplayName("ServerKeyExchange in a scheme of another kind of key: illegal_parameter")
  void schemeOfAnotherKind() throws TlsFailure {
    refusesSignature(
        Alert.ILLEGAL_PARAMETER,
        Reason.SCHEME_KEY_MISMATCH,
        (server, content) ->
            server.sign(
                TestPki.serverIdentity(KeyKind.RSA_2048).key(),
                SignatureScheme.RSA_PSS_RSAE_SHA256,
                content));
  }

  @Test
  @DisplayName("ServerKeyExchange in a scheme that was not offered: illegal_parameter")
  void schemeNotOffered() throws TlsFailure {
    for (int scheme : List.of(0x0203, 0x0201, 0x0101, 0x0808, 0xffff)) {
      refusesSignature(
          Alert.ILLEGAL_PARAMETER,
          Reason.SCHEME_NOT_OFFERED,
          (server, content) -> new DigitallySigned(scheme, new byte[70]));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a scheme of ours that this context did not offer is not offered either")
  void schemeSwitchedOff(SignatureScheme scheme) throws TlsFailure {
    if (scheme == SignatureScheme.ECDSA_SECP256R1_SHA256) {
      return;
    }
    ScriptedServer server =
        serverUpToCertificate(
            Contexts.client(crypto).schemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256)));
    assertRefuses(
        server,
        Alert.ILLEGAL_PARAMETER,
        Reason.SCHEME_NOT_OFFERED,
        () ->
            server.serverKeyExchange(
                ScriptedServer.parameters(3, 29, new byte[32]),
                new DigitallySigned(scheme.code(), new byte[70])));
  }

  /** Sends a Finished that is wrong in one bit. */
  private static void wrongFinished(ScriptedPeer peer) {
    assertRefuses(
        peer,
        Alert.DECRYPT_ERROR,
        Reason.BAD_FINISHED,
        () -> {
          byte[] wrong = peer.finishedMessage();
          wrong[wrong.length - 1] ^= 1;
          peer.say(wrong);
        });
  }

  @Test
  @DisplayName("a wrong Finished of the client: decrypt_error (P8)")
  void wrongFinishedOfClient() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    client.changeCipherSpec();
    wrongFinished(client);
  }

  @Test
  @DisplayName("a wrong Finished of the server: decrypt_error (P8)")
  void wrongFinishedOfServer() throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(Contexts.client(crypto).build(), crypto);
    server.flight();
    server.changeCipherSpec();
    wrongFinished(server);
  }

  @Test
  @DisplayName("a Finished reflected from the other side: decrypt_error")
  void reflectedFinished() throws TlsFailure {
    ScriptedServer server = ScriptedServer.of(Contexts.client(crypto).build(), crypto);
    server.readHello();
    server.serverHello();
    server.certificate();
    server.serverKeyExchange();
    byte[] clients = server.serverHelloDone();
    server.changeCipherSpec();
    assertRefuses(server, Alert.DECRYPT_ERROR, Reason.BAD_FINISHED, () -> server.say(clients));
  }

  @Test
  @DisplayName("Finished in the clear after change_cipher_spec: bad_record_mac (P8)")
  void plaintextFinished() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    byte[] plain = client.sealed(ContentType.HANDSHAKE, client.finishedMessage());
    client.changeCipherSpec();
    assertRefuses(
        client, Alert.BAD_RECORD_MAC, Reason.RECORD_TOO_SHORT, () -> client.deliver(plain));
  }

  @Test
  @DisplayName("handshake bytes left over at change_cipher_spec: unexpected_message")
  void leftOver() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    client.send(ContentType.HANDSHAKE, (byte) HandshakeType.FINISHED);
    assertRefuses(
        client,
        Alert.UNEXPECTED_MESSAGE,
        Reason.HANDSHAKE_BYTES_LEFT_OVER,
        client::changeCipherSpec);
  }

  @Test
  @DisplayName("half an alert left over at change_cipher_spec: unexpected_message")
  void halfAnAlertLeftOver() throws TlsFailure {
    ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
    client.clientHello();
    client.clientKeyExchange();
    client.send(ContentType.ALERT, (byte) 1);
    assertRefuses(
        client, Alert.UNEXPECTED_MESSAGE, Reason.MALFORMED_ALERT, client::changeCipherSpec);
  }

  @Test
  @DisplayName("change_cipher_spec of any other content: decode_error")
  void malformedChangeCipherSpec() throws TlsFailure {
    for (byte[] content : List.of(new byte[] {0}, new byte[] {2}, new byte[] {1, 1})) {
      ScriptedClient client = ScriptedClient.of(Contexts.server(crypto).build(), crypto);
      client.clientHello();
      client.clientKeyExchange();
      assertRefuses(
          client,
          Alert.DECODE_ERROR,
          Reason.MALFORMED_CHANGE_CIPHER_SPEC,
          () -> client.send(ContentType.CHANGE_CIPHER_SPEC, content));
    }
  }
}
