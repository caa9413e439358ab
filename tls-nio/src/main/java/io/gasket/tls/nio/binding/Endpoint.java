package io.gasket.tls.nio.binding;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where connections arrive: a local address or any, and a port or any. Immutable.
 *
 * @param address the address, or empty for any
 * @param port 1 to 65 535, or {@link #ANY_PORT}
 */
public record Endpoint(Optional<InetAddress> address, int port) {
  /** Stands for every port. */
  public static final int ANY_PORT = 0;

  /** Every address and port. */
  public static final Endpoint ANY = new Endpoint(Optional.empty(), ANY_PORT);

  private static final int MOST_PORTS = 65_535;
  private static final String STAR = "*";
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /**
   * An endpoint. The unspecified addresses 0.0.0.0 and :: stand for any address.
   *
   * @throws IllegalArgumentException when the port is none
   */
  public Endpoint {
    address = address.filter(a -> !a.isAnyLocalAddress());
    if (port < 0 || port > MOST_PORTS) {
      throw new IllegalArgumentException("a port is 1 to " + MOST_PORTS + ", not " + port);
    }
  }

  /**
   * Reads {@code ADDRESS:PORT}; each may be {@code *} for any, and {@code *} alone is any of both.
   * The address is a literal, IPv6 in brackets: {@code 192.0.2.1:443}, {@code [2001:db8::1]:443},
   * {@code *:443}, {@code 192.0.2.1:*}. No name is looked up.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static Endpoint parse(String text) {
    if (text.equals(STAR)) {
      return ANY;
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw noEndpoint(text);
    }
    return new Endpoint(
        address(text, text.substring(0, colon)), port(text, text.substring(colon + 1)));
  }

  /**
   * The endpoints that hold for a local address, narrowest first: itself, its port on any address,
   * any port of its address, any of both.
   */
  static List<Endpoint> around(InetSocketAddress local) {
    Optional<InetAddress> address = Optional.of(local.getAddress());
    return List.of(
        new Endpoint(address, local.getPort()),
        new Endpoint(Optional.empty(), local.getPort()),
        new Endpoint(address, ANY_PORT),
        ANY);
  }

  /** Whether every port is meant. */
  public boolean isAnyPort() {
    return port == ANY_PORT;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String host = address.map(InetAddress::getHostAddress).map(Endpoint::bracketed).orElse(STAR);
    return host + ":" + (isAnyPort() ? STAR : port);
  }

  private static String bracketed(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }

  private static Optional<InetAddress> address(String text, String address) {
    boolean literal =
        IPV4.matcher(address).matches()
            || (address.startsWith("[") && address.endsWith("]") && address.indexOf(':') > 0);
    if (address.equals(STAR)) {
      return Optional.empty();
    }
    if (!literal) {
      throw noEndpoint(text);
    }
    try {
      // Of a literal in one of these two forms nothing is looked up.
      return Optional.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw noEndpoint(text);
    }
  }

  private static int port(String text, String port) {
    if (port.equals(STAR)) {
      return ANY_PORT;
    }
    int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
    if (number < 1 || number > MOST_PORTS) {
      throw new IllegalArgumentException(
          "the port in \"" + text + "\" is not 1 to " + MOST_PORTS + " nor *");
    }
    return number;
  }

  private static IllegalArgumentException noEndpoint(String text) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is not ADDRESS:PORT with an IP address (IPv6 in brackets) or * for any, and a port or *");
  }
}
