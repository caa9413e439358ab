package io.gasket.tls;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.handshake.client.ClientSettings;
import io.gasket.tls.message.extension.MaxFragmentLength;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.trust.Stapling;
import io.gasket.tls.trust.Trust;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Describes a client; see {@link SecurityContext#client()}. Not thread-safe. */
public final class ClientContextBuilder extends ContextBuilder<ClientContextBuilder> {
  private final CredentialStore.Builder credentials = CredentialStore.builder();
  private Trust trust;
  private boolean requireSecureRenegotiation = true;
  private boolean acceptTickets = true;
  private List<SignatureScheme> certificateSchemes = List.of();
  private Stapling stapling = Stapling.CHECKED;
  private boolean askTimestamps;
  private boolean fallback;
  private boolean newerVersionElsewhere;
  private int maxFragmentLength;

  ClientContextBuilder() {}

  @Override
  ClientContextBuilder self() {
    return this;
  }

  /** What judges the server's certificates; default {@link Trust#platform()}. */
  public ClientContextBuilder trust(Trust anchors) {
    trust = Objects.requireNonNull(anchors, "anchors");
    return this;
  }

  /**
   * Adds a credential to show to servers that ask for one; several may be added, preferred first.
   */
  public ClientContextBuilder credential(Credential credential) {
    credentials.add(credential);
    return this;
  }

  /**
   * Whether servers that do not signal secure renegotiation (RFC 5746) are refused; default true.
   */
  public ClientContextBuilder requireSecureRenegotiation(boolean required) {
    requireSecureRenegotiation = required;
    return this;
  }

  /** Whether servers are asked for tickets to resume by (RFC 5077); default true. */
  public ClientContextBuilder tickets(boolean accepted) {
    acceptTickets = accepted;
    return this;
  }

  /**
   * Signature schemes to accept in the server's chain when they differ from those of {@link
   * #acceptedSchemes}, preferred first (signature_algorithms_cert, RFC 8446 4.2.3). Default the
   * same.
   */
  public ClientContextBuilder certificateSchemes(List<SignatureScheme> preferred) {
    certificateSchemes = distinct("certificate schemes", preferred);
    return this;
  }

  /** What to do about stapled certificate status; default {@link Stapling#CHECKED}. */
  public ClientContextBuilder stapling(Stapling policy) {
    stapling = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Whether servers are asked for signed certificate timestamps (RFC 6962 3.3.1), which the
   * application then finds in {@link ConnectionInfo}; nothing here looks into them. Default false.
   */
  public ClientContextBuilder signedCertificateTimestamps(boolean asked) {
    askTimestamps = asked;
    return this;
  }

  /**
   * Whether this client is what an application falls back to after another TLS stack of its failed
   * to connect with a higher version; default false. ClientHello then holds TLS_FALLBACK_SCSV (RFC
   * 7507), unless it offers a session, and a server that speaks the higher version refuses with
   * inappropriate_fallback: somebody had broken the first attempt. Not for clients whose only
   * version is TLS 1.2: RFC 7507 4 forbids it to them.
   */
  public ClientContextBuilder fallback(boolean fromHigherVersion) {
    fallback = fromHigherVersion;
    return this;
  }

  /**
   * Whether the application speaks TLS 1.3 too, by another stack, and uses this client only with
   * servers that do not; default false. A server that marks in its random that it speaks TLS 1.3
   * (RFC 8446 4.1.3) is then refused with illegal_parameter, for the TLS 1.3 of both sides was lost
   * on the way. Without it such a server is the ordinary case and its mark is passed over.
   */
  public ClientContextBuilder newerVersionElsewhere(boolean spoken) {
    newerVersionElsewhere = spoken;
    return this;
  }

  /**
   * Asks servers for shorter records in both directions by max_fragment_length (RFC 6066 4); a
   * server may not grant it, see {@link ConnectionInfo#fragmentLimits}. Default not asked.
   *
   * @param bytes 512, 1 024, 2 048 or 4 096
   */
  public ClientContextBuilder maxFragmentLength(int bytes) {
    if (!MaxFragmentLength.isOne(bytes)) {
      throw new IllegalArgumentException(
          "max_fragment_length can be 512, 1024, 2048 or 4096, not " + bytes);
    }
    maxFragmentLength = bytes;
    return this;
  }

  /**
   * The context.
   *
   * @throws IllegalStateException with one clear line when the description is not consistent
   */
  public SecurityContext build() {
    if (trust == null) {
      trust = Trust.platform();
    }
    store().all().forEach(this::checkUsable);
    checkAccepted();
    return new SecurityContext(this);
  }

  /** Every suite has its server sign, so one of the suites needs a scheme that is accepted. */
  private void checkAccepted() {
    List<SignatureScheme> accepted = accepted();
    if (suites().stream()
        .noneMatch(
            suite ->
                accepted.stream()
                    .anyMatch(s -> s.keyType().authentication() == suite.authentication()))) {
      throw new IllegalStateException(
          "no server could authenticate: none of the signature schemes to accept, "
              + accepted
              + ", goes with any of the suites, "
              + suites());
    }
  }

  CredentialStore store() {
    return credentials.build();
  }

  Trust trust() {
    return trust;
  }

  ClientSettings.Policy policy(Supplier<List<PreparedCredential>> prepared) {
    return new ClientSettings.Policy(
        crypto(),
        limits(),
        suites(),
        groups(),
        signing(),
        accepted(),
        certificateSchemes,
        sendsPointFormats(),
        keepsPeerOffer(),
        applicationProtocols(),
        trust,
        stapling,
        askTimestamps,
        maxFragmentLength,
        recordSizeLimit(),
        peerVerifier(),
        prepared,
        resumption(null, acceptTickets),
        requiresExtendedMasterSecret(),
        requireSecureRenegotiation,
        fallback,
        newerVersionElsewhere);
  }
}
