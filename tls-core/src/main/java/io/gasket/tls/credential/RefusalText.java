package io.gasket.tls.credential;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts a refusal into words: what was offered, what was held, why each pair failed, what to change.
 * Every list is cut, for a peer may offer tens of thousands of codes, and a name is shown only as
 * far as it is printable.
 */
final class RefusalText {
  private static final int MOST_CODES = 20;
  private static final int MOST_CREDENTIALS = 8;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SUBJECT = 120;

  private final PeerOffer offer;
  private final ServerPolicy policy;
  private final CredentialStore store;
  private final Function<Credential, ServerSelection.Obstacle> obstacle;

  RefusalText(
      PeerOffer offer,
      ServerPolicy policy,
      CredentialStore store,
      Function<Credential, ServerSelection.Obstacle> obstacle) {
    this.offer = offer;
    this.policy = policy;
    this.store = store;
    this.obstacle = obstacle;
  }

  String of(Reason reason) {
    return switch (reason) {
      case NO_COMMON_SUITE ->
          "The client offered the suites "
              + suites()
              + "; enabled here are "
              + ours(policy.suites(), CipherSuite::name)
              + ". None is in both. Enable one that the client has, or let it offer ECDHE with AES-GCM or ChaCha20-Poly1305.";
      case NO_COMMON_GROUP ->
          "The client offered the groups "
              + groups()
              + "; enabled here are "
              + ours(policy.groups(), NamedGroup::rfcName)
              + ". None is in both, and every suite here needs one. Enable a group that the client has.";
      case MISSING_SIGNATURE_ALGORITHMS ->
          "The client sent no signature_algorithms, which RFC 5246 7.4.1.4.1 takes as SHA-1 only; no SHA-1 signature is made here"
              + " (enabled: "
              + ours(policy.schemes(), SignatureScheme::rfcName)
              + "). Update the client, or let it send the extension.";
      case UNRECOGNIZED_NAME ->
          "The client asked for the name "
              + name()
              + ", to which no credential is bound, and there is no default. Bind that name, or"
              + " a default.";
      case NO_COMMON_SCHEME ->
          mismatch("Enable a scheme, or bind a credential with a key, that the client can verify.");
      default -> noCredential();
    };
  }

  private String noCredential() {
    if (store.isEmpty()) {
      return "No credential is loaded. Add one to the context.";
    }
    if (candidates().isEmpty()) {
      return "The client sent no server_name, and no default credential is bound. Bind a default, or let the client send the name.";
    }
    return mismatch("Bind a credential with a key of a kind and curve that the client offers.");
  }

  private List<Credential> candidates() {
    return store.candidates(offer.serverName()).stream().flatMap(List::stream).distinct().toList();
  }

  private String mismatch(String advice) {
    List<Credential> candidates = candidates();
    String held =
        candidates.stream()
            .limit(MOST_CREDENTIALS)
            .map(
                c -> cut(Credential.subject(c.leaf())) + " (" + c.keyDescription() + "): " + why(c))
            .collect(Collectors.joining("; "));
    int more = candidates.size() - MOST_CREDENTIALS;
    return "The client asked for "
        + (offer.serverName() == null ? "no name" : "the name " + name())
        + " and offered the suites "
        + suites()
        + ", the groups "
        + groups()
        + " and the schemes "
        + listed(offer.schemes(), RefusalText::schemeName)
        + ". Held for it: "
        + held
        + (more > 0 ? "; and " + more + " more" : "")
        + ". "
        + advice;
  }

  private String why(Credential credential) {
    return switch (obstacle.apply(credential)) {
      case NONE -> "fits";
      case SUITE ->
          "needs an enabled suite with "
              + credential.keyType().authentication()
              + " authentication, and the client offered none of "
              + ours(
                  policy.suites().stream()
                      .filter(s -> s.authentication() == credential.keyType().authentication())
                      .toList(),
                  CipherSuite::name);
      case CURVE ->
          "its curve "
              + credential.curve().map(NamedGroup::rfcName).orElse("")
              + " is not among the client's groups (RFC 8422 5.1)";
      case SCHEME ->
          "makes "
              + ours(credential.schemes(), SignatureScheme::rfcName)
              + ", of which policy allows "
              + ours(
                  credential.schemes().stream().filter(policy.schemes()::contains).toList(),
                  SignatureScheme::rfcName)
              + ", and the client verifies none of these";
    };
  }

  private String suites() {
    return listed(offer.suites(), RefusalText::suiteName);
  }

  private String groups() {
    return offer.groups() == null
        ? "[no supported_groups]"
        : listed(offer.groups(), RefusalText::groupName);
  }

  private String name() {
    String raw = offer.serverName();
    StringBuilder name = new StringBuilder("\"");
    for (int i = 0; i < Math.min(raw.length(), LONGEST_NAME); i++) {
      char c = raw.charAt(i);
      name.append(c > ' ' && c < 0x7f && c != '"' ? c : '?');
    }
    return name.append(raw.length() > LONGEST_NAME ? "...\"" : "\"").toString();
  }

  private static String cut(String subject) {
    return subject.length() > LONGEST_SUBJECT
        ? subject.substring(0, LONGEST_SUBJECT) + "..."
        : subject;
  }

  private static String listed(List<Integer> codes, Function<Integer, String> namer) {
    String shown =
        codes.stream().limit(MOST_CODES).map(namer).collect(Collectors.joining(", ", "[", ""));
    int more = codes.size() - MOST_CODES;
    return shown + (more > 0 ? " and " + more + " more]" : "]");
  }

  private static <T> String ours(List<T> values, Function<T, String> namer) {
    return values.stream().map(namer).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String suiteName(int code) {
    CipherSuite suite = CipherSuite.of(code);
    return suite == null ? hex(code) : suite.name();
  }

  private static String groupName(int code) {
    NamedGroup group = NamedGroup.of(code);
    return group == null ? hex(code) : group.rfcName();
  }

  private static String schemeName(int code) {
    SignatureScheme scheme = SignatureScheme.of(code);
    return scheme == null ? hex(code) : scheme.rfcName();
  }

  private static String hex(int code) {
    return "0x%04x".formatted(code);
  }
}
