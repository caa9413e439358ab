package io.gasket.tls.nio.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B1: where connections arrive")
class EndpointTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "192.0.2.1:443,           192.0.2.1:443",
    "0.0.0.0:8443,            *:8443",
    "[::]:8443,               *:8443",
    "*:8443,                  *:8443",
    "192.0.2.1:*,             192.0.2.1:*",
    "[2001:db8::1]:443,       [2001:db8:0:0:0:0:0:1]:443",
    "[::ffff:192.0.2.1]:443,  192.0.2.1:443",
    "*:*,                     *:*",
    "*,                       *:*",
    "255.255.255.255:65535,   255.255.255.255:65535"
  })
  void reads(String text, String canonical) {
    Endpoint endpoint = Endpoint.parse(text);
    assertEquals(canonical, endpoint.toString());
    assertEquals(endpoint, Endpoint.parse(endpoint.toString()));
  }

  @ParameterizedTest
  @DisplayName("names are never looked up; anything but a literal is refused, with its text")
  @ValueSource(
      strings = {
        "",
        ":",
        "443",
        "localhost:443",
        "example.org:443",
        "1.2.3:443",
        "1.2.3.4.:443",
        "1.2.3.256:443",
        "01.2.3.4:443",
        "1.2.3.4.5:443",
        "::1:443",
        "[::1:443",
        "::1]:443",
        "[1.2.3.4]:443",
        "[example.org]:443",
        "[::g]:443",
        "[]:443",
        "**:443",
        ":443"
      })
  void refusesOtherAddresses(String text) {
    assertRefused(text, "\"" + text + "\" is not ADDRESS:PORT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*:",
        "*:0",
        "*:65536",
        "*:-1",
        "*:+443",
        "*:https",
        "*:44 3",
        "*:\u0664\u0664\u0663"
      })
  void refusesOtherPorts(String text) {
    assertRefused(text, "the port in \"" + text + "\" is not 1 to 65535 nor *");
  }

  @Test
  void refusesOtherPortNumbers() {
    assertThrows(IllegalArgumentException.class, () -> new Endpoint(Optional.empty(), 65_536));
    assertThrows(IllegalArgumentException.class, () -> new Endpoint(Optional.empty(), -1));
  }

  private static void assertRefused(String text, String expected) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text)).getMessage();
    assertTrue(message.startsWith(expected), message);
  }
}
