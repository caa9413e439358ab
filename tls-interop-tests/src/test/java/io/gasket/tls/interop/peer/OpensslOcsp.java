package io.gasket.tls.interop.peer;

import io.gasket.tls.testing.Programs;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** OCSP responses (RFC 6960) as {@code openssl ocsp} makes them. */
public final class OpensslOcsp {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String REVOCATION = "250102030405Z,keyCompromise";

  private OpensslOcsp() {}

  /** What the response says. */
  public enum Status {
    GOOD,
    REVOKED,
    UNKNOWN
  }

  /**
   * A response about a certificate, holding for a day.
   *
   * @param issuer of the certificate
   * @param signer the issuer, or a responder
   * @param options more of {@code openssl ocsp}, such as {@code -resp_key_id}
   * @return the file, DER
   */
  public static Path response(
      X509Certificate about, Identity issuer, Identity signer, Status status, String... options) {
    Path folder = PeerFiles.newFolder();
    PeerFiles.Pem responder = PeerFiles.of(signer);
    Path issuerFile = TestPki.writePem(folder.resolve("issuer.crt"), List.of(issuer.certificate()));
    Path leaf = TestPki.writePem(folder.resolve("leaf.crt"), List.of(about));
    Path request = folder.resolve("request.der");
    Path response = folder.resolve("response.der");
    String certId = "-sha1";
    List<String> ask = new ArrayList<>(List.of("openssl", "ocsp", "-no_nonce"));
    List<String> answer = new ArrayList<>(List.of("openssl", "ocsp"));
    for (String option : options) {
      if (option.equals("-sha256")) {
        certId = option;
      } else {
        answer.add(option);
      }
    }
    ask.addAll(List.of("-issuer", issuerFile.toString(), certId, "-cert", leaf.toString()));
    ask.addAll(List.of("-reqout", request.toString()));
    Programs.run(folder, ask);
    answer.addAll(List.of("-index", index(folder, about, status).toString(), "-ndays", "1"));
    answer.addAll(List.of("-CA", issuerFile.toString(), "-rsigner", responder.leaf().toString()));
    answer.addAll(List.of("-rkey", responder.key().toString(), "-reqin", request.toString()));
    answer.addAll(List.of("-respout", response.toString()));
    Programs.run(folder, answer);
    return response;
  }

  /** The authority's data base of one line, in the form of {@code openssl ca}. */
  private static Path index(Path folder, X509Certificate about, Status status) {
    String serial = about.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    String line =
        String.join(
            "\t",
            status == Status.REVOKED ? "R" : "V",
            UTC_TIME.format(about.getNotAfter().toInstant()),
            status == Status.REVOKED ? REVOCATION : "",
            serial.length() % 2 == 0 ? serial : "0" + serial,
            "unknown",
            "/CN=any");
    try {
      return Files.writeString(
          folder.resolve("index.txt"), status == Status.UNKNOWN ? "" : line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
