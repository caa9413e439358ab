package io.gasket.tls.testing;

import io.gasket.tls.testing.TestPki.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Makes OCSP responses (RFC 6960) of any shape. Unless told otherwise one says that a certificate
 * is good, is signed by its issuer, of an hour ago, for a week. Not thread-safe.
 */
public final class OcspResponses {
  private final X509Certificate issuer;
  private BigInteger serial;
  private Identity responder;
  private X509Certificate[] attached = {};
  private boolean namedByKey;
  private AlgorithmIdentifier hash = CertificateID.HASH_SHA1;
  private CertificateStatus status = CertificateStatus.GOOD;
  private Instant thisUpdate = Instant.now().minus(1, ChronoUnit.HOURS);
  private Instant nextUpdate = Instant.now().plus(7, ChronoUnit.DAYS);
  private String algorithm = "SHA256withECDSA";
  private Extensions extensions;

  private OcspResponses(X509Certificate about, Identity issuer) {
    this.serial = about.getSerialNumber();
    this.issuer = issuer.certificate();
    this.responder = issuer;
  }

  /** About a certificate that an authority issued. */
  public static OcspResponses about(X509Certificate certificate, Identity issuer) {
    return new OcspResponses(certificate, issuer);
  }

  /** About another serial number. */
  public OcspResponses serial(long other) {
    serial = BigInteger.valueOf(other);
    return this;
  }

  /** Revoked at a time, for a CRLReason. */
  public OcspResponses revoked(Instant at, int reason) {
    status = new RevokedStatus(Date.from(at), reason);
    return this;
  }

  /** Not known to the responder. */
  public OcspResponses unknown() {
    status = new UnknownStatus();
    return this;
  }

  /** The time it holds; null for no nextUpdate. */
  public OcspResponses holding(Instant from, Instant until) {
    thisUpdate = from;
    nextUpdate = until;
    return this;
  }

  /** Signed by somebody else, whose certificate comes along. */
  public OcspResponses by(Identity other) {
    responder = other;
    attached = new X509Certificate[] {other.certificate()};
    return this;
  }

  /** Without the responder's certificate. */
  public OcspResponses withoutCertificate() {
    attached = new X509Certificate[0];
    return this;
  }

  /** The responder named by the hash of its key. */
  public OcspResponses namedByKey() {
    namedByKey = true;
    return this;
  }

  /** The issuer named by another hash. */
  public OcspResponses hash(ASN1ObjectIdentifier other) {
    hash = new AlgorithmIdentifier(other);
    return this;
  }

  /** Signed with another algorithm, by its JCA name. */
  public OcspResponses algorithm(String name) {
    algorithm = name;
    return this;
  }

  /** With extensions of its single response. */
  public OcspResponses extensions(Extensions any) {
    extensions = any;
    return this;
  }

  /** The DER of the response. */
  public byte[] make() {
    try {
      BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(responderId());
      builder.addResponse(
          new CertificateID(digest(hash), holder(issuer), serial),
          status,
          Date.from(thisUpdate),
          nextUpdate == null ? null : Date.from(nextUpdate),
          extensions);
      X509CertificateHolder[] chain = new X509CertificateHolder[attached.length];
      for (int i = 0; i < chain.length; i++) {
        chain[i] = holder(attached[i]);
      }
      JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
      if (algorithm.endsWith("MGF1")) {
        // The JDK has no such names; it wants RSASSA-PSS with parameters apart.
        signer.setProvider(new BouncyCastleProvider());
      }
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              builder.build(signer.build(responder.key()), chain, Date.from(thisUpdate)))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OCSPException | OperatorCreationException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private RespID responderId()
      throws OCSPException, CertificateEncodingException, OperatorCreationException {
    X509CertificateHolder signer = holder(responder.certificate());
    return namedByKey
        ? new RespID(signer.getSubjectPublicKeyInfo(), digest(CertificateID.HASH_SHA1))
        : new RespID(signer.getSubject());
  }

  private static X509CertificateHolder holder(X509Certificate certificate)
      throws CertificateEncodingException {
    return new JcaX509CertificateHolder(certificate);
  }

  private static DigestCalculator digest(AlgorithmIdentifier algorithm)
      throws OperatorCreationException {
    return new JcaDigestCalculatorProviderBuilder().build().get(algorithm);
  }
}
