package io.gasket.tls.credential;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The server's joint choice of credential, suite, group and signature scheme. A pure function: name
 * first, then suite, then the rest, so that no preference for a cipher ever outweighs the name that
 * was asked for.
 */
public final class ServerSelection {
  private final PeerOffer offer;
  private final ServerPolicy policy;
  private final CredentialStore store;
  private final List<CipherSuite> suites;
  private final Optional<NamedGroup> group;

  private ServerSelection(PeerOffer offer, ServerPolicy policy, CredentialStore store) {
    this.offer = offer;
    this.policy = policy;
    this.store = store;
    this.suites = commonSuites(offer, policy);
    this.group = commonGroup(offer, policy);
  }

  /**
   * Chooses. The levels of {@link CredentialStore#candidates} are tried in order; in a level the
   * suites of both sides, in the policy's order; for a suite the credentials of its kind of key, in
   * the store's order. Never throws, whatever was offered.
   */
  public static Selection select(PeerOffer offer, ServerPolicy policy, CredentialStore store) {
    return new ServerSelection(offer, policy, store).select();
  }

  private Selection select() {
    List<List<Credential>> levels = store.candidates(offer.serverName());
    if (levels.isEmpty()) {
      return refusal(offer.serverName() != null ? Reason.UNRECOGNIZED_NAME : Reason.NO_CREDENTIAL);
    }
    if (suites.isEmpty()) {
      return refusal(Reason.NO_COMMON_SUITE);
    }
    if (group.isEmpty()) {
      return refusal(Reason.NO_COMMON_GROUP);
    }
    if (offer.schemes() == null) {
      // RFC 5246 7.4.1.4.1 lets its absence mean SHA-1, which nobody should verify any more (RFC
      // 9155 2).
      return refusal(Reason.MISSING_SIGNATURE_ALGORITHMS);
    }
    for (List<Credential> level : levels) {
      Optional<Selection.Choice> choice = among(level);
      if (choice.isPresent()) {
        return choice.get();
      }
    }
    boolean schemeFailed =
        levels.stream().flatMap(List::stream).anyMatch(c -> obstacle(c) == Obstacle.SCHEME);
    return refusal(schemeFailed ? Reason.NO_COMMON_SCHEME : Reason.NO_CREDENTIAL);
  }

  /**
   * RFC 5246 7.4.2 demands that every certificate be signed by a scheme the client named. Clients
   * often name fewer than they verify, and some never check the certificates, so a chain outside
   * their list is sent when there is no other, as RFC 8446 4.4.2.2 advises: the client can judge it
   * better than we can.
   */
  private Optional<Selection.Choice> among(List<Credential> level) {
    Optional<Selection.Choice> strict = among(level, true);
    return strict.isPresent() ? strict : among(level, false);
  }

  private Optional<Selection.Choice> among(List<Credential> level, boolean strict) {
    for (CipherSuite suite : suites) {
      for (Credential credential : level) {
        if (credential.keyType().authentication() == suite.authentication()
            && obstacle(credential) == Obstacle.NONE
            && (!strict || Schemes.chainFits(credential, offer::verifiesCertificates))) {
          return Optional.of(
              new Selection.Choice(
                  credential, suite, group.orElseThrow(), scheme(credential).orElseThrow()));
        }
      }
    }
    return Optional.empty();
  }

  /** What keeps a credential from being used, the first that applies. */
  enum Obstacle {
    NONE,
    /** No common suite goes with its kind of key. */
    SUITE,
    /** RFC 8422 5.1: the client named groups, and the key's curve is not one of them. */
    CURVE,
    /** No scheme that the key makes, policy allows and the client verifies. */
    SCHEME
  }

  private Obstacle obstacle(Credential credential) {
    if (suites.stream()
        .noneMatch(s -> s.authentication() == credential.keyType().authentication())) {
      return Obstacle.SUITE;
    }
    if (!credential.curve().map(offer::takes).orElse(true)) {
      return Obstacle.CURVE;
    }
    return scheme(credential).isEmpty() ? Obstacle.SCHEME : Obstacle.NONE;
  }

  private Optional<SignatureScheme> scheme(Credential credential) {
    return Schemes.choose(credential, policy.signing(), offer::verifies);
  }

  private static List<CipherSuite> commonSuites(PeerOffer offer, ServerPolicy policy) {
    if (policy.preferServerOrder()) {
      return policy.suites().stream().filter(s -> offer.suites().contains(s.code())).toList();
    }
    return offer.suites().stream()
        .map(CipherSuite::of)
        .filter(Objects::nonNull)
        .filter(policy.suites()::contains)
        .distinct()
        .toList();
  }

  /**
   * Without supported_groups the server is free (RFC 8422 4); such an old client most likely has
   * secp256r1.
   */
  private static Optional<NamedGroup> commonGroup(PeerOffer offer, ServerPolicy policy) {
    if (offer.groups() == null && policy.groups().contains(NamedGroup.SECP256R1)) {
      return Optional.of(NamedGroup.SECP256R1);
    }
    if (policy.preferServerGroups() || offer.groups() == null) {
      return policy.groups().stream().filter(offer::takes).findFirst();
    }
    return offer.groups().stream()
        .map(NamedGroup::of)
        .filter(Objects::nonNull)
        .filter(policy.groups()::contains)
        .findFirst();
  }

  private Selection.Refusal refusal(Reason reason) {
    return new Selection.Refusal(
        reason, new RefusalText(offer, policy, store, this::obstacle).of(reason));
  }
}
