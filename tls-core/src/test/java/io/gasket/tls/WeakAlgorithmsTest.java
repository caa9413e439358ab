package io.gasket.tls;

import static io.gasket.tls.testing.Hellos.replacing;
import static io.gasket.tls.testing.Interference.onClientHello;
import static io.gasket.tls.testing.Interference.onServerHello;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Contexts;
import io.gasket.tls.testing.EachProvider;
import io.gasket.tls.testing.Hellos;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.Interference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those of IANA's registry of TLS parameters. */
@EachProvider
@DisplayName("RFC 9325 4: what is too weak is negotiated with nobody")
record WeakAlgorithmsTest(CryptoProvider crypto) {
  private Interference between() {
    return new Interference(Contexts.client(crypto).build(), Contexts.server(crypto).build());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "0x0000, TLS_NULL_WITH_NULL_NULL",
    "0x003b, TLS_RSA_WITH_NULL_SHA256",
    "0xc006, TLS_ECDHE_ECDSA_WITH_NULL_SHA",
    "0x0005, TLS_RSA_WITH_RC4_128_SHA",
    "0xc007, TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
    "0x0003, TLS_RSA_EXPORT_WITH_RC4_40_MD5",
    "0x0009, TLS_RSA_WITH_DES_CBC_SHA",
    "0xc008, TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA",
    "0xc018, TLS_ECDH_anon_WITH_AES_128_CBC_SHA",
    "0x002f, TLS_RSA_WITH_AES_128_CBC_SHA",
    "0x009c, TLS_RSA_WITH_AES_128_GCM_SHA256",
    "0x00a0, TLS_DH_RSA_WITH_AES_128_GCM_SHA256",
    "0xc02d, TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256",
    "0x009e, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
    "0xc023, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
    "0xc0ae, TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8"
  })
  @DisplayName("4.1, 4.2: a suite that is left out on purpose")
  void suites(int code, String name) throws TlsFailure {
    ClientHello hello = ClientHello.read(Interference.sent(between().client()).get(0).body());
    assertTrue(IntStream.of(hello.suites()).noneMatch(offered -> offered == code), name);
    assertRefusedBy(
        between()
            .serverRefuses(
                onClientHello(
                    weak ->
                        Hellos.withSuites(weak, code, CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV))),
        Alert.HANDSHAKE_FAILURE,
        Reason.NO_COMMON_SUITE);
    assertRefusedBy(
        between().toServer().clientRefuses(onServerHello(weak -> Hellos.withSuite(weak, code))),
        Alert.ILLEGAL_PARAMETER,
        Reason.SUITE_NOT_OFFERED);
  }

  @Test
  @DisplayName("4.5: curves of less than 224 bits")
  void curves() throws TlsFailure {
    assertTrue(
        NamedGroup.all().stream().allMatch(group -> group.fieldLength() >= 28), "in our own list");
    // sect163k1, sect193r1, secp160k1 and secp192r1.
    String weak = "0008 0001 0004 000f 0013";
    assertRefusedBy(
        between()
            .serverRefuses(
                onClientHello(
                    hello ->
                        Hellos.with(
                            hello, replacing(ExtensionType.SUPPORTED_GROUPS, Hex.bytes(weak))))),
        Alert.HANDSHAKE_FAILURE,
        Reason.NO_COMMON_GROUP);
  }

  private static void assertRefusedBy(TlsFailure refusal, Alert alert, Reason reason) {
    assertEquals(alert, refusal.alert(), refusal::toString);
    assertEquals(reason, refusal.reason(), refusal::toString);
  }
}
