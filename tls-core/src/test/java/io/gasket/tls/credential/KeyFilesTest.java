package io.gasket.tls.credential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of key and certificate file that openssl and keytool write loads. */
@DisplayName("E1, B1: key files as openssl and keytool write them")
class KeyFilesTest {
  private static final char[] PASSWORD = "correct horse £".toCharArray();
  private static final String PASS = "pass:correct horse £";

  @TempDir static Path folder;

  @BeforeAll
  static void makeKeys() throws IOException {
    Programs.require("openssl");
    genpkey("rsa", "RSA", "rsa_keygen_bits:2048");
    genpkey("p256", "EC", "ec_paramgen_curve:P-256");
    genpkey("p384", "EC", "ec_paramgen_curve:P-384");
    genpkey("p521", "EC", "ec_paramgen_curve:P-521");
    genpkey("ed25519", "ED25519");
    genpkey("pss", "RSA-PSS", "rsa_keygen_bits:2048");
    pss("pss384", "sha384", "sha384", 48);
    pss("pss256", "sha256", "sha256", 20);
    pss("pss-long-salt", "sha256", "sha256", 40);
    pss("pss-two-hashes", "sha256", "sha384", 32);
    pss("pss-sha1", "sha1", "sha256", 20);
  }

  private static void pss(String name, String hash, String maskHash, int salt) throws IOException {
    genpkey(
        name,
        "RSA-PSS",
        "rsa_keygen_bits:2048",
        "rsa_pss_keygen_md:" + hash,
        "rsa_pss_keygen_mgf1_md:" + maskHash,
        "rsa_pss_keygen_saltlen:" + salt);
  }

  private static void genpkey(String name, String algorithm, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl", "genpkey", "-algorithm", algorithm));
    for (String option : options) {
      command.addAll(List.of("-pkeyopt", option));
    }
    command.addAll(List.of("-out", name + ".key"));
    Programs.run(folder, command);
    openssl(
        "req -x509 -new -key %s.key -subj /CN=%s -addext keyUsage=digitalSignature -days 30 -out %s.crt"
            .formatted(name, name, name));
    Files.writeString(
        file(name + ".pem"),
        "Some words before.\n"
            + Files.readString(file(name + ".crt"))
            + "and between\r\n"
            + Files.readString(file(name + ".key")));
  }

  private static void openssl(String arguments, String... more) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of(more));
    Programs.run(folder, command);
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private static Credential pem(String name) throws CredentialException {
    return Credential.fromPem(file(name + ".crt"), file(name + ".key"));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa,RSA,",
    "p256,EC,SECP256R1",
    "p384,EC,SECP384R1",
    "p521,EC,SECP521R1",
    "ed25519,ED25519,",
    "pss,RSA_PSS,"
  })
  void pkcs8OfEveryKind(String name, KeyType type, NamedGroup curve) throws CredentialException {
    Credential credential = pem(name);
    assertEquals(type, credential.keyType());
    assertEquals(Optional.ofNullable(curve), credential.curve());
    assertEquals("CN=" + name, credential.leaf().getSubjectX500Principal().getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "p256", "ed25519"})
  @DisplayName("chain and key in one file, with text around the blocks (RFC 7468 2)")
  void combinedFile(String name) throws CredentialException {
    Credential credential = Credential.fromPem(file(name + ".pem"), file(name + ".pem"));
    assertArrayEquals(
        Credential.fromPem(file(name + ".crt"), file(name + ".key")).privateKey().getEncoded(),
        credential.privateKey().getEncoded());
  }

  @Test
  @DisplayName("PKCS#1, RSA PRIVATE KEY (RFC 8017 A.1.2)")
  void traditionalRsa() throws CredentialException {
    openssl("rsa -traditional -in rsa.key -out rsa-traditional.key");
    assertSameKey("rsa", "rsa-traditional.key", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "p384", "p521"})
  @DisplayName("SEC 1, EC PRIVATE KEY (RFC 5915)")
  void traditionalEc(String name) throws CredentialException {
    openssl("ec -in " + name + ".key -out " + name + "-sec1.key");
    assertSameKey(name, name + "-sec1.key", null);
  }

  @Test
  @DisplayName("SEC 1 after a block of EC PARAMETERS, as openssl ecparam -genkey writes it")
  void ecWithParameters() throws CredentialException, IOException {
    openssl("ecparam -name secp384r1 -genkey -out ecparam.key");
    openssl("req -x509 -new -key ecparam.key -subj /CN=ecparam -days 30 -out ecparam.crt");
    assertEquals("-----BEGIN EC PARAMETERS-----", Files.readAllLines(file("ecparam.key")).get(0));
    Credential credential = Credential.fromPem(file("ecparam.crt"), file("ecparam.key"));
    assertEquals(Optional.of(NamedGroup.SECP384R1), credential.curve());
  }

  @ParameterizedTest
  @CsvSource({
    "aes-128-cbc, hmacWithSHA1",
    "aes-128-cbc, hmacWithSHA256",
    "aes-192-cbc, hmacWithSHA224",
    "aes-256-cbc, hmacWithSHA256",
    "aes-256-cbc, hmacWithSHA384",
    "aes-256-cbc, hmacWithSHA512",
    "des3, hmacWithSHA1"
  })
  @DisplayName("ENCRYPTED PRIVATE KEY with PBES2 (RFC 8018 6.2)")
  void encrypted(String cipher, String function) throws CredentialException {
    String name = "p256-" + cipher + "-" + function + ".key";
    openssl(
        "pkcs8 -topk8 -in p256.key -v2 " + cipher + " -v2prf " + function + " -out " + name,
        "-passout",
        PASS);
    assertSameKey("p256", name, PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "p521", "ed25519", "pss"})
  @DisplayName("ENCRYPTED PRIVATE KEY by the defaults of openssl pkcs8")
  void encryptedByDefault(String name) throws CredentialException {
    openssl("pkcs8 -topk8 -in " + name + ".key -out " + name + "-encrypted.key", "-passout", PASS);
    assertSameKey(name, name + "-encrypted.key", PASSWORD);
  }

  @Test
  @DisplayName("RFC 4055 3.1: the parameters in an RSASSA-PSS key bind its schemes")
  void restrictedPss() throws CredentialException {
    assertEquals(3, pem("pss").schemes().size());
    assertEquals(List.of(SignatureScheme.RSA_PSS_PSS_SHA384), pem("pss384").schemes());
    assertEquals(List.of(SignatureScheme.RSA_PSS_PSS_SHA256), pem("pss256").schemes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pss-long-salt", "pss-two-hashes", "pss-sha1"})
  @DisplayName("RFC 4055 3.1: an RSASSA-PSS key whose parameters allow no TLS scheme is refused")
  void unusablePss(String name) {
    String message = assertThrows(CredentialException.class, () -> pem(name)).getMessage();
    assertTrue(message.contains("allow none of the TLS schemes"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "p256", "p384", "p521", "ed25519"})
  void pkcs12(String name) throws CredentialException {
    openssl(
        "pkcs12 -export -in "
            + name
            + ".crt -inkey "
            + name
            + ".key -name mine -out "
            + name
            + ".p12",
        "-passout",
        PASS_ASCII);
    assertSameKey(name, Credential.fromPkcs12(file(name + ".p12"), ASCII));
    assertSameKey(name, Credential.fromPkcs12(file(name + ".p12"), ASCII, "mine"));
  }

  // PKCS#12 turns a password into UTF-16, for which openssl needs a UTF-8 locale; the test does not
  // rely on one.
  private static final char[] ASCII = "correct horse".toCharArray();
  private static final String PASS_ASCII = "pass:correct horse";

  @Test
  @DisplayName("PKCS#12 in OpenSSL 1's way (RC2 and triple DES)")
  void legacyPkcs12() throws CredentialException {
    openssl(
        "pkcs12 -export -legacy -in rsa.crt -inkey rsa.key -out legacy.p12",
        "-passout",
        PASS_ASCII);
    assertSameKey("rsa", Credential.fromPkcs12(file("legacy.p12"), ASCII));
  }

  @ParameterizedTest
  @CsvSource({"JKS,two.jks", "PKCS12,two.p12"})
  void keytoolStores(String type, String store)
      throws CredentialException, GeneralSecurityException, IOException {
    keytool(type, store, "first");
    boolean jks = type.equals("JKS");
    Credential only =
        jks ? Credential.fromJks(file(store), ASCII) : Credential.fromPkcs12(file(store), ASCII);
    assertEquals("CN=first", only.leaf().getSubjectX500Principal().getName());

    keytool(type, store, "second");
    Credential named =
        jks
            ? Credential.fromJks(file(store), ASCII, "second")
            : Credential.fromPkcs12(file(store), ASCII, "second");
    assertEquals("CN=second", named.leaf().getSubjectX500Principal().getName());

    KeyStore loaded = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(file(store))) {
      loaded.load(in, ASCII);
    }
    Credential fromStore = Credential.fromKeyStore(loaded, "first", ASCII);
    assertEquals(only.leaf(), fromStore.leaf());
  }

  @ParameterizedTest
  @CsvSource({
    "sha256,sha256,32,RSA_PSS_RSAE_SHA256",
    "sha256,sha256,20,",
    "sha256,sha384,32,",
    "sha512,sha256,64,"
  })
  @DisplayName(
      "C1: PSS signatures whose parameters are not those of TLS are no scheme of ours (RFC 8446 4.2.3)")
  void pssParameters(String hash, String maskHash, int salt, SignatureScheme expected)
      throws CredentialException {
    openssl(
        "req -x509 -new -key rsa.key -subj /CN=pss -days 30 -out signed.crt -"
            + hash
            + " -sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:"
            + maskHash
            + " -sigopt rsa_pss_saltlen:"
            + salt);
    X509Certificate certificate = Certificates.fromPem(file("signed.crt")).get(0);
    assertEquals(
        Optional.ofNullable(expected),
        Certificates.signatureScheme(certificate, certificate.getPublicKey()));
  }

  @Test
  @DisplayName("a byte order mark, CR LF, trailing blanks and the older label are taken")
  void editedFiles() throws CredentialException, IOException {
    String edited =
        "\ufeff"
            + Files.readString(file("p256.crt"))
                .replace("\n", " \r\n")
                .replace("CERT", "X509 CERT");
    assertEquals(
        Certificates.fromPem(file("p256.crt")),
        Certificates.fromPem(Files.writeString(file("edited.crt"), edited)));
  }

  private static void keytool(String type, String store, String alias) {
    Programs.run(
        folder,
        Programs.ofJdk("keytool"),
        "-genkeypair",
        "-keystore",
        store,
        "-storetype",
        type,
        "-alias",
        alias,
        "-storepass",
        new String(ASCII),
        "-keypass",
        new String(ASCII),
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + alias);
  }

  private static void assertSameKey(String name, String keyFile, char[] password)
      throws CredentialException {
    assertSameKey(name, Credential.fromPem(file(name + ".crt"), file(keyFile), password));
  }

  /**
   * Credential proves on its own that the key belongs to the certificate; so the same certificate
   * is the same key.
   */
  private static void assertSameKey(String name, Credential loaded) throws CredentialException {
    assertEquals(Certificates.fromPem(file(name + ".crt")), loaded.chain());
  }
}
