package io.gasket.tls.credential;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every file or pair that cannot be used is refused with one line that names the file, the fault
 * and the way out.
 */
@DisplayName("B1: clear refusals when credentials are loaded")
class CredentialErrorsTest {
  private static final char[] PASSWORD = "secret-word".toCharArray();
  private static final char[] WRONG = "other-word".toCharArray();

  @TempDir Path folder;
  private Path chain;
  private Path key;
  private final Identity server = TestPki.serverIdentity(KeyKind.EC_P256);

  @BeforeEach
  void writeFiles() {
    List<Path> files = server.writePem(folder, "server");
    chain = files.get(0);
    key = files.get(1);
  }

  @Test
  void missingFile() {
    Path missing = folder.resolve("missing.crt");
    refused(() -> Credential.fromPem(missing, key), missing, "no such file");
    refused(() -> Credential.fromPkcs12(missing, PASSWORD), missing, "no such file");
  }

  @Test
  void directory() {
    refused(() -> Credential.fromPem(folder, key), folder, "is a directory; give a file");
    refused(() -> Credential.fromJks(folder, PASSWORD), folder, "is a directory; give a file");
  }

  @Test
  void emptyFile() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    refused(() -> Credential.fromPem(empty, key), empty, "is empty");
    refused(() -> Credential.fromPem(chain, empty), empty, "is empty");
    refused(() -> Credential.fromPkcs12(empty, PASSWORD), empty, "is empty");
  }

  @Test
  void overlongFile() throws IOException {
    Path overlong = Files.write(folder.resolve("overlong.pem"), new byte[(16 << 20) + 1]);
    refused(() -> Certificates.fromPem(overlong), overlong, "longer than 16 MiB");
  }

  @Test
  void noCertificate() {
    refused(
        () -> Credential.fromPem(key, key),
        key,
        "no certificate in it; expected -----BEGIN CERTIFICATE-----");
  }

  @Test
  void noKey() {
    refused(
        () -> Credential.fromPem(chain, chain),
        chain,
        "no private key in it; expected -----BEGIN PRIVATE KEY-----");
  }

  @Test
  void twoKeys() throws IOException {
    String text = Files.readString(key);
    Path two = Files.writeString(folder.resolve("two.key"), text + text);
    refused(() -> Credential.fromPem(chain, two), two, "holds 2 private keys (lines 1, 5)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|no PEM block in it",
        "-----BEGIN CERTIFICATE-----/MIIB$$$$/-----END CERTIFICATE-----|line 1: the block CERTIFICATE is not valid base64",
        "-----BEGIN CERTIFICATE-----/MIIB/|line 1: the block CERTIFICATE has no END line",
        "-----BEGIN CERTIFICATE-----/MIIB/-----BEGIN CERTIFICATE-----|line 1: the block CERTIFICATE has no END line",
        "x/-----BEGIN CERTIFICATE-----/MIIB/-----END PRIVATE KEY-----|line 4: END PRIVATE KEY closes BEGIN CERTIFICATE of line 2",
        "-----BEGIN CERTIFICATE/MIIB|line 1: malformed PEM line",
        "-----BEGIN CERTIFICATE-----/MIIB/-----END CERTIFICATE-----|line 1: the certificate cannot be parsed",
        "-----BEGIN CERTIFICATE-----/-----END CERTIFICATE-----|line 1: the certificate cannot be parsed",
        "-----BEGIN TRUSTED CERTIFICATE-----/MIIB/-----END TRUSTED CERTIFICATE-----|openssl x509 -in FILE -out NEW"
      })
  void damagedCertificates(String lines, String expected) throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.crt"), lines.replace('/', '\n'));
    refused(() -> Credential.fromPem(damaged, key), damaged, expected);
  }

  @Test
  void bytesAfterCertificate() throws Exception {
    byte[] der = server.certificate().getEncoded();
    byte[] longer = Arrays.copyOf(der, der.length + 2);
    Path file = Files.writeString(folder.resolve("longer.crt"), TestPki.pem("CERTIFICATE", longer));
    refused(() -> Certificates.fromPem(file), file, "2 bytes follow it");
  }

  @Test
  void derInsteadOfPem() throws Exception {
    Path der = Files.write(folder.resolve("server.der"), server.certificate().getEncoded());
    refused(() -> Credential.fromPem(der, key), der, "is binary (DER or PKCS#12), not PEM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  void damagedKeys(String label) throws IOException {
    for (String base64 : List.of("", "AAAA", "MAA=", "MIIB", "MAMCAQA=", "BQA=", "MAYwADAABAA=")) {
      Path damaged =
          Files.writeString(
              folder.resolve("damaged.key"),
              "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, base64, label));
      refused(() -> Credential.fromPem(chain, damaged, PASSWORD), damaged, "damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DSA PRIVATE KEY", "OPENSSH PRIVATE KEY"})
  void unsupportedForms(String label) throws IOException {
    Path other =
        Files.writeString(folder.resolve("other.key"), TestPki.pem(label, new byte[] {0x30, 0}));
    refused(
        () -> Credential.fromPem(chain, other),
        other,
        "keys of the form " + label + " are not supported");
  }

  @Test
  void oldEncryption() {
    Programs.require("openssl");
    Programs.run(
        folder,
        "openssl",
        "ec",
        "-in",
        "server.key",
        "-aes256",
        "-out",
        "old.key",
        "-passout",
        "pass:secret-word");
    Path old = folder.resolve("old.key");
    refused(
        () -> Credential.fromPem(chain, old, PASSWORD),
        old,
        "convert it with: openssl pkcs8 -topk8");
  }

  @Test
  void wrongPasswordOfPem() {
    Path encrypted = pkcs8("-v2", "aes-256-cbc");
    refused(
        () -> Credential.fromPem(chain, encrypted, WRONG),
        encrypted,
        "the password of the private key is wrong");
    refused(
        () -> Credential.fromPem(chain, encrypted, new char[0]),
        encrypted,
        "the password of the private key is wrong");
    refused(
        () -> Credential.fromPem(chain, encrypted),
        encrypted,
        "the key is encrypted; give its password");
  }

  @Test
  @DisplayName(
      "a wrong password whose garbage ends like valid padding (one in 256) is still told as such")
  void wrongPasswordWithLuckyPadding() {
    Path encrypted = pkcs8("-v2", "aes-128-cbc", "-iter", "1");
    for (int i = 0; i < 2000; i++) {
      char[] guess = ("guess" + i).toCharArray();
      refused(
          () -> Credential.fromPem(chain, encrypted, guess),
          encrypted,
          "the password of the private key is wrong");
    }
  }

  @Test
  void unsupportedEncryption() {
    refusedEncryption(pkcs8("-v1", "PBE-SHA1-3DES"), "unsupported scheme 1.2.840.113549.1.12.1.3");
    refusedEncryption(pkcs8("-scrypt"), "unsupported key derivation 1.3.6.1.4.1.11591.4.11");
    refusedEncryption(
        pkcs8("-v2", "camellia-256-cbc"), "unsupported cipher 1.2.392.200011.61.1.1.1.4");
  }

  private void refusedEncryption(Path file, String expected) {
    refused(() -> Credential.fromPem(chain, file, PASSWORD), file, expected);
  }

  private Path pkcs8(String... options) {
    Programs.require("openssl");
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "pkcs8",
                "-topk8",
                "-in",
                "server.key",
                "-out",
                "encrypted.key",
                "-passout",
                "pass:secret-word"));
    command.addAll(List.of(options));
    Programs.run(folder, command);
    return folder.resolve("encrypted.key");
  }

  @Test
  void unsupportedKinds() {
    Programs.require("openssl");
    Programs.run(folder, "openssl", "genpkey", "-algorithm", "ED448", "-out", "ed448.key");
    Path ed448 = folder.resolve("ed448.key");
    refused(
        () -> Credential.fromPem(chain, ed448),
        ed448,
        "private keys of the kind 1.3.101.113 are not supported");
    Programs.run(
        folder,
        "openssl",
        "req",
        "-x509",
        "-new",
        "-key",
        "ed448.key",
        "-subj",
        "/CN=x",
        "-out",
        "ed448.crt");
    Path certificate = folder.resolve("ed448.crt");
    refused(
        () -> Credential.fromPem(certificate, key), certificate, "unsupported kind", "1.3.101.113");
  }

  @Test
  void unsupportedCurve() {
    Programs.require("openssl");
    Programs.run(folder, "openssl", "ecparam", "-name", "secp256k1", "-genkey", "-out", "k1.key");
    Path k1 = folder.resolve("k1.key");
    refused(() -> Credential.fromPem(chain, k1), k1, "does not name one of the supported curves");
  }

  @Test
  void keyOfAnotherCertificate() {
    Path other =
        TestPki.writePem(
            folder.resolve("other.key"), TestPki.clientIdentity(KeyKind.EC_P256).key());
    refused(
        () -> Credential.fromPem(chain, other),
        chain,
        "other.key",
        "the private key does not belong to certificate");
    Path rsa =
        TestPki.writePem(folder.resolve("rsa.key"), TestPki.serverIdentity(KeyKind.RSA_2048).key());
    refused(
        () -> Credential.fromPem(chain, rsa),
        chain,
        "the private key (RSA) cannot sign for certificate",
        "it is another key");
  }

  @ParameterizedTest
  @CsvSource({"RSA_2048", "RSA_PSS", "ED25519", "EC_P384"})
  void keyOfAnotherCertificateOfTheSameKind(KeyKind kind) {
    Identity one = TestPki.serverIdentity(kind);
    Identity another = TestPki.clientIdentity(kind);
    refused(
        () -> Credential.of(one.chain(), another.key()),
        "credential: the private key does not belong to certificate");
  }

  @Test
  void disorderedChain() {
    List<X509Certificate> reversed =
        List.of(TestPki.intermediate().certificate(), server.certificate());
    refused(
        () -> Credential.of(reversed, TestPki.intermediate().key()),
        "certificate 1 (CN=Gasket Test EC Intermediate) was issued by CN=Gasket Test EC Root, but certificate 2 is O=Gasket Tests,OU=EC_P256,CN=localhost;",
        "order the chain leaf first");
    refused(() -> Credential.of(List.of(), server.key()), "the certificate chain is empty");
  }

  @Test
  void keyUsageWithoutDigitalSignature() {
    Identity encipherOnly =
        TestPki.issue().subject("CN=e").keyUsage(KeyUsage.keyEncipherment).make();
    refused(
        () -> Credential.of(encipherOnly.chain(), encipherOnly.key()),
        "the keyUsage of certificate CN=e lacks digitalSignature");
  }

  @Test
  void shortRsaKey() {
    KeyPair pair = TestPki.rsaKeyPair("RSA", 1024);
    Identity weak = TestPki.issue().subject("CN=weak").key(pair).make();
    refused(
        () -> Credential.of(weak.chain(), weak.key()),
        "the RSA key of certificate CN=weak has 1024 bits; at least 2048");
  }

  @Test
  void keyStoreFiles() throws Exception {
    Path store = keyStore("store.p12", "PKCS12", PASSWORD, PASSWORD, "one", "two");
    refused(
        () -> Credential.fromPkcs12(store, PASSWORD),
        store,
        "private keys under the aliases \"one\", \"two\"; name the alias to use");
    refused(
        () -> Credential.fromPkcs12(store, PASSWORD, "three"),
        store,
        "no private key under the alias \"three\"",
        "\"one\", \"two\"");
    refused(() -> Credential.fromPkcs12(store, WRONG), store, "the password is wrong");
    refused(() -> Credential.fromPkcs12(chain, PASSWORD), chain, "is not a PKCS#12 file");
    Path empty = keyStore("empty.p12", "PKCS12", PASSWORD, PASSWORD);
    refused(() -> Credential.fromPkcs12(empty, PASSWORD), empty, "it holds no private key");
    refused(() -> Credential.fromPkcs12(empty, PASSWORD, "one"), empty, "it holds no private key");
  }

  @Test
  void jksWithAnotherKeyPassword() throws Exception {
    Path store = keyStore("store.jks", "JKS", PASSWORD, WRONG, "one");
    refused(
        () -> Credential.fromJks(store, PASSWORD),
        store,
        "the password does not open the key \"one\"");
    refused(() -> Credential.fromJks(store, WRONG), store, "the password is wrong");
    refused(() -> Credential.fromJks(chain, PASSWORD), chain, "is not a JKS file");
  }

  private Path keyStore(
      String name, String type, char[] storePassword, char[] keyPassword, String... aliases)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("a certificate", TestPki.root().certificate());
    for (String alias : aliases) {
      store.setKeyEntry(
          alias, server.key(), keyPassword, server.chain().toArray(Certificate[]::new));
    }
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, storePassword);
    }
    return file;
  }

  private static void refused(Executable loading, Path file, String... expected) {
    String message = refused(loading, expected);
    assertTrue(message.startsWith(file.toString()), () -> "names the file first: " + message);
  }

  private static String refused(Executable loading, String... expected) {
    String message = assertThrows(CredentialException.class, loading).getMessage();
    for (String part : expected) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
    }
    assertFalse(message.contains("\n"), () -> "one line: " + message);
    assertFalse(message.contains("secret-word") || message.contains("other-word"), "no password");
    return message;
  }
}
