package io.gasket.tls.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Reads trust anchors from where they are kept. */
final class AnchorStores {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*+)-----END CERTIFICATE-----");

  private AnchorStores() {}

  /** All CERTIFICATE blocks of a file. */
  static List<X509Certificate> pem(Path file) throws IOException {
    List<X509Certificate> anchors = new ArrayList<>();
    Matcher block = BLOCK.matcher(text(file));
    while (block.find()) {
      try {
        byte[] der = Base64.getDecoder().decode(block.group(1).replaceAll("\\s", ""));
        anchors.add(
            (X509Certificate)
                PeerCertificates.certificateFactory()
                    .generateCertificate(new ByteArrayInputStream(der)));
      } catch (IllegalArgumentException | CertificateException e) {
        String place = "CERTIFICATE block " + (anchors.size() + 1);
        throw new IOException(file + ": " + place + " cannot be parsed: " + e.getMessage(), e);
      }
    }
    if (anchors.isEmpty()) {
      throw new IOException(
          file
              + ": holds no whole -----BEGIN CERTIFICATE----- block; give a PEM file of authorities");
    }
    return anchors;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The JDK's default trust store. Initialised, and so read, when first asked for; a failure is
   * remembered too.
   */
  static final class Platform {
    static final Platform ANCHORS = new Platform();

    private final Anchors anchors;
    private final GeneralSecurityException failure;

    private Platform() {
      Anchors read = null;
      GeneralSecurityException failed = null;
      try {
        read = new Anchors(platform());
      } catch (GeneralSecurityException e) {
        failed = e;
      }
      anchors = read;
      failure = failed;
    }

    Anchors orElseThrow() {
      if (failure != null) {
        throw new IllegalStateException(
            "the JDK's default trust store cannot be read: " + failure.getMessage(), failure);
      }
      if (anchors.subjects().isEmpty()) {
        throw new IllegalStateException("the JDK's default trust store is empty");
      }
      return anchors;
    }
  }

  private static List<X509Certificate> platform() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<X509Certificate> anchors = new ArrayList<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        anchors.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return anchors;
  }
}
