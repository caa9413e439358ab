package io.gasket.tls.trust;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the extensions that decide what a certificate is good for (RFC 5280 4.2.1). An extension
 * that is there but malformed throws {@link CertificateParsingException}, critical or not: the
 * JDK's own accessors would give it as absent.
 */
final class Extensions {
  static final String KEY_USAGE = "2.5.29.15";
  static final String SUBJECT_ALT_NAME = "2.5.29.17";
  static final String NAME_CONSTRAINTS = "2.5.29.30";
  static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
  private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

  /**
   * A name that a certificate is for: exactly one is not null, and the address is written as {@link
   * IpLiteral} does.
   */
  record AltName(String dns, String address) {}

  private Extensions() {}

  /**
   * The key purposes of extendedKeyUsage in dotted form, or empty when there is no such extension.
   */
  static Optional<List<String>> extendedKeyUsage(X509Certificate certificate)
      throws CertificateParsingException {
    Optional<Der> extension = extension(certificate, EXTENDED_KEY_USAGE);
    if (extension.isEmpty()) {
      return Optional.empty();
    }
    Der purposes = only(extension.get(), Der.SEQUENCE);
    List<String> oids = new ArrayList<>();
    while (purposes.hasMore()) {
      oids.add(purposes.oid());
    }
    return Optional.of(oids);
  }

  /** Whether keyUsage allows digitalSignature; also true when there is no such extension. */
  static boolean allowsDigitalSignature(X509Certificate certificate)
      throws CertificateParsingException {
    return allowsUsage(certificate, 0x80);
  }

  /** Whether keyUsage allows keyCertSign; also true when there is no such extension. */
  static boolean allowsCertificateSigning(X509Certificate certificate)
      throws CertificateParsingException {
    return allowsUsage(certificate, 0x04);
  }

  private static boolean allowsUsage(X509Certificate certificate, int bit)
      throws CertificateParsingException {
    Optional<Der> extension = extension(certificate, KEY_USAGE);
    if (extension.isEmpty()) {
      return true;
    }
    byte[] bits = only(extension.get(), Der.BIT_STRING).rest();
    if (bits.length == 0 || bits[0] < 0 || bits[0] > 7 || (bits.length == 1 && bits[0] != 0)) {
      throw new CertificateParsingException("malformed keyUsage");
    }
    return bits.length > 1 && (bits[1] & bit) != 0;
  }

  /** The DNS names and IP addresses of subjectAltName, in order; empty when there are none. */
  static List<AltName> subjectAltNames(X509Certificate certificate)
      throws CertificateParsingException {
    List<AltName> names = new ArrayList<>();
    Optional<Der> extension = extension(certificate, SUBJECT_ALT_NAME);
    if (extension.isPresent()) {
      Der general = only(extension.get(), Der.SEQUENCE);
      while (general.hasMore()) {
        int tag = general.peek();
        Der name = general.next();
        if (tag == Der.primitive(2)) {
          names.add(new AltName(name.restAsLatin1(), null));
        } else if (tag == Der.primitive(7)) {
          names.add(new AltName(null, IpLiteral.format(name.rest())));
        }
      }
    }
    return names;
  }

  /**
   * Checks that nameConstraints, if there, can be read by the JDK, which else would enforce
   * nothing.
   */
  static void checkNameConstraints(X509Certificate certificate) throws CertificateParsingException {
    Optional<Der> extension = extension(certificate, NAME_CONSTRAINTS);
    if (extension.isPresent()) {
      try {
        new X509CertSelector().setNameConstraints(extension.get().rest());
      } catch (IOException e) {
        throw new CertificateParsingException("malformed nameConstraints", e);
      }
    }
  }

  /**
   * Whether the key identifiers of a certificate and a supposed issuer contradict each other. They
   * are hints for finding a path (RFC 5280 4.2.1.1), so one that is absent or malformed contradicts
   * nothing.
   */
  static boolean keyIdentifiersDiffer(X509Certificate certificate, X509Certificate issuer) {
    try {
      Optional<Der> authority = extension(certificate, AUTHORITY_KEY_IDENTIFIER);
      Optional<Der> subject = extension(issuer, SUBJECT_KEY_IDENTIFIER);
      if (authority.isEmpty() || subject.isEmpty()) {
        return false;
      }
      Der fields = only(authority.get(), Der.SEQUENCE);
      return fields.peek() == Der.primitive(0)
          && !Arrays.equals(fields.next().rest(), only(subject.get(), Der.OCTET_STRING).rest());
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /** A cursor over the content of an extension's OCTET STRING. */
  private static Optional<Der> extension(X509Certificate certificate, String oid)
      throws CertificateParsingException {
    byte[] octets = certificate.getExtensionValue(oid);
    return octets == null ? Optional.empty() : Optional.of(only(Der.of(octets), Der.OCTET_STRING));
  }

  private static Der only(Der cursor, int tag) throws CertificateParsingException {
    Der content = cursor.enter(tag);
    cursor.end();
    return content;
  }
}
