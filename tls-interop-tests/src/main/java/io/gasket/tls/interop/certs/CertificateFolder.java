package io.gasket.tls.interop.certs;

import io.gasket.tls.interop.options.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder with a root, a server and a client under fixed file names. PKCS#12 files hold key and
 * chain, and the root once more as a trusted certificate. Files with a private key are readable by
 * their owner alone from the moment they exist.
 *
 * @param folder where the files stand
 */
public record CertificateFolder(Path folder) {
  private static final Base64.Encoder PEM_LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  /** The root's certificate. */
  public Path root() {
    return folder.resolve("ca.pem");
  }

  /** The certificate of {@code server} or {@code client}. */
  public Path certificate(String who) {
    return folder.resolve(who + ".pem");
  }

  /** The private key of {@code server} or {@code client}, PKCS#8 without encryption. */
  public Path key(String who) {
    return folder.resolve(who + ".key");
  }

  /** Key and chain of {@code server} or {@code client}. */
  public Path pkcs12(String who) {
    return folder.resolve(who + ".p12");
  }

  /**
   * Makes a new root, server and client and writes all files, over those of an earlier run.
   *
   * @param hosts names and addresses of the server beside localhost, 127.0.0.1 and ::1
   * @return the files written
   */
  public List<Path> fill(KeyKind kind, Duration validity, List<String> hosts, char[] password)
      throws IOException, GeneralSecurityException {
    Set<String> allHosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    allHosts.addAll(hosts);
    CertificateAuthority authority =
        new CertificateAuthority("Gasket demo root CA", kind, validity);
    Identity server = authority.newServer("Gasket demo server", List.copyOf(allHosts));
    Identity client = authority.newClient("Gasket demo client");

    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    WholeFile.write(root(), pem("CERTIFICATE", authority.certificate().getEncoded()));
    written.add(root());
    written.addAll(write("server", server, authority.certificate(), password));
    written.addAll(write("client", client, authority.certificate(), password));
    return written;
  }

  private List<Path> write(String who, Identity identity, X509Certificate root, char[] password)
      throws IOException, GeneralSecurityException {
    WholeFile.write(certificate(who), encoded(identity.certificate()));
    WholeFile.writeSecret(key(who), pem("PRIVATE KEY", identity.key().getEncoded()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        who, identity.key(), password, new Certificate[] {identity.certificate(), root});
    store.setCertificateEntry("ca", root);
    WholeFile.writeSecret(pkcs12(who), out -> storeTo(out, store, password));
    return List.of(certificate(who), key(who), pkcs12(who));
  }

  private static void storeTo(OutputStream out, KeyStore store, char[] password)
      throws IOException {
    try {
      store.store(out, password);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a PKCS#12 file: " + e.getMessage(), e);
    }
  }

  private static WholeFile.Content encoded(X509Certificate certificate)
      throws CertificateEncodingException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static WholeFile.Content pem(String label, byte[] der) {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(label, PEM_LINES.encodeToString(der), label);
    return out -> out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
