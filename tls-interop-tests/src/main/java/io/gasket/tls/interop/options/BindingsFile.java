package io.gasket.tls.interop.options;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.nio.binding.BindingTable;
import io.gasket.tls.nio.binding.Endpoint;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file of {@code --bindings}, one binding a line: {@code ADDRESS:PORT HOST CHAIN.pem KEY.pem},
 * the key left out when it is in the chain's file, or {@code ADDRESS:PORT HOST FILE.p12}; the host
 * {@code *} is the endpoint's default. {@code ADDRESS:PORT unknown=refuse} (or {@code default})
 * says what becomes of names that nothing is bound to. What follows a {@code #} is a comment. Files
 * are named from the bindings file's own folder.
 */
final class BindingsFile {
  private static final String DEFAULT_HOST = "*";
  private static final String UNKNOWN = "unknown=";

  private final Path file;
  private final char[] keyPassword;
  private final char[] storePassword;
  private final BindingTable.Builder table = BindingTable.builder();
  private final Set<Endpoint> decided = new HashSet<>();
  private int line;

  private BindingsFile(Path file, char[] keyPassword, char[] storePassword) {
    this.file = file;
    this.keyPassword = keyPassword;
    this.storePassword = storePassword;
  }

  /**
   * Reads the file and all that it names.
   *
   * @param keyPassword of encrypted keys in PEM files, or null
   * @param storePassword of PKCS#12 files
   * @throws ProgramFailure naming file and line, for whatever is wrong in it
   */
  static BindingTable.Builder read(Path file, char[] keyPassword, char[] storePassword)
      throws IOException, ProgramFailure {
    return new BindingsFile(file, keyPassword, storePassword).table();
  }

  private BindingTable.Builder table() throws IOException, ProgramFailure {
    boolean bound = false;
    for (String text : lines()) {
      line++;
      int comment = text.indexOf('#');
      String binding = (comment < 0 ? text : text.substring(0, comment)).strip();
      if (!binding.isEmpty()) {
        read(binding.split("\\s+"));
        bound = true;
      }
    }
    if (!bound) {
      throw new ProgramFailure(file + ": binds nothing");
    }
    return table;
  }

  private List<String> lines() throws IOException, ProgramFailure {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new ProgramFailure(file + ": is no text in UTF-8", e);
    }
  }

  private void read(String[] words) throws ProgramFailure {
    try {
      Endpoint endpoint = Endpoint.parse(words[0]);
      if (words.length == 2 && words[1].startsWith(UNKNOWN)) {
        decideUnknown(endpoint, words[1].substring(UNKNOWN.length()));
      } else if (words.length == 3 || words.length == 4) {
        bind(endpoint, words[1], credential(words));
      } else {
        throw wrong("expected ADDRESS:PORT HOST CHAIN.pem KEY.pem, or ADDRESS:PORT unknown=refuse");
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new ProgramFailure(
          place() + (e instanceof IOException io ? ProgramFailure.text(io) : e.getMessage()), e);
    }
  }

  private void bind(Endpoint endpoint, String host, Credential credential) {
    if (host.equals(DEFAULT_HOST)) {
      table.bindDefault(endpoint, credential);
    } else {
      table.bind(endpoint, host, credential);
    }
  }

  private void decideUnknown(Endpoint endpoint, String decision) throws ProgramFailure {
    boolean refuse = decision.equals("refuse");
    if (!refuse && !decision.equals("default")) {
      throw wrong("unknown names: unknown=refuse or unknown=default, not " + decision);
    }
    if (!decided.add(endpoint)) {
      throw wrong("unknown names at " + endpoint + " were decided before");
    }
    if (refuse) {
      table.refuseUnknownNames(endpoint);
    }
  }

  private Credential credential(String[] words) throws IOException, ProgramFailure {
    Path first = path(words[2]);
    if (words[2].toLowerCase(Locale.ROOT).endsWith(".p12")) {
      if (words.length == 4) {
        throw wrong("a PKCS#12 file holds its key; no other file goes with it");
      }
      return Credential.fromPkcs12(first, storePassword);
    }
    return Credential.fromPem(first, words.length == 4 ? path(words[3]) : first, keyPassword);
  }

  private Path path(String name) throws ProgramFailure {
    try {
      return file.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw wrong(e.getMessage());
    }
  }

  private ProgramFailure wrong(String what) {
    return new ProgramFailure(place() + what);
  }

  private String place() {
    return file + ":" + line + ": ";
  }
}
