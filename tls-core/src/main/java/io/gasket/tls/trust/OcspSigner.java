package io.gasket.tls.trust;

import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.TlsFailure;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Whether an OCSP response is signed by somebody whom the issuer of a certificate lets speak for it
 * (RFC 6960 4.2.2.2): itself, or a responder that it issued a certificate to. One per response.
 */
final class OcspSigner {
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final String RSASSA_PSS = "RSASSA-PSS";

  private final OcspAnswer answer;
  private final X509Certificate issuer;
  private final SignaturePolicy policy;
  private final Instant now;

  OcspSigner(OcspAnswer answer, X509Certificate issuer, SignaturePolicy policy, Instant now) {
    this.answer = answer;
    this.issuer = issuer;
    this.policy = policy;
    this.now = now;
  }

  /**
   * Checks the signature.
   *
   * @throws IOException with what is wrong in one clause
   */
  void check() throws IOException {
    Optional<String> objection = policy.objectionTo(answer.algorithm());
    if (objection.isPresent()) {
      throw new IOException("it is signed with " + answer.algorithm() + "; " + objection.get());
    }
    X509Certificate signer = isResponder(issuer) ? issuer : delegate();
    try {
      if (!verifies(signer.getPublicKey())) {
        throw new IOException(
            "its signature does not verify with the key of "
                + CertificateText.name(signer.getSubjectX500Principal()));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "its signature cannot be verified with the key of "
              + CertificateText.name(signer.getSubjectX500Principal()),
          e);
    }
  }

  /** The hash of a key as OCSP has it: of the bits alone, without their algorithm. */
  static byte[] keyHash(String algorithm, X509Certificate certificate)
      throws GeneralSecurityException {
    return MessageDigest.getInstance(algorithm)
        .digest(
            SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets());
  }

  private boolean isResponder(X509Certificate certificate) throws IOException {
    if (answer.responderName() != null) {
      return Arrays.equals(
          answer.responderName(), certificate.getSubjectX500Principal().getEncoded());
    }
    try {
      return Arrays.equals(answer.responderKeyHash(), keyHash("SHA-1", certificate));
    } catch (GeneralSecurityException e) {
      throw new IOException("its responder is named by a hash that this JDK lacks", e);
    }
  }

  /** The certificate of the responder that the response names, which the issuer must have made. */
  private X509Certificate delegate() throws IOException {
    for (byte[] der : answer.certificates()) {
      X509Certificate certificate = parsed(der);
      if (isResponder(certificate)) {
        checkDelegated(certificate);
        return certificate;
      }
    }
    throw new IOException(
        "its responder is neither the certificate's issuer, "
            + CertificateText.name(issuer.getSubjectX500Principal())
            + ", nor anybody whose certificate came along");
  }

  private static X509Certificate parsed(byte[] der) throws IOException {
    try {
      return PeerCertificates.parse(List.of(der)).get(0);
    } catch (TlsFailure e) {
      throw new IOException("its responder's " + e.detail(), e);
    }
  }

  private void checkDelegated(X509Certificate responder) throws IOException {
    String name = "its responder " + CertificateText.name(responder.getSubjectX500Principal());
    CertificateSignature algorithm = CertificateSignature.of(responder);
    Optional<String> objection = policy.objectionTo(algorithm);
    if (objection.isPresent()) {
      throw new IOException(name + " has a certificate signed with " + algorithm);
    }
    try {
      if (!responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        throw new IOException(
            name + " was not issued by " + CertificateText.name(issuer.getSubjectX500Principal()));
      }
      if (!Extensions.extendedKeyUsage(responder).orElse(List.of()).contains(OCSP_SIGNING)
          || !Extensions.allowsDigitalSignature(responder)) {
        throw new IOException(
            name + " may not sign OCSP responses (id-kp-OCSPSigning, RFC 6960 4.2.2.2)");
      }
      responder.checkValidity(Date.from(now));
      responder.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IOException(
          name
              + " does not have a certificate that is valid now and verifies with its issuer's key: "
              + PeerText.quote(String.valueOf(e.getMessage()), 120),
          e);
    }
  }

  private boolean verifies(PublicKey key) throws GeneralSecurityException, IOException {
    boolean pss = answer.algorithm().family() == CertificateSignature.Family.RSA_PSS;
    Signature verifier = Signature.getInstance(pss ? RSASSA_PSS : answer.algorithm().name());
    verifier.initVerify(key);
    if (pss) {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(RSASSA_PSS);
      parameters.init(answer.algorithmParameters());
      verifier.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
    }
    verifier.update(answer.signedBytes());
    return verifier.verify(answer.signature());
  }
}
