package io.gasket.tls.nio.binding;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A folder of certificates under test, with a clock that is moved by hand and notes of events. */
final class FolderFiles implements InstantSource, CredentialFolder.Listener {
  static final char[] PASSWORD = "folder password".toCharArray();
  static final Duration PERIOD = Duration.ofSeconds(2);

  private final Path folder;
  private final List<String> loaded = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  FolderFiles(Path folder) {
    this.folder = folder;
  }

  CredentialFolder.Builder describe() {
    return CredentialFolder.of(folder).password(PASSWORD).period(PERIOD).clock(this).listener(this);
  }

  /** A certificate for some names, told apart by its subject. */
  static Identity identity(String subject, String... names) {
    return TestPki.issue().subject("CN=" + subject).dns(names).make();
  }

  /** Puts chain and key there in one step, as the documentation has it. */
  Identity put(String name, Identity identity) throws IOException {
    Path beside = folder.resolve(name + ".new");
    Files.writeString(beside, pem(identity));
    Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    return identity;
  }

  static String pem(Identity identity) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : identity.chain()) {
        text.append(TestPki.pem("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IOException(e);
    }
    return text + TestPki.pem("PRIVATE KEY", identity.key().getEncoded());
  }

  void putPkcs12(String name, Identity identity) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "key", identity.key(), PASSWORD, identity.chain().toArray(X509Certificate[]::new));
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      store.store(out, PASSWORD);
    }
  }

  void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Names of the files that were loaded since this was asked last. */
  List<String> loaded() {
    return taken(loaded);
  }

  /** Faults told since this was asked last. */
  List<String> faults() {
    return taken(faults);
  }

  private static List<String> taken(List<String> notes) {
    List<String> copy = List.copyOf(notes);
    notes.clear();
    return copy;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void loaded(Path file, Credential credential) {
    loaded.add(file.getFileName().toString());
  }

  @Override
  public void fault(Path file, IOException cause) {
    faults.add(file.getFileName() + ": " + cause.getMessage());
  }
}
