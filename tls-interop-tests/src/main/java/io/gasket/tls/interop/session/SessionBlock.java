package io.gasket.tls.interop.session;

import io.gasket.tls.ConnectionInfo;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.session.ResumedBy;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.HashAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The facts of a session as the lines {@code Name: value} that both sides print of it, each line
 * the same on every connection that has the fact.
 */
public final class SessionBlock {
  private final Map<String, String> facts = new LinkedHashMap<>();

  private SessionBlock() {}

  /**
   * The block of a finished handshake.
   *
   * @param peerVerified whether a certificate the peer sent was verified; false under a dangerous
   *     trust, whose peers count as unauthenticated
   */
  public static SessionBlock of(ConnectionInfo info, boolean peerVerified) {
    SessionBlock block = new SessionBlock();
    Optional<X509Certificate> remote = info.peerCertificates().stream().findFirst();
    Optional<X509Certificate> local = info.localCredential().map(own -> own.leaf());
    boolean remoteAuthenticated = remote.isPresent() && peerVerified;
    block.put("CipherAlgorithm", cipher(info.suite().cipher()));
    block.put("CipherStrength", info.suite().cipher().keyBits());
    block.put("HashAlgorithm", hash(info.suite().hash()));
    block.put("IsAuthenticated", yesNo(info.server() || remoteAuthenticated));
    block.put("IsEncrypted", yesNo(true));
    block.put("IsMutuallyAuthenticated", yesNo(remoteAuthenticated && local.isPresent()));
    block.put("IsServer", yesNo(info.server()));
    block.put("IsSigned", yesNo(true));
    block.put("SslProtocol", "Tls12");
    block.put("CipherSuite", info.suite().name());
    info.group().ifPresent(group -> block.put("KeyExchange", group.rfcName()));
    block.put("Resumed", resumed(info.resumedBy()));
    info.localScheme().ifPresent(scheme -> block.put("LocalSignature", scheme.rfcName()));
    info.peerScheme().ifPresent(scheme -> block.put("RemoteSignature", scheme.rfcName()));
    block.put("ExtendedMasterSecret", yesNo(info.extendedMasterSecret()));
    block.put("SecureRenegotiation", yesNo(info.secureRenegotiation()));
    FragmentLimits limits = info.fragmentLimits();
    if (limits.maxFragmentLength() > 0) {
      block.put("MaxFragmentLength", limits.maxFragmentLength());
    }
    if (limits.recordSizeLimit() > 0) {
      block.put("RecordSizeLimit", limits.received() + " received, " + limits.sent() + " sent");
    }
    if (!info.applicationProtocol().isEmpty()) {
      block.put("ApplicationProtocol", info.applicationProtocol());
    }
    info.ocspResponse().ifPresent(r -> block.put("OcspResponse", r.length + " bytes"));
    if (!info.signedCertificateTimestamps().isEmpty()) {
      block.put("CertificateTimestamps", info.signedCertificateTimestamps().size());
    }
    info.serverName().ifPresent(name -> block.put("ServerName", name));
    remote.ifPresent(certificate -> block.put("RemoteCertificate", certificate));
    local.ifPresent(certificate -> block.put("LocalCertificate", certificate));
    return block;
  }

  private static String resumed(ResumedBy how) {
    return switch (how) {
      case NOTHING -> "False";
      case SESSION_ID -> "True (session id)";
      case TICKET -> "True (ticket)";
    };
  }

  /** The lines, each with its line break. */
  public String text() {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void put(String name, Object value) {
    facts.put(name, printable(value.toString()));
  }

  private void put(String name, X509Certificate certificate) {
    put(name + ".Issuer", certificate.getIssuerX500Principal().getName());
    put(name + ".Subject", certificate.getSubjectX500Principal().getName());
    put(name + ".Thumbprint", thumbprint(certificate));
  }

  /** Names come from the peer: what could move a terminal's cursor becomes a question mark. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static String cipher(BulkCipher cipher) {
    return switch (cipher) {
      case AES_128_GCM -> "Aes128";
      case AES_256_GCM -> "Aes256";
      case CHACHA20_POLY1305 -> "ChaCha20Poly1305";
    };
  }

  private static String hash(HashAlgorithm hash) {
    return switch (hash) {
      case SHA256 -> "Sha256";
      case SHA384 -> "Sha384";
      case SHA512 -> "Sha512";
    };
  }

  private static String yesNo(boolean value) {
    return value ? "True" : "False";
  }

  /** SHA-1 of the certificate's DER form: a short name by which people compare certificates. */
  private static String thumbprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has no SHA-1 thumbprint", e);
    }
  }
}
