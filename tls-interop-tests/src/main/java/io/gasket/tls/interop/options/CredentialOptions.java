package io.gasket.tls.interop.options;

import io.gasket.tls.credential.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Option;

/** Whom this side is: certificate chains with their keys, from PEM files or a PKCS#12 file. */
public final class CredentialOptions {
  @Option(
      names = "--cert",
      paramLabel = "PEM",
      description = "Own certificate, followed by its chain; again for a second kind of key")
  private List<Path> certificates = List.of();

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description = "Private key, one for each --cert in its order (default: in --cert's file)")
  private List<Path> keys = List.of();

  @Option(
      names = "--key-password",
      paramLabel = "PW",
      description = "Password of an encrypted --key")
  private String keyPassword;

  @Option(
      names = "--p12",
      paramLabel = "FILE",
      description = "Own certificate, chain and key as PKCS#12, in place of --cert and --key")
  private Path pkcs12;

  @Option(
      names = "--password",
      paramLabel = "PW",
      defaultValue = "changeit",
      description = "Password of PKCS#12 files (default: ${DEFAULT-VALUE})")
  private String password;

  /** The credentials given, in their order; none is fine for a client. */
  public List<Credential> credentials() throws IOException, ProgramFailure {
    check();
    if (pkcs12 != null) {
      return List.of(Credential.fromPkcs12(pkcs12, password.toCharArray()));
    }
    List<Credential> credentials = new ArrayList<>();
    for (int i = 0; i < certificates.size(); i++) {
      Path certificate = certificates.get(i);
      Path key = keys.isEmpty() ? certificate : keys.get(i);
      credentials.add(Credential.fromPem(certificate, key, keyPassword()));
    }
    return credentials;
  }

  /** Whether there are any. */
  boolean areGiven() {
    return pkcs12 != null || !certificates.isEmpty() || !keys.isEmpty();
  }

  /** The password of PKCS#12 files. */
  char[] password() {
    return password.toCharArray();
  }

  /** The password of PEM keys, or null. */
  char[] keyPassword() {
    return keyPassword == null ? null : keyPassword.toCharArray();
  }

  /** The certificates that --p12 holds as trusted ones, besides its key. */
  List<X509Certificate> trusted() throws IOException, ProgramFailure {
    List<X509Certificate> trusted = new ArrayList<>();
    if (pkcs12 == null) {
      return trusted;
    }
    try (InputStream in = Files.newInputStream(pkcs12)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          trusted.add(certificate);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new ProgramFailure(pkcs12 + ": " + e.getMessage(), e);
    }
    return trusted;
  }

  private void check() throws ProgramFailure {
    boolean pem = !certificates.isEmpty() || !keys.isEmpty();
    if (pkcs12 != null && pem) {
      throw ProgramFailure.badArguments("give either --p12 or --cert with --key, not both");
    }
    if (!keys.isEmpty() && keys.size() != certificates.size()) {
      throw ProgramFailure.badArguments(
          "each --key needs its --cert and each --cert its --key: there are %d and %d"
              .formatted(keys.size(), certificates.size()));
    }
  }
}
