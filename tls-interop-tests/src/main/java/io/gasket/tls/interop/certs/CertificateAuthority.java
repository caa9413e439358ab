package io.gasket.tls.interop.certs;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * A root certificate authority that lives as long as this object: its key is never written down.
 * Certificates follow RFC 5280 and hold from an hour ago, for clocks that run behind.
 */
final class CertificateAuthority {
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyKind kind;
  private final Duration validity;
  private final Identity root;
  private final JcaX509ExtensionUtils extensions;

  CertificateAuthority(String commonName, KeyKind kind, Duration validity)
      throws GeneralSecurityException {
    this.kind = kind;
    this.validity = validity;
    this.extensions = new JcaX509ExtensionUtils();
    KeyPair keys = kind.newKeyPair();
    X500Name name = new X500Name("CN=" + commonName);
    try {
      X509v3CertificateBuilder builder = builder(name, name, keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      this.root = new Identity(keys.getPrivate(), sign(builder, keys));
    } catch (CertIOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** The root's own certificate. */
  X509Certificate certificate() {
    return root.certificate();
  }

  /** A server that answers to host names (also with a leading wildcard) and IP addresses. */
  Identity newServer(String commonName, List<String> hosts) throws GeneralSecurityException {
    return newLeaf(commonName, KeyPurposeId.id_kp_serverAuth, hosts);
  }

  /** A client; it is known by its subject alone. */
  Identity newClient(String commonName) throws GeneralSecurityException {
    return newLeaf(commonName, KeyPurposeId.id_kp_clientAuth, List.of());
  }

  private Identity newLeaf(String commonName, KeyPurposeId purpose, List<String> hosts)
      throws GeneralSecurityException {
    KeyPair keys = kind.newKeyPair();
    try {
      X509v3CertificateBuilder builder =
          builder(
              X500Name.getInstance(root.certificate().getSubjectX500Principal().getEncoded()),
              new X500Name("CN=" + commonName),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions.createAuthorityKeyIdentifier(root.certificate().getPublicKey()));
      if (!hosts.isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
      }
      return new Identity(
          keys.getPrivate(),
          sign(builder, new KeyPair(root.certificate().getPublicKey(), root.key())));
    } catch (CertIOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key)
      throws CertIOException {
    Instant start = Instant.now().minus(CLOCK_SKEW);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, RANDOM).add(BigInteger.ONE),
            Date.from(start),
            Date.from(start.plus(validity)),
            subject,
            key);
    return builder.addExtension(
        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
  }

  private X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder(kind.signature()).build(signer.getPrivate())));
  }

  private static GeneralNames names(List<String> hosts) {
    List<GeneralName> names = new ArrayList<>();
    for (String host : hosts) {
      int type = IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName;
      names.add(new GeneralName(type, host));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }
}
