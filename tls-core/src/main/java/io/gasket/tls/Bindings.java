package io.gasket.tls;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.Hash;
import io.gasket.tls.crypto.Hashes;
import io.gasket.tls.handshake.ConnectionSecrets;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.HashAlgorithm;
import io.gasket.tls.trust.CertificateText;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What ties a protocol above to its connection: exporters and channel bindings. Stateless. */
final class Bindings {
  /** Labels of TLS itself, whose output no exporter may give away (RFC 5705 4, RFC 7627 4). */
  private static final Set<String> RESERVED_LABELS =
      Set.of(
          "client finished",
          "server finished",
          "master secret",
          "extended master secret",
          "key expansion");

  private Bindings() {}

  static byte[] export(
      ConnectionInfo info, ConnectionSecrets secrets, String label, byte[] context, int length) {
    if (!info.extendedMasterSecret()) {
      throw new IllegalStateException(
          "exporters need the extended master secret, which the peer does not support (RFC 7627 5.4)");
    }
    if (length < 1 || (context != null && context.length > 0xffff)) {
      throw new IllegalArgumentException(
          "an exporter gives 1 byte or more and takes a context of at most 65 535");
    }
    if (RESERVED_LABELS.contains(label)) {
      throw new IllegalArgumentException("TLS itself uses the label \"" + label + "\"");
    }
    return secrets.export(label, context, length);
  }

  static byte[] tlsUnique(ConnectionInfo info, ConnectionSecrets secrets) {
    if (info.resumedBy() != ResumedBy.NOTHING && !info.extendedMasterSecret()) {
      throw new IllegalStateException(
          "tls-unique is not unique after a resumption without the extended master secret (RFC 7627 5.4)");
    }
    return secrets.tlsUnique();
  }

  static Optional<byte[]> tlsServerEndPoint(ConnectionInfo info, Hashes hashes) {
    Optional<X509Certificate> certificate =
        info.server()
            ? info.localCredential().map(Credential::leaf)
            : info.peerCertificates().stream().findFirst();
    return certificate.flatMap(leaf -> digest(leaf, hashes));
  }

  private static Optional<byte[]> digest(X509Certificate leaf, Hashes hashes) {
    return hashOf(CertificateText.signature(leaf))
        .map(
            algorithm -> {
              byte[] der;
              try {
                der = leaf.getEncoded();
              } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was parsed has an encoding", e);
              }
              Hash hash = hashes.hash(algorithm);
              hash.update(der, 0, der.length);
              byte[] digest = new byte[algorithm.length()];
              hash.snapshot(digest, 0);
              return digest;
            });
  }

  /**
   * RFC 5929 4.1: the hash of the certificate's own signature, SHA-256 in place of MD5 and SHA-1;
   * that of RSASSA-PSS is told by its parameters.
   */
  private static Optional<HashAlgorithm> hashOf(String signature) {
    if (signature.startsWith("SHA384with")) {
      return Optional.of(HashAlgorithm.SHA384);
    }
    if (signature.startsWith("SHA512with")) {
      return Optional.of(HashAlgorithm.SHA512);
    }
    boolean sha256 = Stream.of("SHA256with", "SHA1with", "MD5with").anyMatch(signature::startsWith);
    return sha256 ? Optional.of(HashAlgorithm.SHA256) : Optional.empty();
  }
}
