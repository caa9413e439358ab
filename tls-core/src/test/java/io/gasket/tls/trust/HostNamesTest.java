package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.assertSays;
import static io.gasket.tls.trust.Presenting.refusal;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.CertificateBuilder;
import io.gasket.tls.testing.TestPki;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9525: which names of a certificate cover which hosts. */
class HostNamesTest {
  @ParameterizedTest
  @CsvSource({
    // presented, host, matches: RFC 9525 6.3
    "example.org,          example.org,          true",
    "example.org,          EXAMPLE.oRG,          true",
    "EXAMPLE.ORG,          example.org,          true",
    "example.org,          example.org.,         true",
    "example.org,          www.example.org,      false",
    "www.example.org,      example.org,          false",
    "example.org,          example.com,          false",
    "localhost,            localhost,            true",
    "under_score.example,  under_score.example,  true",
    "xn--bcher-kva.example, xn--bcher-kva.example, true",
    // the wildcard is exactly one label, the leftmost, and all of it
    "*.example.org,        www.example.org,      true",
    "*.EXAMPLE.org,        www.example.ORG.,     true",
    "*.example.org,        xn--bcher-kva.example.org, true",
    "*.example.org,        example.org,          false",
    "*.example.org,        a.b.example.org,      false",
    "*.example.org,        .example.org,         false",
    "*.example.org,        www.example.com,      false",
    "w*.example.org,       www.example.org,      false",
    "*w.example.org,       www.example.org,      false",
    "w*w.example.org,      www.example.org,      false",
    "xn--*.example.org,    xn--a.example.org,    false",
    "www.*.org,            www.example.org,      false",
    "*.*.org,              www.example.org,      false",
    "**.example.org,       www.example.org,      false",
    "*.*,                  example.org,          false",
    "*.org,                example.org,          false",
    "*,                    org,                  false",
    "*.,                   org.,                 false",
    "*.example.org,        *.example.org,        false",
    // malformed on either side
    "example.org.,         example.org,          false",
    "*.example.org.,       www.example.org,      false",
    "example.org,          example.org..,        false",
    "example..org,         example..org,         false",
    ".example.org,         .example.org,         false",
    "'exa mple.org',       'exa mple.org',       false",
    "b\u00fccher.example,  b\u00fccher.example,  false",
    "'',                   '',                   false",
    "'',                   .,                    false",
    // addresses are never DNS names, not even in odd notations
    "127.0.0.1,            127.0.0.1,            false",
    "*.0.0.1,              127.0.0.1,            false",
    "1.2.3,                1.2.3,                false",
    "999.999.999.999,      999.999.999.999,      false"
  })
  @DisplayName("DNS names and wildcards (RFC 9525 6.3)")
  void matchesDns(String presented, String host, boolean matches) {
    assertEquals(matches, HostNames.matches(presented, host));
  }

  @Test
  @DisplayName("a NUL in a name hides nothing and matches nothing")
  void refusesNul() {
    assertFalse(HostNames.matches("example.org\0.evil.example", "example.org"));
    assertFalse(HostNames.matches("example.org", "example.org\0"));
    assertFalse(HostNames.matches("example.org\0", "example.org\0"));
  }

  @Test
  @DisplayName("RFC 1035 2.3.4: labels have 63 characters at most, names 253")
  void boundsLengths() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertTrue(HostNames.matches(longest, longest));
    assertFalse(HostNames.matches(longest + "a", longest + "a"));
    assertFalse(HostNames.matches(label + "a.org", label + "a.org"));
    assertFalse(HostNames.matches("*.example.org", label + "a.example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "127.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "2001:DB8:0:0:8:800:200C:417A",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "64:ff9b::192.0.2.33",
        "1:2:3:4:5:6:1.2.3.4"
      })
  @DisplayName("IP literals give the bytes that the JDK's parser gives")
  void parsesLiterals(String literal) throws Exception {
    assertArrayEquals(InetAddress.getByName(literal).getAddress(), IpLiteral.parse(literal));
    if (literal.indexOf(':') >= 0) {
      assertArrayEquals(IpLiteral.parse(literal), IpLiteral.parse("[" + literal + "]"));
    }
  }

  @Test
  @DisplayName("an IPv4-mapped IPv6 literal stays 16 bytes")
  void keepsMappedAddress() {
    byte[] mapped = IpLiteral.parse("::ffff:192.0.2.33");
    assertEquals(16, mapped.length);
    assertEquals("0:0:0:0:0:ffff:c000:221", IpLiteral.format(mapped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "1.2.3.256",
        "1.2.3.-4",
        "1.2.3.4.",
        "0x7f.0.0.1",
        "1.2.3. 4",
        "[1.2.3.4]",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "fe80::1%1",
        "[::1",
        "::1]",
        "[]",
        "1.2.3.4::",
        "::1.2.3",
        "1.2.3.4:1:2:3:4:5:6",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:"
      })
  @DisplayName("what is not quite an IP literal is none")
  void refusesNearLiterals(String text) {
    assertNull(IpLiteral.parse(text));
  }

  private static X509Certificate named(CertificateBuilder builder) {
    return builder.make().certificate();
  }

  @Test
  @DisplayName("RFC 9525 6.5: addresses match iPAddress entries alone, byte by byte")
  void matchesAddresses() throws Exception {
    X509Certificate addresses = named(TestPki.issue().ip("192.0.2.1", "2001:db8::1"));
    X509Certificate names = named(TestPki.issue().dns("192.0.2.1", "*.0.2.1", "::1"));

    assertTrue(HostNames.matches(addresses, "192.0.2.1"));
    assertTrue(HostNames.matches(addresses, "2001:DB8:0::0:1"));
    assertTrue(HostNames.matches(addresses, "[2001:db8::1]"));
    assertFalse(HostNames.matches(addresses, "192.0.2.2"));
    assertFalse(HostNames.matches(addresses, "::ffff:192.0.2.1"));
    assertFalse(HostNames.matches(addresses, "2001:db8::1%eth0"));
    assertFalse(HostNames.matches(addresses, "192.0.2.1."));
    assertFalse(HostNames.matches(names, "192.0.2.1"));
    assertFalse(HostNames.matches(names, "::1"));
  }

  @Test
  @DisplayName("iPAddress entries of odd lengths match nothing and break nothing")
  void toleratesOddAddresses() throws Exception {
    X509Certificate odd =
        named(
            TestPki.issue()
                .alternativeNames(
                    new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[0])),
                    new GeneralName(
                        GeneralName.iPAddress,
                        new DEROctetString(new byte[] {(byte) 192, 0, 2, 1, 0, 0, 0, 0})))
                .dns("example.org"));

    assertFalse(HostNames.matches(odd, "192.0.2.1"));
    assertTrue(HostNames.matches(odd, "example.org"));
  }

  @Test
  @DisplayName("RFC 9525 2: the common name never counts")
  void ignoresCommonName() throws Exception {
    X509Certificate commonName = named(TestPki.issue().subject("CN=example.org"));
    X509Certificate mailOnly =
        named(
            TestPki.issue()
                .subject("CN=example.org")
                .alternativeNames(new GeneralName(GeneralName.rfc822Name, "a@example.org")));

    assertFalse(HostNames.matches(commonName, "example.org"));
    assertFalse(HostNames.matches(mailOnly, "example.org"));
    assertSays(mismatch(commonName, "example.org"), "the common name does not count");
  }

  private static String mismatch(X509Certificate certificate, String host) {
    return refusal(
        Alert.BAD_CERTIFICATE,
        Reason.NAME_MISMATCH,
        trust(),
        new PresentedChain(
            List.of(certificate, TestPki.intermediate().certificate()),
            PeerRole.SERVER,
            host,
            SignatureScheme.all()));
  }

  @Test
  @DisplayName(
      "a mismatch is bad_certificate; the detail lists the certificate's names, but not without end")
  void listsNames() {
    String[] many =
        IntStream.range(0, 50).mapToObj(i -> "host" + i + ".example").toArray(String[]::new);

    assertEquals(
        "certificate 1 of 2 (CN=leaf) is not for example.org; it is for 192.0.2.1, host0.example,"
            + " host1.example, host2.example, host3.example and 46 more; connect by one of its names, or reissue it"
            + " with this one in subjectAltName",
        mismatch(named(TestPki.issue().ip("192.0.2.1").dns(many)), "example.org"));
  }

  @Test
  @DisplayName("a host that is no name at all is told so, and a hostile name is quoted harmlessly")
  void quotesNames() {
    X509Certificate hostile =
        named(
            TestPki.issue()
                .alternativeNames(
                    new GeneralName(
                        GeneralName.dNSName, new DERIA5String("a\r\nERROR forged line"))));

    assertSays(
        mismatch(hostile, "b\u00fccher.example"),
        "a\\u000d\\u000aERROR forged line",
        "no certificate can be for such a name");
  }

  @Test
  @DisplayName("no host name, no name check")
  void skipsNameCheck() throws TlsFailure {
    PresentedChain anonymous =
        new PresentedChain(
            TestPki.issue().make().chain(), PeerRole.SERVER, null, SignatureScheme.all());
    assertEquals(3, trust().verify(anonymous).path().size());
  }

  @Property
  @Label("a DNS name matches itself whatever the case, and its wildcard covers it")
  void matchesItself(@ForAll("names") String name) {
    assertTrue(HostNames.matches(name.toUpperCase(Locale.ROOT), name));
    assertTrue(HostNames.matches("*" + name.substring(name.indexOf('.')), name));
    assertFalse(HostNames.matches("*." + name, name));
    assertFalse(HostNames.matches("*." + name, "a.b." + name));
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> label =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
    return label.list().ofMinSize(3).ofMaxSize(6).map(labels -> String.join(".", labels));
  }

  @Property
  @Label("any two strings: no exception, and no match without equality or a wildcard")
  void anyStrings(@ForAll String presented, @ForAll String host) {
    boolean matches = HostNames.matches(presented, host);
    assertFalse(
        matches
            && !presented.startsWith("*.")
            && !presented.equalsIgnoreCase(host)
            && !host.equalsIgnoreCase(presented + "."));
    byte[] address = IpLiteral.parse(host);
    assertFalse(matches && address != null);
  }

  @Property
  @Label("any address, written out and read again, is the same")
  void roundTripsAddresses(@ForAll @Size(16) byte[] sixteen, @ForAll @Size(4) byte[] four) {
    assertArrayEquals(sixteen, IpLiteral.parse(IpLiteral.format(sixteen)));
    assertArrayEquals(four, IpLiteral.parse(IpLiteral.format(four)));
  }
}
