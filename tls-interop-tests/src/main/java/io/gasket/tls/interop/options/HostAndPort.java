package io.gasket.tls.interop.options;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to connect to: {@code example.org:443}, {@code 192.0.2.1:443}, {@code [::1]:443}.
 *
 * @param host a name or an IP address, without brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {

  /** The address, looked up now. */
  public InetSocketAddress resolve() throws ProgramFailure {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new ProgramFailure("unknown host " + host);
    }
    return address;
  }

  /** An address as users write it: host name or IP address and port, IPv6 in brackets. */
  public static String text(InetSocketAddress address) {
    return new HostAndPort(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** Reads the forms above. */
  public static final class Converter implements ITypeConverter<HostAndPort> {
    @Override
    public HostAndPort convert(String text) {
      int colon = text.lastIndexOf(':');
      boolean bracketed = text.startsWith("[");
      String host = colon < 0 ? text : text.substring(0, colon);
      if (bracketed && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      } else if (bracketed || host.indexOf(':') >= 0) {
        throw new TypeConversionException(
            "'" + text + "' is not HOST:PORT (an IPv6 address goes in brackets: [::1]:443)");
      }
      if (colon < 0 || host.isEmpty()) {
        throw new TypeConversionException("'" + text + "' is not HOST:PORT");
      }
      return new HostAndPort(host, port(text, text.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
      if (digits.matches("[0-9]{1,5}")) {
        int port = Integer.parseInt(digits);
        if (port >= 1 && port <= 65_535) {
          return port;
        }
      }
      throw new TypeConversionException("the port in '" + text + "' is not 1 to 65535");
    }
  }
}
