package io.gasket.tls.interop.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class HostAndPortTest {
  private final HostAndPort.Converter converter = new HostAndPort.Converter();

  @ParameterizedTest
  @DisplayName("names, IPv4 addresses and bracketed IPv6 addresses are read and written alike")
  @CsvSource({
    "example.org:443, example.org, 443",
    "192.0.2.1:65535, 192.0.2.1, 65535",
    "[::1]:1, ::1, 1"
  })
  void reads(String text, String host, int port) {
    HostAndPort read = converter.convert(text);
    assertEquals(new HostAndPort(host, port), read);
    assertEquals(text, read.toString());
  }

  @ParameterizedTest
  @DisplayName("anything else is refused")
  @ValueSource(
      strings = {
        "",
        ":443",
        "example.org",
        "example.org:",
        "example.org:0",
        "example.org:65536",
        "example.org:+1",
        "example.org:0x10",
        "::1:443",
        "[::1]",
        "[::1]443",
        "[::1:443",
        "[]:443"
      })
  void refuses(String text) {
    assertThrows(TypeConversionException.class, () -> converter.convert(text));
  }
}
