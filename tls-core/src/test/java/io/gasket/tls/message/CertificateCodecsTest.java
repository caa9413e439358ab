package io.gasket.tls.message;

import static io.gasket.tls.testing.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.Hex;
import io.gasket.tls.testing.RecordedMessages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Certificate and CertificateRequest (RFC 5246 7.4.2, 7.4.4)")
class CertificateCodecsTest {
  private static final int LIMIT = 10;

  @Test
  @DisplayName("a Certificate written from the RFC is read and written again")
  void certificate() throws TlsFailure {
    byte[] message = Hex.bytes("0b 00000c 000009 000002 3000 000001 05");
    CertificateMessage certificate = certificate(message);
    assertEquals(
        List.of("3000", "05"), certificate.certificates().stream().map(Hex::text).toList());
    assertArrayEquals(message, certificate.encode());
  }

  @Test
  @DisplayName("a client without a certificate sends an empty list (7.4.6)")
  void emptyCertificate() throws TlsFailure {
    byte[] message = Hex.bytes("0b 000003 000000");
    assertEquals(List.of(), certificate(message).certificates());
    assertArrayEquals(message, certificate(message).encode());
  }

  @Test
  @DisplayName("a chain is taken up to the limit and refused beyond it, before the rest is read")
  void chainLimit() throws TlsFailure {
    byte[] ten = chain("000001 30", LIMIT);
    assertEquals(LIMIT, certificate(ten).certificates().size());
    byte[] more = chain("000001 30", LIMIT + 1);
    TlsFailure failure =
        assertFails(Alert.BAD_CERTIFICATE, Reason.CHAIN_TOO_LONG, () -> certificate(more));
    assertTrue(failure.detail().contains("more than 10 certificates (Limits.certificates)"));
  }

  @Test
  @DisplayName("a CertificateRequest written from the RFC is read and written again")
  void request() throws TlsFailure {
    byte[] message =
        Hex.bytes(
            "0d 00002a" // certificate_request, 42 bytes
                + "02 01 40" // rsa_sign, ecdsa_sign
                + "0004 0401 0403" // sha256 with rsa, with ecdsa
                + "001f" // two names
                + "000e 300c310a300806035504030c0141" // CN=A
                + "000d 300b3109300706035504061300"); // C of no letters
    CertificateRequest request = request(message);
    assertArrayEquals(new int[] {1, 64}, request.types());
    assertArrayEquals(new int[] {0x0401, 0x0403}, request.schemes());
    assertEquals(2, request.authorities().size());
    assertArrayEquals(message, request.encode());
  }

  @Test
  @DisplayName("OpenSSL's messages are read and written again, byte for byte")
  void recorded() throws TlsFailure {
    for (Map.Entry<String, byte[]> message : RecordedMessages.openssl().entrySet()) {
      byte[] bytes = message.getValue();
      if (bytes[0] == HandshakeType.CERTIFICATE) {
        assertArrayEquals(bytes, certificate(bytes).encode(), message.getKey());
      } else if (bytes[0] == HandshakeType.CERTIFICATE_REQUEST) {
        assertArrayEquals(bytes, request(bytes).encode(), message.getKey());
      }
    }
    CertificateRequest ecdsa =
        request(RecordedMessages.openssl("ecdsa.server.certificate_request"));
    assertArrayEquals(new int[] {1, 2, 64}, ecdsa.types());
    assertEquals(1, ecdsa.authorities().size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a certificate of no bytes | 0b 000006 000003 000000 | certificate is 0 bytes long",
        "a certificate longer than the list | 0b 000007 000004 000002 30 | certificate needs 2 bytes but 1",
        "a list longer than the message | 0b 000003 000001 | certificate_list needs 1 bytes but 0",
        "a byte after the list | 0b 000004 000000 00 | 1 bytes are left over",
        "no certificate types | 0d 000007 00 0002 0401 0000 | certificate_types is 0 bytes long; allowed are 1 to 255",
        "no schemes | 0d 000006 01 40 0000 0000 | supported_signature_algorithms is 0 bytes long",
        "half a scheme | 0d 000007 01 40 0001 04 0000 | supported_signature_algorithms is 1 bytes long",
        "a scheme and a half | 0d 000009 01 40 0003 040304 0000 | supported_signature_algorithms holds an odd number",
        "no authorities field (TLS 1.0) | 0d 000004 01 40 0000 | supported_signature_algorithms is 0 bytes long",
        "a name of no bytes | 0d 00000a 01 40 0002 0403 0002 0000 | DistinguishedName is 0 bytes long",
        "a byte after the names | 0d 000009 01 40 0002 0403 0000 00 | 1 bytes are left over",
      })
  @DisplayName("B2: another form is refused with decode_error and a text that names the field")
  void malformed(String name, String digits, String text) {
    byte[] message = Hex.bytes(digits);
    TlsFailure failure =
        assertFails(
            Alert.DECODE_ERROR,
            Reason.MALFORMED_MESSAGE,
            () -> {
              if (message[0] == HandshakeType.CERTIFICATE) {
                certificate(message);
              } else {
                request(message);
              }
            });
    assertTrue(failure.detail().contains(text), failure::detail);
  }

  private static byte[] chain(String entry, int count) {
    String entries = entry.repeat(count).replace(" ", "");
    int length = entries.length() / 2;
    return Hex.bytes("0b %06x %06x %s".formatted(length + 3, length, entries));
  }

  private static CertificateMessage certificate(byte[] message) throws TlsFailure {
    return CertificateMessage.read(
        new HandshakeMessage(message).as(HandshakeType.CERTIFICATE), LIMIT);
  }

  private static CertificateRequest request(byte[] message) throws TlsFailure {
    return CertificateRequest.read(
        new HandshakeMessage(message).as(HandshakeType.CERTIFICATE_REQUEST));
  }
}
