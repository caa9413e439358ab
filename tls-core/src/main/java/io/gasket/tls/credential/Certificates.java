package io.gasket.tls.credential;

import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.spec.SignatureScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads certificates from PEM files and names their signatures in the words of TLS. */
public final class Certificates {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String X509_CERTIFICATE = "X509 CERTIFICATE";
  private static final String TRUSTED_CERTIFICATE = "TRUSTED CERTIFICATE";

  private Certificates() {}

  /**
   * All certificates of a PEM file, in their order: a chain, or a bundle of authorities. Keys,
   * revocation lists and text between them are ignored.
   *
   * @return at least one certificate; immutable
   * @throws CredentialException when the file cannot be read, holds no certificate, or one that
   *     cannot be parsed
   */
  public static List<X509Certificate> fromPem(Path file) throws CredentialException {
    List<X509Certificate> certificates = new ArrayList<>();
    try (PemFile pem = PemFile.read(file)) {
      for (PemFile.Block block : pem.blocks()) {
        switch (block.label()) {
          case CERTIFICATE, X509_CERTIFICATE -> certificates.add(parse(file.toString(), block));
          case TRUSTED_CERTIFICATE ->
              throw new CredentialException(
                  file.toString(),
                  "line "
                      + block.line()
                      + ": TRUSTED CERTIFICATE is OpenSSL's own form; convert it with: openssl x509 -in FILE -out NEW");
          default -> {
            // Keys beside a chain and revocation lists in a bundle are usual.
          }
        }
      }
    }
    if (certificates.isEmpty()) {
      throw new CredentialException(
          file.toString(), "no certificate in it; expected -----BEGIN CERTIFICATE-----");
    }
    return List.copyOf(certificates);
  }

  /**
   * How a certificate is signed, as a scheme of signature_algorithms. An ECDSA signature is named
   * by its hash alone, as always in TLS 1.2. A PSS signature has one name for issuers with an
   * rsaEncryption key and another for those with an RSASSA-PSS key; an unknown issuer is taken for
   * the former, by far the more usual.
   *
   * @param issuerKey the issuer's public key, or null when it is not known
   * @return the scheme, or empty when the signature is none of ours (SHA-1, MD5, DSA, odd PSS
   *     parameters)
   */
  public static Optional<SignatureScheme> signatureScheme(
      X509Certificate certificate, PublicKey issuerKey) {
    String oid = certificate.getSigAlgOID();
    if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId())) {
      return pssScheme(certificate.getSigAlgParams(), issuerKey);
    }
    if (oid.equals(KeyAlgorithms.ID_ED25519.getId())) {
      return Optional.of(SignatureScheme.ED25519);
    }
    if (oid.equals(X9ObjectIdentifiers.ecdsa_with_SHA256.getId())) {
      return Optional.of(SignatureScheme.ECDSA_SECP256R1_SHA256);
    }
    if (oid.equals(X9ObjectIdentifiers.ecdsa_with_SHA384.getId())) {
      return Optional.of(SignatureScheme.ECDSA_SECP384R1_SHA384);
    }
    if (oid.equals(X9ObjectIdentifiers.ecdsa_with_SHA512.getId())) {
      return Optional.of(SignatureScheme.ECDSA_SECP521R1_SHA512);
    }
    if (oid.equals(PKCSObjectIdentifiers.sha256WithRSAEncryption.getId())) {
      return Optional.of(SignatureScheme.RSA_PKCS1_SHA256);
    }
    if (oid.equals(PKCSObjectIdentifiers.sha384WithRSAEncryption.getId())) {
      return Optional.of(SignatureScheme.RSA_PKCS1_SHA384);
    }
    if (oid.equals(PKCSObjectIdentifiers.sha512WithRSAEncryption.getId())) {
      return Optional.of(SignatureScheme.RSA_PKCS1_SHA512);
    }
    return Optional.empty();
  }

  private static Optional<SignatureScheme> pssScheme(
      byte[] encodedParameters, PublicKey issuerKey) {
    HashAlgorithm hash;
    try {
      hash = Asn1.read(encodedParameters, Certificates::pssHash);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (hash == null) {
      return Optional.empty();
    }
    boolean pssKey = issuerKey != null && issuerKey.getAlgorithm().equals("RSASSA-PSS");
    return Optional.of(
        switch (hash) {
          case SHA256 ->
              pssKey ? SignatureScheme.RSA_PSS_PSS_SHA256 : SignatureScheme.RSA_PSS_RSAE_SHA256;
          case SHA384 ->
              pssKey ? SignatureScheme.RSA_PSS_PSS_SHA384 : SignatureScheme.RSA_PSS_RSAE_SHA384;
          case SHA512 ->
              pssKey ? SignatureScheme.RSA_PSS_PSS_SHA512 : SignatureScheme.RSA_PSS_RSAE_SHA512;
        });
  }

  /**
   * The hash of PSS parameters of the only shape TLS has: one hash for both uses, and a salt of its
   * length; else null.
   */
  private static HashAlgorithm pssHash(ASN1Sequence sequence) {
    RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(sequence);
    AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
    HashAlgorithm hash = hash(parameters.getHashAlgorithm());
    boolean fits =
        hash != null
            && PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
            && hash == hash(AlgorithmIdentifier.getInstance(mask.getParameters()))
            && parameters.getSaltLength().equals(BigInteger.valueOf(hash.length()));
    return fits ? hash : null;
  }

  private static HashAlgorithm hash(AlgorithmIdentifier algorithm) {
    if (NISTObjectIdentifiers.id_sha256.equals(algorithm.getAlgorithm())) {
      return HashAlgorithm.SHA256;
    }
    if (NISTObjectIdentifiers.id_sha384.equals(algorithm.getAlgorithm())) {
      return HashAlgorithm.SHA384;
    }
    return NISTObjectIdentifiers.id_sha512.equals(algorithm.getAlgorithm())
        ? HashAlgorithm.SHA512
        : null;
  }

  private static X509Certificate parse(String source, PemFile.Block block)
      throws CredentialException {
    ByteArrayInputStream der = new ByteArrayInputStream(block.content());
    try {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
      if (der.available() > 0) {
        throw new CertificateException(der.available() + " bytes follow it");
      }
      return certificate;
    } catch (CertificateException e) {
      throw new CredentialException(
          source,
          "line " + block.line() + ": the certificate cannot be parsed: " + e.getMessage(),
          e);
    }
  }
}
