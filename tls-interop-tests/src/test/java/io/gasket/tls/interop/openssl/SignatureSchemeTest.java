package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every signature scheme once as the server's and once as the client's, made by either side. */
@DisplayName("Signature schemes, with OpenSSL")
class SignatureSchemeTest {
  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest(name = "our server signs with {0}")
  @EnumSource
  void serverSigns(SignatureScheme scheme) throws Exception {
    var context = Ours.server(keyFor(scheme)).build();
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), "-sigalgs", scheme.rfcName())) {
      talk(client);
      assertEquals(Optional.of(scheme), server.outcome().agreed().localScheme());
    }
  }

  @ParameterizedTest(name = "our client verifies {0}")
  @EnumSource
  void clientVerifies(SignatureScheme scheme) throws Exception {
    var context = Ours.client().schemes(preferring(scheme)).build();
    try (Openssl.Server server = Openssl.reversingServer(keyFor(scheme));
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertEquals(Optional.of(scheme), pipe.info().peerScheme());
    }
  }

  @ParameterizedTest(name = "our client signs with {0}")
  @EnumSource
  void clientSigns(SignatureScheme scheme) throws Exception {
    var context = Ours.client().credential(TestPki.client(keyFor(scheme))).build();
    try (Openssl.Server server =
            Openssl.reversingServer(
                KeyKind.EC_P256,
                "-Verify",
                "1",
                "-CAfile",
                PeerFiles.anchors().toString(),
                "-client_sigalgs",
                scheme.rfcName());
        SecurePipeline pipe = Ours.connect(context, server.port())) {
      assertEquals("olleh", Ours.exchange(pipe, "hello"));
      assertEquals(Optional.of(scheme), pipe.info().localScheme());
    }
  }

  @ParameterizedTest(name = "our server verifies {0}")
  @EnumSource
  void serverVerifies(SignatureScheme scheme) throws Exception {
    KeyKind key = keyFor(scheme);
    var context =
        Ours.server(KeyKind.EC_P256)
            .schemes(preferring(scheme))
            .clientAuth(ClientAuth.NEED, Ours.trust())
            .build();
    String[] options = PeerFiles.client(key).options().toArray(String[]::new);
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client =
            Openssl.client(
                server.port(), Openssl.with(options, "-client_sigalgs", scheme.rfcName()))) {
      talk(client);
      assertEquals(Optional.of(scheme), server.outcome().agreed().peerScheme());
    }
  }

  private static void talk(PeerProcess client) throws Exception {
    client.say("hello");
    client.await("hello");
    client.endInput();
  }

  /** A key that makes the scheme's signatures; of an ECDSA scheme the curve that it names. */
  private static KeyKind keyFor(SignatureScheme scheme) {
    return switch (scheme) {
      case ECDSA_SECP256R1_SHA256 -> KeyKind.EC_P256;
      case ECDSA_SECP384R1_SHA384 -> KeyKind.EC_P384;
      case ECDSA_SECP521R1_SHA512 -> KeyKind.EC_P521;
      case ED25519 -> KeyKind.ED25519;
      case RSA_PSS_PSS_SHA256, RSA_PSS_PSS_SHA384, RSA_PSS_PSS_SHA512 -> KeyKind.RSA_PSS;
      default -> KeyKind.RSA_2048;
    };
  }

  /** All schemes, this one first: the others are needed for the certificates of the chain. */
  private static List<SignatureScheme> preferring(SignatureScheme scheme) {
    return new ArrayList<>(
        Stream.concat(Stream.of(scheme), SignatureScheme.all().stream()).distinct().toList());
  }
}
