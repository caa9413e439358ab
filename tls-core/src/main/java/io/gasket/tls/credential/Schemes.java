package io.gasket.tls.credential;

import io.gasket.tls.spec.KeyType;
import io.gasket.tls.spec.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rules about signature schemes that both sides share. */
final class Schemes {
  private Schemes() {}

  /**
   * The first of our order that fits; for an EC key the one with the hash of its curve's strength,
   * if that fits and the order alone does not decide.
   */
  static Optional<SignatureScheme> choose(
      Credential credential, SigningPreference ours, Predicate<SignatureScheme> peerVerifies) {
    List<SignatureScheme> fitting =
        ours.schemes().stream()
            .filter(credential.schemes()::contains)
            .filter(peerVerifies)
            .toList();
    SignatureScheme matching = credential.schemes().get(0);
    if (!ours.inOrder() && credential.keyType() == KeyType.EC && fitting.contains(matching)) {
      return Optional.of(matching);
    }
    return fitting.stream().findFirst();
  }

  /** Whether the peer named the scheme of every signature in the chain that it has to rely on. */
  static boolean chainFits(Credential credential, Predicate<SignatureScheme> peerVerifies) {
    return credential.chainSignatures().stream()
        .allMatch(s -> s.map(peerVerifies::test).orElse(false));
  }
}
