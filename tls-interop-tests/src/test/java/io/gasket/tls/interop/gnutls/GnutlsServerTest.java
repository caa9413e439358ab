package io.gasket.tls.interop.gnutls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.Renegotiation;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.interop.peer.Gnutls;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.nio.SecurePipeline;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** [P5] Our client with gnutls-serv. */
@DisplayName("GnuTLS's server")
class GnutlsServerTest {
  private static final Identity EC = TestPki.serverIdentity(KeyKind.EC_P256);

  @BeforeAll
  static void requireGnutls() {
    Gnutls.require();
  }

  private static void assertEchoes(SecurePipeline pipe) throws Exception {
    assertEquals("here and back", Ours.exchange(pipe, "here and back"));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void suites(CipherSuite suite) throws Exception {
    KeyKind kind =
        suite.authentication() == TestPki.server(KeyKind.EC_P256).keyType().authentication()
            ? KeyKind.EC_P256
            : KeyKind.RSA_2048;
    try (Gnutls.Server server = Gnutls.server(suite, TestPki.serverIdentity(kind));
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertEchoes(pipe);
      assertEquals(suite, pipe.info().suite());
      assertTrue(pipe.info().extendedMasterSecret());
      assertTrue(pipe.info().secureRenegotiation());
    }
  }

  @ParameterizedTest(name = "a key of {0}, shown by both sides")
  @EnumSource
  void keys(KeyKind kind) throws Exception {
    SecurityContext client = Ours.client().credential(TestPki.client(kind)).build();
    try (Gnutls.Server server =
            Gnutls.server(
                TestPki.serverIdentity(kind), "--require-client-cert", "--verify-client-cert");
        SecurePipeline pipe = Ours.connect(client, server.port())) {
      assertEchoes(pipe);
      assertEquals(TestPki.serverIdentity(kind).chain(), pipe.info().peerCertificates());
      assertTrue(pipe.info().localCredential().isPresent());
    }
  }

  @Test
  @DisplayName("a client without the certificate that is needed is told why")
  void missingCertificate() throws Exception {
    try (Gnutls.Server server = Gnutls.server(EC, "--require-client-cert");
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      TlsFailure failure = assertThrows(TlsFailure.class, () -> Ours.exchange(pipe, "never read"));
      assertEquals(TlsFailure.Origin.PEER, failure.origin());
    }
  }

  @Test
  @DisplayName("ALPN: the server's choice, and its refusal")
  void applicationProtocols() throws Exception {
    try (Gnutls.Server server = Gnutls.server(EC, "--alpn", "h2", "--alpn-fatal")) {
      SecurityContext both = Ours.client().applicationProtocols("http/1.1", "h2").build();
      try (SecurePipeline pipe = Ours.connect(both, server.port())) {
        assertEquals("h2", pipe.shakeHands());
        assertEchoes(pipe);
      }
      SecurityContext other = Ours.client().applicationProtocols("http/1.1").build();
      TlsFailure refusal = Ours.refusal(Ours.connect(other, server.port()));
      assertEquals(TlsFailure.Origin.PEER, refusal.origin());
    }
  }

  @Test
  @DisplayName("server_name is taken, another is refused (RFC 6066 3)")
  void serverName() throws Exception {
    try (Gnutls.Server server =
        Gnutls.server(EC, "--sni-hostname", "localhost", "--sni-hostname-fatal")) {
      try (SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
        assertEchoes(pipe);
      }
      TlsFailure refusal =
          Ours.refusal(Ours.connect(Ours.client().build(), "elsewhere.test", server.port()));
      assertEquals(TlsFailure.Origin.PEER, refusal.origin());
    }
  }

  @ParameterizedTest(name = "sessions are resumed by {0}")
  @EnumSource(names = {"SESSION_ID", "TICKET"})
  void resumption(ResumedBy by) throws Exception {
    String[] options = by == ResumedBy.TICKET ? new String[0] : new String[] {"--noticket"};
    SecurityContext client = Ours.resumingClient().build();
    try (Gnutls.Server server = Gnutls.server(EC, options)) {
      for (ResumedBy expected : new ResumedBy[] {ResumedBy.NOTHING, by, by}) {
        try (SecurePipeline pipe = Ours.connect(client, server.port())) {
          assertEchoes(pipe);
          assertEquals(expected, pipe.info().resumedBy());
        }
      }
    }
  }

  @Test
  @DisplayName("B6: our client asks for a renegotiation, and its write goes on behind it")
  void renegotiation() throws Exception {
    SecurityContext client = Ours.client().renegotiation(Renegotiation.upTo(1)).build();
    try (Gnutls.Server server = Gnutls.server(EC);
        SecurePipeline pipe = Ours.connect(client, server.port())) {
      assertEchoes(pipe);
      pipe.engine().renegotiate();
      assertEchoes(pipe);
    }
  }

  @Test
  @DisplayName("a stapled OCSP response arrives as it is")
  void staple() throws Exception {
    byte[] response = OcspResponses.about(EC.certificate(), TestPki.intermediate()).make();
    Path file = Files.write(PeerFiles.unwritten("gnutls-staple.der"), response);
    try (Gnutls.Server server =
            Gnutls.server(EC, "--ocsp-response", file.toString(), "--ignore-ocsp-response-errors");
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertEchoes(pipe);
      assertArrayEquals(response, pipe.info().ocspResponse().orElseThrow());
    }
  }

  @Test
  @DisplayName("one byte a write, a hundred times")
  void singleBytes() throws Exception {
    try (Gnutls.Server server = Gnutls.server(EC);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      for (int i = 0; i < 100; i++) {
        pipe.write(ByteBuffer.wrap(new byte[] {(byte) ('a' + i % 26)}));
      }
      assertEquals("end", Ours.exchange(pipe, "end").replaceAll("^[a-z]*(?=end$)", ""));
    }
  }

  @Test
  @DisplayName("a server that is killed is a truncation")
  void killed() throws Exception {
    try (Gnutls.Server server = Gnutls.server(EC);
        SecurePipeline pipe = Ours.connect(Ours.client().build(), server.port())) {
      assertEchoes(pipe);
      server.process().kill();
      TlsFailure failure = assertThrows(TlsFailure.class, () -> pipe.read(ByteBuffer.allocate(1)));
      assertEquals(Reason.TRUNCATED, failure.reason());
    }
  }
}
