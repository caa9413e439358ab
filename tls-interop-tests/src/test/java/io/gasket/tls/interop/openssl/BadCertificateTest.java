package io.gasket.tls.interop.openssl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.ClientAuth;
import io.gasket.tls.interop.peer.OddIdentities;
import io.gasket.tls.interop.peer.Openssl;
import io.gasket.tls.interop.peer.OurServer;
import io.gasket.tls.interop.peer.Ours;
import io.gasket.tls.interop.peer.PeerFiles;
import io.gasket.tls.interop.peer.PeerProcess;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki.KeyKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** [C1 C5] Why a certificate is refused reaches OpenSSL as the alert that says so. */
@DisplayName("Refused certificates, with OpenSSL")
class BadCertificateTest {
  /** OpenSSL itself would not show weak certificates at a higher level. */
  private static final String[] LENIENT = {"-cipher", "ALL:@SECLEVEL=0"};

  @BeforeAll
  static void requireOpenssl() {
    Openssl.require();
  }

  @ParameterizedTest(name = "our client refuses {0}: s_server sees {1}")
  @CsvSource({
    "SELF_SIGNED,   UNKNOWN_CA,              UNKNOWN_ISSUER",
    "EXPIRED,       CERTIFICATE_EXPIRED,     CERTIFICATE_EXPIRED",
    "NOT_YET_VALID, CERTIFICATE_EXPIRED,     CERTIFICATE_NOT_YET_VALID",
    "WRONG_PURPOSE, UNSUPPORTED_CERTIFICATE, BAD_EXTENDED_KEY_USAGE",
    "SHA1_SIGNED,   UNSUPPORTED_CERTIFICATE, REFUSED_SIGNATURE_ALGORITHM",
    "SHORT_KEY,     UNSUPPORTED_CERTIFICATE, WEAK_KEY",
    "OTHER_NAME,    BAD_CERTIFICATE,         NAME_MISMATCH"
  })
  void client(OddIdentities odd, Alert alert, Reason reason) throws Exception {
    var identity = PeerFiles.of(odd.server());
    try (Openssl.Server server = Openssl.server(identity, Openssl.with(LENIENT, "-rev"))) {
      TlsFailure refusal = Ours.refusal(Ours.connect(Ours.client().build(), server.port()));
      assertEquals(reason, refusal.reason(), refusal::toString);
      assertEquals(alert, refusal.alert());
      Openssl.awaitAlert(alert, server.process());
    }
  }

  @ParameterizedTest(name = "our server refuses {0}: s_client sees {1}")
  @CsvSource({
    "SELF_SIGNED,   UNKNOWN_CA,              UNKNOWN_ISSUER",
    "EXPIRED,       CERTIFICATE_EXPIRED,     CERTIFICATE_EXPIRED",
    "NOT_YET_VALID, CERTIFICATE_EXPIRED,     CERTIFICATE_NOT_YET_VALID",
    "WRONG_PURPOSE, UNSUPPORTED_CERTIFICATE, BAD_EXTENDED_KEY_USAGE",
    "SHA1_SIGNED,   UNSUPPORTED_CERTIFICATE, REFUSED_SIGNATURE_ALGORITHM",
    "SHORT_KEY,     UNSUPPORTED_CERTIFICATE, WEAK_KEY"
  })
  void server(OddIdentities odd, Alert alert, Reason reason) throws Exception {
    var context = Ours.server(KeyKind.EC_P256).clientAuth(ClientAuth.NEED, Ours.trust()).build();
    String[] options = PeerFiles.of(odd.client()).options().toArray(String[]::new);
    try (OurServer server = OurServer.echoing(context);
        PeerProcess client = Openssl.client(server.port(), Openssl.with(options, LENIENT))) {
      Openssl.awaitAlert(alert, client);
      TlsFailure refusal = server.outcome().refusal();
      assertEquals(reason, refusal.reason(), refusal::toString);
      assertEquals(alert, refusal.alert());
    }
  }
}
