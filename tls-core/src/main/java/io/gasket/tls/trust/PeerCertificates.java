package io.gasket.tls.trust;

import io.gasket.tls.crypto.KeyTypes;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Parses the certificates of a peer's Certificate message (RFC 5246 7.4.2). Thread-safe. */
public final class PeerCertificates {
  private static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";
  private static final Set<String> KEY_ALGORITHMS =
      Set.of("1.2.840.113549.1.1.1", CertificateSignature.RSASSA_PSS, "1.3.101.112");
  private static final Set<String> CURVES =
      Set.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

  private PeerCertificates() {}

  /**
   * Parses DER certificates, of whatever bytes.
   *
   * @param der the certificates as they were sent, the peer's own first
   * @return as many certificates, in the same order; immutable
   * @throws TlsFailure bad_certificate, {@link Reason#MALFORMED_CERTIFICATE}, when one is not
   *     exactly a DER certificate, bytes after its end included; unsupported_certificate, {@link
   *     Reason#UNSUPPORTED_KEY}, when the first holds a key that {@link
   *     KeyTypes#byParameters(X509Certificate)} does not know, or another one holds a key so
   *     foreign that the JDK cannot read the certificate
   */
  public static List<X509Certificate> parse(List<byte[]> der) throws TlsFailure {
    List<X509Certificate> certificates = new ArrayList<>(der.size());
    for (byte[] encoded : der) {
      certificates.add(parse(encoded, certificates.size() + 1, der.size()));
    }
    return List.copyOf(certificates);
  }

  private static X509Certificate parse(byte[] der, int place, int count) throws TlsFailure {
    String label = "certificate " + place + " of " + count;
    String keyAlgorithm;
    try {
      keyAlgorithm = foreignKeyAlgorithm(der);
    } catch (CertificateParsingException e) {
      throw malformed(label, e);
    }
    X509Certificate certificate;
    try {
      certificate = read(der);
    } catch (CertificateException e) {
      throw keyAlgorithm == null
          ? malformed(label, e)
          : CertificateText.unsupportedKey(label, keyAlgorithm, e);
    }
    if (place == 1 && KeyTypes.byParameters(certificate).isEmpty()) {
      String name = keyAlgorithm == null ? certificate.getPublicKey().getAlgorithm() : keyAlgorithm;
      throw CertificateText.unsupportedKey(label, name, null);
    }
    return certificate;
  }

  private static X509Certificate read(byte[] der) throws CertificateException {
    try {
      X509Certificate certificate =
          (X509Certificate) certificateFactory().generateCertificate(new ByteArrayInputStream(der));
      // The JDK rewrites indefinite lengths and stops at the end of the first element; we take
      // neither.
      if (!Arrays.equals(certificate.getEncoded(), der)) {
        throw new CertificateParsingException("the encoding is not DER");
      }
      // Names are decoded lazily, when compared or written: do both now, where a failure is
      // expected.
      for (X500Principal name :
          List.of(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal())) {
        name.getName(X500Principal.CANONICAL);
        name.getName();
      }
      return certificate;
    } catch (RuntimeException e) {
      // The JDK's decoders are declared to throw CertificateException alone, but for hostile names
      // and keys have been seen to
      // let IllegalArgumentException and the like through, of no common narrower type.
      throw new CertificateParsingException("the JDK cannot decode it: " + e.getMessage(), e);
    }
  }

  /** The JDK's own decoder, whatever other providers the application has installed before it. */
  static CertificateFactory certificateFactory() throws CertificateException {
    return Providers.SUN == null
        ? CertificateFactory.getInstance("X.509")
        : CertificateFactory.getInstance("X.509", Providers.SUN);
  }

  /**
   * Walks to the key of a certificate (RFC 5280 4.1) without decoding anything else.
   *
   * @return null when the key's algorithm and curve are ones we know, else their object identifiers
   */
  private static String foreignKeyAlgorithm(byte[] der) throws CertificateParsingException {
    Der tbs = toBeSigned(der);
    if (tbs.peek() == Der.constructed(0)) {
      tbs.next();
    }
    tbs.enter(Der.INTEGER); // serialNumber
    for (int i = 0; i < 4; i++) {
      tbs.enter(Der.SEQUENCE); // signature, issuer, validity, subject
    }
    Der algorithm = tbs.enter(Der.SEQUENCE).enter(Der.SEQUENCE);
    String oid = algorithm.oid();
    if (!oid.equals(EC_PUBLIC_KEY)) {
      return KEY_ALGORITHMS.contains(oid) ? null : oid;
    }
    String curve = algorithm.peek() == Der.OID ? algorithm.oid() : "explicit or no parameters";
    return CURVES.contains(curve) ? null : oid + ", curve " + curve;
  }

  /**
   * The part of a certificate that is signed, after a check of the frame around it, which no
   * signature covers.
   */
  private static Der toBeSigned(byte[] der) throws CertificateParsingException {
    Der whole = Der.of(der);
    Der certificate = whole.enter(Der.SEQUENCE);
    whole.end();
    Der tbs = certificate.enter(Der.SEQUENCE);
    certificate.enter(Der.SEQUENCE); // signatureAlgorithm
    byte[] signature = certificate.enter(Der.BIT_STRING).rest();
    certificate.end();
    // The JDK would clear the unused bits, so that two encodings of one certificate verified.
    if (signature.length == 0 || signature[0] != 0) {
      throw new CertificateParsingException("its signature is not a whole number of bytes");
    }
    return tbs;
  }

  private static TlsFailure malformed(String label, Exception cause) {
    return TlsFailure.local(
        Alert.BAD_CERTIFICATE,
        Reason.MALFORMED_CERTIFICATE,
        label
            + " cannot be parsed: "
            + PeerText.quote(String.valueOf(cause.getMessage()), 200)
            + "; the peer must send DER certificates (RFC 5246 7.4.2)",
        cause);
  }
}
