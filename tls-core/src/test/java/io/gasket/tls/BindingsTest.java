package io.gasket.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.BufferKind;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.EnginePair;
import io.gasket.tls.testing.Flights;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Trust;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachProvider
@DisplayName("Exporters and channel bindings (RFC 5705, RFC 5929)")
record BindingsTest(CryptoProvider crypto) {
  private static final String LABEL = "EXPERIMENTAL binding";

  private EnginePair pair() throws TlsFailure {
    return EnginePair.of(
            Contexts.client(crypto).build(), Contexts.server(crypto).build(), BufferKind.HEAP)
        .shakeHands();
  }

  @Test
  @DisplayName("RFC 5705 4: no context, an empty one and any other give keys of their own")
  void contexts() throws TlsFailure {
    EnginePair pair = pair();
    byte[] none = pair.client().exportKeyingMaterial(LABEL, null, 32);
    byte[] empty = pair.client().exportKeyingMaterial(LABEL, new byte[0], 32);
    byte[] zero = pair.client().exportKeyingMaterial(LABEL, new byte[1], 32);
    assertFalse(Arrays.equals(none, empty), "null is not empty");
    assertFalse(Arrays.equals(empty, zero));
    assertArrayEquals(none, pair.server().exportKeyingMaterial(LABEL, null, 32));
    assertArrayEquals(empty, pair.server().exportKeyingMaterial(LABEL, new byte[0], 32));
    assertArrayEquals(zero, pair.server().exportKeyingMaterial(LABEL, new byte[1], 32));
  }

  @Test
  @DisplayName("RFC 5705 4: PRF(master, label, client_random, server_random, length and context)")
  void asTheRfcHasIt() throws TlsFailure, GeneralSecurityException {
    ByteArrayOutputStream clientRandom = new ByteArrayOutputStream();
    ByteArrayOutputStream master = new ByteArrayOutputStream();
    SecurityContext client =
        Contexts.client(crypto)
            .keyLog(
                (random, secret) -> {
                  clientRandom.writeBytes(random);
                  master.writeBytes(secret);
                })
            .build();
    EnginePair pair = EnginePair.of(client, Contexts.server(crypto).build(), BufferKind.HEAP);
    pair.deliver(EnginePair.flushed(pair.client()), pair.server());
    byte[] flight = EnginePair.flushed(pair.server());
    byte[] hello = Flights.messages(flight).get(0).bytes();
    assertEquals(HandshakeType.SERVER_HELLO, hello[0]);
    pair.deliver(flight, pair.client());
    pair.shakeHands();

    byte[] context = Hex.bytes("c0ffee");
    ByteArrayOutputStream seed = new ByteArrayOutputStream();
    seed.writeBytes(LABEL.getBytes(StandardCharsets.US_ASCII));
    seed.writeBytes(clientRandom.toByteArray());
    seed.write(hello, 6, 32);
    assertArrayEquals(
        prf(master.toByteArray(), seed.toByteArray()),
        pair.client().exportKeyingMaterial(LABEL, null, 32));
    seed.writeBytes(Hex.bytes("0003 c0ffee"));
    assertArrayEquals(
        prf(master.toByteArray(), seed.toByteArray()),
        pair.server().exportKeyingMaterial(LABEL, context, 32));
  }

  /** The first 32 bytes of P_SHA256 (RFC 5246 5). */
  private static byte[] prf(byte[] secret, byte[] seed) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "Mac"));
    byte[] a = mac.doFinal(seed);
    mac.update(a);
    return mac.doFinal(seed);
  }

  @Test
  @DisplayName("RFC 5705 4: a context has at most 65 535 bytes")
  void longestContext() throws TlsFailure {
    EnginePair pair = pair();
    byte[] longest = new byte[0xffff];
    assertArrayEquals(
        pair.client().exportKeyingMaterial(LABEL, longest, 1),
        pair.server().exportKeyingMaterial(LABEL, longest, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> pair.client().exportKeyingMaterial(LABEL, new byte[0x10000], 1));
    assertThrows(
        IllegalArgumentException.class, () -> pair.client().exportKeyingMaterial(LABEL, null, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client finished",
        "server finished",
        "master secret",
        "extended master secret",
        "key expansion"
      })
  @DisplayName("RFC 5705 4: labels of TLS itself are no exporter's")
  void reservedLabels(String label) throws TlsFailure {
    EnginePair pair = pair();
    assertThrows(
        IllegalArgumentException.class, () -> pair.client().exportKeyingMaterial(label, null, 48));
  }

  @Test
  @DisplayName("RFC 5929 3.1: tls-unique is the first Finished of the last handshake")
  void firstFinished() throws TlsFailure {
    List<String> finished = new ArrayList<>();
    EventSink sink =
        new EventSink() {
          @Override
          public void handshakeMessage(
              Object attachment, boolean sent, int type, ByteBuffer message) {
            if (type == HandshakeType.FINISHED) {
              byte[] verifyData = new byte[12];
              message.get(4, verifyData);
              finished.add((sent ? "client " : "server ") + Hex.text(verifyData));
            }
          }
        };
    SecurityContext client =
        Contexts.resuming(Contexts.client(crypto))
            .renegotiation(Renegotiation.upTo(1))
            .events(sink)
            .build();
    SecurityContext server =
        Contexts.resuming(Contexts.server(crypto)).renegotiation(Renegotiation.upTo(1)).build();
    EnginePair full = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals(finished.get(0), "client " + Hex.text(full.client().tlsUnique()));
    full.client().renegotiate();
    full.shakeHands();
    assertEquals(finished.get(2), "client " + Hex.text(full.server().tlsUnique()));
    finished.clear();
    EnginePair resumed = EnginePair.of(client, server, BufferKind.HEAP).shakeHands();
    assertEquals(ResumedBy.TICKET, resumed.client().info().resumedBy());
    assertEquals(finished.get(0), "server " + Hex.text(resumed.client().tlsUnique()));
    assertArrayEquals(resumed.client().tlsUnique(), resumed.server().tlsUnique());
  }

  @ParameterizedTest
  @CsvSource({
    "EC_P256,  SHA256withECDSA,      SHA-256",
    "EC_P256,  SHA384withECDSA,      SHA-384",
    "EC_P256,  SHA512withECDSA,      SHA-512",
    "EC_P256,  SHA1withECDSA,        SHA-256",
    "RSA_2048, SHA512withRSA,        SHA-512",
    "RSA_2048, MD5withRSA,           SHA-256",
    "RSA_2048, SHA384withRSAandMGF1, SHA-384"
  })
  @DisplayName("RFC 5929 4.1: the hash of the certificate's signature, SHA-256 for MD5 and SHA-1")
  void serverEndPoint(KeyKind kind, String signature, String hash) throws Exception {
    TestPki.Identity identity =
        TestPki.issue()
            .issuer(kind == KeyKind.EC_P256 ? TestPki.intermediate() : TestPki.rsaIntermediate())
            .key(kind)
            .dns("localhost")
            .signedWith(signature)
            .make();
    EnginePair pair = connect(identity.credential());
    Optional<byte[]> binding = pair.client().tlsServerEndPoint();
    assertArrayEquals(
        MessageDigest.getInstance(hash).digest(identity.certificate().getEncoded()),
        binding.orElseThrow());
    assertArrayEquals(binding.orElseThrow(), pair.server().tlsServerEndPoint().orElseThrow());
  }

  /** A client that does not look at signatures of certificates. */
  private EnginePair connect(Credential credential) throws TlsFailure {
    return EnginePair.of(
            Contexts.client(crypto).trust(Trust.dangerousTrustAll()).build(),
            Contexts.emptyServer(crypto).credential(credential).build(),
            BufferKind.HEAP)
        .shakeHands();
  }

  @Test
  @DisplayName("RFC 5929 4.1: there is none for a signature without a hash of its own")
  void serverEndPointUndefined() throws TlsFailure {
    TestPki.Identity root =
        TestPki.issue().selfSigned().key(KeyKind.ED25519).dns("localhost").make();
    EnginePair pair = connect(root.credential());
    assertEquals(Optional.of(SignatureScheme.ED25519), pair.server().info().localScheme());
    assertEquals(List.of(), pair.client().tlsServerEndPoint().stream().toList());
    assertEquals(List.of(), pair.server().tlsServerEndPoint().stream().toList());
  }
}
