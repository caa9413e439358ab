package io.gasket.tls.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Every mistake of a user gives one line that starts with the program's name, and an exit code. */
final class OneLineFailuresTest {
  private static final int FAILED = 1;
  private static final int BAD_ARGUMENTS = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @DisplayName("bad arguments: one line that says what is wrong, exit code 2")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | gasket: a command is needed: certs, server
          srever                                    | gasket: unknown command 'srever'
          --bogus                                   | gasket: unknown option '--bogus'
          server --bogus                            | gasket server: unknown option '--bogus'
          server extra                              | gasket server: unknown argument 'extra'
          server                                    | a certificate is needed: --cert with --key
          server --port abc                         | 'abc' is not an int
          server --port 65536 --cert c.pem          | --port must be 0 to 65535, not 65536
          server --cert a --cert b --key c          | each --key needs its --cert
          server --p12 a --cert b                   | give either --p12 or --cert
          server --http --echo --cert c.pem         | give either --http or --echo
          server --bindings b --cert c              | --bindings takes the place of --cert
          server --sni example.org                  | 'example.org' is not HOST=CHAIN.pem,KEY.pem
          server --sni =c.pem                       | '=c.pem' is not HOST=CHAIN.pem,KEY.pem
          server --client-auth perhaps              | expected one of [NONE, WANT, NEED]
          server --suites TLS_NULL                  | unknown suite 'TLS_NULL'; known: ECDHE-ECDSA-AES128-GCM-SHA256, ECDHE-RSA
          client a:1 --groups x25518                | unknown group 'x25518'; known: x25519, secp256r1
          client a:1 --schemes md5                  | unknown scheme 'md5'; known: ecdsa_secp256r1_sha256
          client a:1 --provider none                | choose default, fastest, jca
          client a:1 --deadline soon                | 'soon' is not a number of seconds
          client a:1 --deadline 0                   | '0' is not 0.001 to 86400 seconds
          client a:1 --get index.html               | --get takes a path that starts with /
          client a:1 --ca c --dangerous-trust-all   | give either --ca or --dangerous-trust-all
          client                                    | Missing required parameter: 'HOST:PORT'
          client localhost                          | 'localhost' is not HOST:PORT
          client localhost:0                        | the port in 'localhost:0' is not 1 to 65535
          client ::1:443                            | an IPv6 address goes in brackets: [::1]:443
          client a:1 --tickets maybe                | 'maybe' is not on or off
          server --session-cache x --cert c         | 'x' is not an int
          client a:1 --session-cache -1             | --session-cache must be 0 to 1000000, not -1
          client a:1 --renegotiation twice          | 'twice' is not off, once or a number up to 999999
          client a:1 --reconnect -1                 | --reconnect must be 0 to 1000000, not -1
          client a:1 --session-out f --session-cache 0 | need a place for a session
          client a:1 --get / --keys                 | --keys needs standard input
          client a:1 --export EXPERIMENTAL          | 'EXPERIMENTAL' is not LABEL:LENGTH
          client a:1 --export A:0                   | the length in 'A:0' is not 1 to 4096
          client a:1 --export A:4097                | the length in 'A:4097' is not 1 to 4096
          client a:1 --export :8                    | the label in ':8' is not 1 or more of ASCII
          client a:1 --export A:8:0g                | the context in 'A:8:0g' is not hexadecimal
          client a:1 --export A:8:00:               | 'A:8:00:' is not LABEL:LENGTH
          echo-client a:1 --clients 0               | --clients must be 1 to 10000, not 0
          demo --seconds -1                         | '-1' is not 0.001 to 86400 seconds
          explain 99                                | no alert or reason is '99'
          certs --key dsa                           | expected one of [EC, RSA]
          certs --days 0                            | --days must be 1 to 36500, not 0
          certs --password short                    | --password must have at least 6 characters
          certs --host bad!name                     | --host takes DNS names and IP addresses
          """)
  void badArguments(String arguments, String expected) {
    assertOneLine(BAD_ARGUMENTS, expected, arguments.isEmpty() ? new String[0] : words(arguments));
  }

  @Test
  @DisplayName("a file that is missing, not readable or not what it should be is named")
  void files() throws Exception {
    Path junk = Files.writeString(folder.resolve("junk.pem"), "no certificate here");
    Path absent = folder.resolve("absent.pem");
    assertOneLine(FAILED, absent.toString(), "server", "--cert", absent.toString());
    assertOneLine(FAILED, junk.toString(), "server", "--cert", junk.toString());
    assertOneLine(FAILED, absent.toString(), "server", "--p12", absent.toString());
    assertOneLine(FAILED, junk.toString(), "server", "--p12", junk.toString());
    assertOneLine(FAILED, absent.toString(), "server", "--bindings", absent.toString());
    assertOneLine(FAILED, junk + ":1: ", "server", "--bindings", junk.toString());
    assertOneLine(FAILED, absent.toString(), "server", "--cert-folder", absent.toString());
    assertOneLine(FAILED, absent.toString(), "client", "a:1", "--ca", absent.toString());
    assertOneLine(FAILED, junk.toString(), "client", "a:1", "--ca", junk.toString());
    assertOneLine(FAILED, absent + ": no such file", "client", "a:1", "--session-in=" + absent);
    assertOneLine(FAILED, junk + ": this is no session", "client", "a:1", "--session-in=" + junk);
    assertOneLine(FAILED, folder.toString(), "client", "a:1", "--session-in=" + folder);
    assertOneLine(FAILED, folder + ": no file", "client", "a:1", "--session-out=" + folder);
    assertOneLine(
        FAILED, absent + "/s: no file", "client", "a:1", "--session-out=" + absent + "/s");
    assertOneLine(FAILED, junk + ": exists already", "certs", "--out", junk.toString());
  }

  @Test
  @DisplayName("a host that does not exist is named")
  void unknownHost() throws Exception {
    assertOneLine(
        FAILED, "unknown host no.such.host.invalid", "client", "no.such.host.invalid:443");
  }

  @Test
  @DisplayName("--help of each program names its options and is no failure")
  void help() {
    CommandLine programs = Main.commandLine();
    for (String name : programs.getSubcommands().keySet()) {
      StringWriter out = new StringWriter();
      assertEquals(0, programs.setOut(new PrintWriter(out)).execute(name, "--help"));
      assertTrue(out.toString().startsWith("Usage: gasket " + name), out::toString);
    }
  }

  private static String[] words(String arguments) {
    return arguments.strip().split(" +");
  }

  private static void assertOneLine(int exitCode, String expected, String... arguments) {
    StringWriter err = new StringWriter();
    int actual = Main.commandLine().setErr(new PrintWriter(err)).execute(arguments);
    String line = err.toString();
    assertAll(
        () -> assertEquals(exitCode, actual, line),
        () -> assertEquals(1, line.lines().count(), line),
        () -> assertTrue(line.startsWith("gasket"), line),
        () -> assertTrue(line.contains(expected), line));
  }
}
