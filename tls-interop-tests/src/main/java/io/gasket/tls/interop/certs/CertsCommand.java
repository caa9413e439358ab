package io.gasket.tls.interop.certs;

import io.gasket.tls.interop.options.ProgramFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code certs}: makes a root, a server's and a client's certificate, as PEM and PKCS#12. */
@Command(
    name = "certs",
    description = {
      "Makes a root CA, a server's and a client's certificate, each as PEM and PKCS#12.",
      "The root's private key is not kept: to issue more, run this again."
    })
public final class CertsCommand implements Callable<Integer> {
  /** Opens the PKCS#12 files where no password was given. */
  public static final String DEFAULT_PASSWORD = "changeit";

  private static final Pattern HOST =
      Pattern.compile(
          "(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*",
          Pattern.CASE_INSENSITIVE);
  private static final int MOST_DAYS = 36_500;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "certs",
      description = "Folder for the files; made if absent (default: ${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      arity = "1..*",
      description = "Names and addresses of the server, beside localhost, 127.0.0.1 and ::1")
  private List<String> hosts = List.of();

  @Option(
      names = "--key",
      paramLabel = "ec|rsa",
      defaultValue = "ec",
      description = "ec (P-256) or rsa (2048 bits) (default: ${DEFAULT-VALUE})")
  private KeyKind kind;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "Days until the certificates expire, 1 to 36500 (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--password",
      paramLabel = "PW",
      defaultValue = DEFAULT_PASSWORD,
      description = "Password of the PKCS#12 files (default: ${DEFAULT-VALUE})")
  private String password;

  @Override
  public Integer call() throws IOException, ProgramFailure {
    check();
    List<Path> written;
    try {
      written =
          new CertificateFolder(out)
              .fill(kind, Duration.ofDays(days), hosts, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new ProgramFailure("cannot make the certificates: " + e.getMessage(), e);
    }
    written.forEach(file -> System.out.println("wrote " + file));
    return 0;
  }

  private void check() throws ProgramFailure {
    if (days < 1 || days > MOST_DAYS) {
      throw ProgramFailure.badArguments("--days must be 1 to " + MOST_DAYS + ", not " + days);
    }
    if (password.length() < 6) {
      // keytool and older OpenSSL releases refuse shorter ones.
      throw ProgramFailure.badArguments("--password must have at least 6 characters");
    }
    for (String host : hosts) {
      if (!IPAddress.isValid(host) && !HOST.matcher(host).matches()) {
        throw ProgramFailure.badArguments(
            "--host takes DNS names and IP addresses, not '" + host + "'");
      }
    }
  }
}
