package io.gasket.tls.trust;

import io.gasket.tls.spec.PeerText;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Whether a certificate is for a host (RFC 9525). Only the DNS names and IP addresses of
 * subjectAltName count, never the subject's common name. DNS names are compared label by label
 * without regard to ASCII case; a {@code *} stands for exactly one label, only as the whole
 * leftmost one, with two labels or more after it. IP addresses are compared as bytes and know no
 * wildcard. Nothing is ever resolved. Thread-safe.
 */
public final class HostNames {
  private static final int MOST_NAMED = 5;
  private static final int LONGEST_NAMED = 80;

  private HostNames() {}

  /** Whether a reference name is an IPv4 or IPv6 address literal rather than a DNS name. */
  public static boolean isAddress(String hostName) {
    return IpLiteral.parse(hostName) != null;
  }

  /**
   * Whether some certificate could be for a reference name: a DNS name in ASCII, one trailing dot
   * allowed, or an IP address literal without zone.
   */
  public static boolean isMatchable(String hostName) {
    return isAddress(hostName) || isDnsName(withoutRootDot(hostName));
  }

  /**
   * Whether a certificate is for the host.
   *
   * @param hostName a DNS name, IDNs as A-labels, one trailing dot allowed; or an IPv4 address as a
   *     dotted quad; or an IPv6 address with or without brackets, without zone. Whatever else
   *     matches nothing
   * @throws CertificateParsingException when subjectAltName is malformed
   */
  public static boolean matches(X509Certificate certificate, String hostName)
      throws CertificateParsingException {
    byte[] address = IpLiteral.parse(hostName);
    for (Extensions.AltName name : Extensions.subjectAltNames(certificate)) {
      if (address == null
          ? name.dns() != null && matches(name.dns(), hostName)
          : IpLiteral.format(address).equals(name.address())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a DNS name of a certificate covers a host.
   *
   * @param presented the certificate's name, perhaps with a wildcard; of any content
   * @param hostName the DNS name this side means to reach; one trailing dot is taken off. An IP
   *     literal never matches
   */
  public static boolean matches(String presented, String hostName) {
    String reference = withoutRootDot(hostName);
    if (!isDnsName(reference)) {
      return false;
    }
    if (!presented.startsWith("*.")) {
      return isDnsName(presented) && lower(presented).equals(lower(reference));
    }
    String parent = presented.substring(2);
    int dot = reference.indexOf('.');
    return isDnsName(parent)
        && parent.indexOf('.') > 0
        && dot > 0
        && lower(reference.substring(dot + 1)).equals(lower(parent));
  }

  /**
   * Whether a name is made of one to 127 labels of letters, digits, hyphens and underscores, none
   * longer than 63, 253 in all, the last not a number (which would make it a would-be IPv4
   * address).
   */
  static boolean isDnsName(String name) {
    if (name.isEmpty() || name.length() > 253) {
      return false;
    }
    int start = 0;
    boolean numeric = true;
    for (int i = 0; i <= name.length(); i++) {
      char c = i == name.length() ? '.' : name.charAt(i);
      if (c == '.') {
        if (i == start || i - start > 63 || (i == name.length() && numeric)) {
          return false;
        }
        start = i + 1;
        numeric = true;
      } else if (isLabelCharacter(c)) {
        numeric &= c >= '0' && c <= '9';
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabelCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private static String lower(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }

  /**
   * The names a certificate is for, as text for a failure's detail: bounded, and escaped as {@link
   * PeerText} does.
   */
  static String describe(X509Certificate certificate) throws CertificateParsingException {
    List<String> names = new ArrayList<>();
    for (Extensions.AltName name : Extensions.subjectAltNames(certificate)) {
      names.add(name.dns() != null ? name.dns() : name.address());
    }
    if (names.isEmpty()) {
      return "no DNS name or IP address in subjectAltName (the common name does not count, RFC 9525 2)";
    }
    StringJoiner text = new StringJoiner(", ");
    names.stream().limit(MOST_NAMED).forEach(name -> text.add(PeerText.quote(name, LONGEST_NAMED)));
    int more = names.size() - MOST_NAMED;
    return more > 0 ? text + " and " + more + " more" : text.toString();
  }

  private static String withoutRootDot(String hostName) {
    return hostName.endsWith(".") ? hostName.substring(0, hostName.length() - 1) : hostName;
  }
}
