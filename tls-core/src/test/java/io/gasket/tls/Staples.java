package io.gasket.tls;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Interference;
import io.gasket.tls.testing.Interference.Change;
import io.gasket.tls.testing.OcspResponses;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import io.gasket.tls.trust.Stapling;
import java.util.List;

/** A server with something stapled to its certificate, for tests of what a client makes of it. */
final class Staples {
  static final Identity SERVER = TestPki.serverIdentity(KeyKind.EC_P256);
  static final byte[] GOOD = about().make();

  private Staples() {}

  /** Responses about the server's certificate. */
  static OcspResponses about() {
    return OcspResponses.about(SERVER.certificate(), TestPki.intermediate());
  }

  static ServerContextBuilder server(CryptoProvider provider, byte[] response) {
    return SecurityContext.server()
        .provider(provider)
        .credential(SERVER.credential().withOcspResponse(response));
  }

  /** A client of a kind, and a server with a good response. */
  static Interference link(CryptoProvider provider, Stapling stapling) {
    return new Interference(
        Contexts.client(provider).stapling(stapling).build(), server(provider, GOOD).build());
  }

  /** ClientHello with an extension put into it. */
  static Change hello(int type, byte[] body) {
    return Interference.onClientHello(hello -> Hellos.with(hello, Hellos.replacing(type, body)));
  }

  static List<Integer> kinds(Interference link) throws TlsFailure {
    return kinds(link.server());
  }

  /** The types of the handshake messages that an engine has to send. */
  static List<Integer> kinds(TlsEngine engine) throws TlsFailure {
    return Interference.sent(engine).stream().map(message -> message.type()).toList();
  }
}
