package io.gasket.tls.credential;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.Timestamps;
import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A private key with its certificate chain, leaf first. Everything a handshake asks of it is worked
 * out at construction, and so is every check that can be made without a peer: the chain is in
 * order, the key belongs to the leaf, the leaf may sign, the key is of a supported kind and
 * strength. Immutable and thread-safe; {@link #toString()} never shows the key.
 *
 * <p>Supported keys: EC on secp256r1, secp384r1 or secp521r1, Ed25519, RSA and RSASSA-PSS of at
 * least 2048 bits. A key that cannot be exported (a token's) works when an installed security
 * provider can sign with it.
 */
public final class Credential {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int DNS_NAME = 2;

  /** With its type and length it is a CertificateStatus of 65 535 bytes, our own default limit. */
  private static final int MOST_RESPONSE_BYTES = 65_531;

  private final List<X509Certificate> chain;
  private final PrivateKey privateKey;
  private final RemoteSigner remoteSigner;
  private final LeafKey key;
  private final List<String> names;
  private final List<byte[]> encodedChain;
  private final List<X500Principal> issuers;
  private final List<Optional<SignatureScheme>> chainSignatures;
  private final byte[] ocspResponse;
  private final byte[] timestamps;

  /** With a private key, or a remote signer in its place. */
  private Credential(
      String source, List<X509Certificate> chain, PrivateKey privateKey, RemoteSigner remoteSigner)
      throws CredentialException {
    this.chain = List.copyOf(chain);
    this.privateKey = privateKey;
    this.remoteSigner = remoteSigner;
    checkOrder(source, this.chain);
    this.key = LeafKey.of(source, leaf());
    checkKeyUsage(source, leaf());
    if (privateKey != null) {
      this.key.checkOwner(source, leaf(), privateKey);
    }
    this.names = names(source, leaf());
    this.encodedChain = encode(source, this.chain);
    this.issuers = this.chain.stream().map(X509Certificate::getIssuerX500Principal).toList();
    this.chainSignatures = chainSignatures(this.chain);
    this.ocspResponse = null;
    this.timestamps = null;
  }

  /** A copy that staples something else. */
  private Credential(Credential original, byte[] ocspResponse, byte[] timestamps) {
    this.chain = original.chain;
    this.privateKey = original.privateKey;
    this.remoteSigner = original.remoteSigner;
    this.key = original.key;
    this.names = original.names;
    this.encodedChain = original.encodedChain;
    this.issuers = original.issuers;
    this.chainSignatures = original.chainSignatures;
    this.ocspResponse = ocspResponse;
    this.timestamps = timestamps;
  }

  /**
   * A credential of objects already at hand.
   *
   * @param chain the leaf, then each certificate's issuer; the root may be left out
   * @param key the leaf's private key
   * @throws CredentialException when chain and key do not make a usable credential
   */
  public static Credential of(List<X509Certificate> chain, PrivateKey key)
      throws CredentialException {
    return of("credential", chain, key);
  }

  /**
   * A credential whose private key is elsewhere: in a token, another process or machine. That it
   * belongs to the chain shows only when it signs.
   *
   * @param chain the leaf, then each certificate's issuer; the root may be left out
   * @param signer makes the signatures
   * @throws CredentialException when the chain does not make a usable credential
   */
  public static Credential of(List<X509Certificate> chain, RemoteSigner signer)
      throws CredentialException {
    return new Credential("credential", chain, null, Objects.requireNonNull(signer, "signer"));
  }

  static Credential of(String source, List<X509Certificate> chain, PrivateKey key)
      throws CredentialException {
    return new Credential(source, chain, Objects.requireNonNull(key, "key"), null);
  }

  /**
   * A credential of PEM files with an unencrypted key: PKCS#8, PKCS#1 ({@code RSA PRIVATE KEY}) or
   * SEC 1 ({@code EC PRIVATE KEY}). Both may be one file. Text between blocks is ignored.
   *
   * @throws CredentialException when a file cannot be read or does not make a usable credential
   */
  public static Credential fromPem(Path chain, Path key) throws CredentialException {
    return fromPem(chain, key, null);
  }

  /**
   * A credential of PEM files whose key may be encrypted as PKCS#8 with PBES2 (what {@code openssl
   * pkcs8 -topk8} writes).
   *
   * @param password the key's password, not kept; the caller may wipe it afterwards
   * @throws CredentialException when a file cannot be read, the password is wrong, or they do not
   *     make a usable credential
   */
  public static Credential fromPem(Path chain, Path key, char[] password)
      throws CredentialException {
    List<X509Certificate> certificates = Certificates.fromPem(chain);
    PrivateKey privateKey = PrivateKeys.fromPem(key, password);
    String source = chain.equals(key) ? chain.toString() : chain + " with " + key;
    return of(source, certificates, privateKey);
  }

  /**
   * The only key entry of a PKCS#12 file.
   *
   * @param password the file's password, which is the key's too; not kept
   * @throws CredentialException when the file cannot be read, the password is wrong, there is no or
   *     more than one key entry, or it does not make a usable credential
   */
  public static Credential fromPkcs12(Path file, char[] password) throws CredentialException {
    return KeyStores.PKCS12.credential(file, password, null);
  }

  /**
   * The key entry {@code alias} of a PKCS#12 file; otherwise as {@link #fromPkcs12(Path, char[])}.
   *
   * @throws CredentialException as there, and when there is no such key entry
   */
  public static Credential fromPkcs12(Path file, char[] password, String alias)
      throws CredentialException {
    return KeyStores.PKCS12.credential(file, password, alias);
  }

  /** The only key entry of a JKS file; otherwise as {@link #fromPkcs12(Path, char[])}. */
  public static Credential fromJks(Path file, char[] password) throws CredentialException {
    return KeyStores.JKS.credential(file, password, null);
  }

  /**
   * The key entry {@code alias} of a JKS file; otherwise as {@link #fromPkcs12(Path, char[],
   * String)}.
   */
  public static Credential fromJks(Path file, char[] password, String alias)
      throws CredentialException {
    return KeyStores.JKS.credential(file, password, alias);
  }

  /**
   * A key entry of a key store that is already loaded, for instance a token's.
   *
   * @param password the entry's password, or null where the store needs none; not kept
   * @throws CredentialException when there is no such key entry, the password is wrong, or it does
   *     not make a usable credential
   */
  public static Credential fromKeyStore(KeyStore store, String alias, char[] password)
      throws CredentialException {
    return KeyStores.entry("key store (" + store.getType() + ")", store, alias, password);
  }

  /**
   * A copy that a server staples an OCSP response to, for clients that ask for one (RFC 6066 8). A
   * newer response goes into another copy, with which the context's credentials are replaced.
   *
   * @param response DER of an OCSPResponse (RFC 6960 4.2.1), 1 to 65 531 bytes so that it fits what
   *     peers take by default; copied, and not looked into
   * @throws IllegalArgumentException when it is empty or too long
   */
  public Credential withOcspResponse(byte[] response) {
    if (response.length == 0 || response.length > MOST_RESPONSE_BYTES) {
      throw new IllegalArgumentException(
          "an OCSP response has 1 to "
              + MOST_RESPONSE_BYTES
              + " bytes; this has "
              + response.length);
    }
    return new Credential(this, response.clone(), timestamps);
  }

  /**
   * A copy that a server sends signed certificate timestamps with, for clients that ask for them.
   *
   * @param list a SignedCertificateTimestampList (RFC 6962 3.3) with its length in front; copied.
   *     What each timestamp says is not looked into
   * @throws CredentialException when it is no such list
   */
  public Credential withSignedCertificateTimestamps(byte[] list) throws CredentialException {
    try {
      List<byte[]> unused =
          Timestamps.read(
              Cursor.over("timestamps", Reason.MALFORMED_EXTENSION, list, 0, list.length));
    } catch (TlsFailure e) {
      throw new CredentialException(
          "credential", "not a SignedCertificateTimestampList (RFC 6962 3.3): " + e.detail(), e);
    }
    return new Credential(this, ocspResponse, list.clone());
  }

  /** The OCSP response that a server staples; a copy. */
  public Optional<byte[]> ocspResponse() {
    return Optional.ofNullable(ocspResponse).map(byte[]::clone);
  }

  /** The SignedCertificateTimestampList that a server sends; a copy. */
  public Optional<byte[]> signedCertificateTimestamps() {
    return Optional.ofNullable(timestamps).map(byte[]::clone);
  }

  /** The certificates, leaf first. Immutable. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The certificate of the key. */
  public X509Certificate leaf() {
    return chain.get(0);
  }

  /** The private key; null when it is elsewhere and {@link #remoteSigner} stands for it. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** What signs when the private key is elsewhere. */
  public Optional<RemoteSigner> remoteSigner() {
    return Optional.ofNullable(remoteSigner);
  }

  /** The kind of key. */
  public KeyType keyType() {
    return key.type();
  }

  /** The curve of an EC key; empty for every other kind. */
  public Optional<NamedGroup> curve() {
    return key.curve();
  }

  /**
   * The schemes the key can make in TLS 1.2, preferred first. For an EC key the one whose hash
   * matches the curve, then the other ECDSA ones (in TLS 1.2 the scheme does not bind the curve,
   * RFC 8446 4.2.3); for RSA the PSS ones, then PKCS#1; for RSASSA-PSS those that the parameters in
   * the key allow. Immutable.
   */
  public List<SignatureScheme> schemes() {
    return key.schemes();
  }

  /** The leaf's dNSName alternative names in lower case, in their order. Immutable. */
  public List<String> names() {
    return names;
  }

  /**
   * The DER form of each certificate, leaf first. Made once; the arrays are shared and must not be
   * changed.
   */
  public List<byte[]> encodedChain() {
    return encodedChain;
  }

  /**
   * Whether the chain leads to one of the authorities a peer named (RFC 5246 7.4.4): one of its
   * certificates was issued by one of them. True for an empty list, which names none in particular.
   */
  public boolean issuedUnder(Collection<X500Principal> authorities) {
    return authorities.isEmpty() || issuers.stream().anyMatch(authorities::contains);
  }

  /**
   * How each certificate is signed, leaf first, as the scheme that a peer names in
   * signature_algorithms; empty where it is none of ours. A self-signed root at the end is left
   * out, for nobody relies on its signature. Immutable.
   */
  public List<Optional<SignatureScheme>> chainSignatures() {
    return chainSignatures;
  }

  /** Subject, kind of key and length of the chain; never the key. */
  @Override
  public String toString() {
    return "Credential["
        + subject(leaf())
        + ", "
        + key.description()
        + ", chain of "
        + chain.size()
        + "]";
  }

  /** Kind of key and its curve or length. */
  String keyDescription() {
    return key.description();
  }

  private static void checkOrder(String source, List<X509Certificate> chain)
      throws CredentialException {
    if (chain.isEmpty()) {
      throw new CredentialException(source, "the certificate chain is empty");
    }
    for (int i = 1; i < chain.size(); i++) {
      X509Certificate below = chain.get(i - 1);
      X509Certificate above = chain.get(i);
      if (!below.getIssuerX500Principal().equals(above.getSubjectX500Principal())) {
        throw new CredentialException(
            source,
            "certificate %d (%s) was issued by %s, but certificate %d is %s; order the chain leaf first, then each issuer, and drop what does not belong to it"
                .formatted(
                    i,
                    subject(below),
                    below.getIssuerX500Principal().getName(),
                    i + 1,
                    subject(above)));
      }
    }
  }

  private static void checkKeyUsage(String source, X509Certificate leaf)
      throws CredentialException {
    boolean[] usage = leaf.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw new CredentialException(
          source,
          "the keyUsage of certificate "
              + subject(leaf)
              + " lacks digitalSignature, which every handshake signature needs; have it issued again with digitalSignature");
    }
  }

  private static List<String> names(String source, X509Certificate leaf)
      throws CredentialException {
    Collection<List<?>> alternatives;
    try {
      alternatives = leaf.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      throw new CredentialException(
          source, "the subjectAltName of certificate " + subject(leaf) + " is malformed", e);
    }
    if (alternatives == null) {
      return List.of();
    }
    return alternatives.stream()
        .filter(name -> name.get(0).equals(DNS_NAME))
        .map(name -> ((String) name.get(1)).toLowerCase(Locale.ROOT))
        .toList();
  }

  private static List<byte[]> encode(String source, List<X509Certificate> chain)
      throws CredentialException {
    List<byte[]> encoded = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      try {
        encoded.add(certificate.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new CredentialException(
            source, "certificate " + subject(certificate) + " has no DER form", e);
      }
    }
    return List.copyOf(encoded);
  }

  private static List<Optional<SignatureScheme>> chainSignatures(List<X509Certificate> chain) {
    List<Optional<SignatureScheme>> signatures = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate certificate = chain.get(i);
      boolean last = i + 1 == chain.size();
      if (last
          && certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
        break;
      }
      signatures.add(
          Certificates.signatureScheme(certificate, last ? null : chain.get(i + 1).getPublicKey()));
    }
    return List.copyOf(signatures);
  }

  static String subject(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    return name.isEmpty()
        ? "without a subject, serial " + certificate.getSerialNumber().toString(16)
        : name;
  }
}
