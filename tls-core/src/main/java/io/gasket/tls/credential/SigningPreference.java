package io.gasket.tls.credential;

import io.gasket.tls.spec.SignatureScheme;
import java.util.List;

/**
 * The schemes this side may sign with.
 *
 * @param schemes preferred first
 * @param inOrder whether their order alone decides; otherwise an EC key prefers the scheme with the
 *     hash that goes with its curve
 */
public record SigningPreference(List<SignatureScheme> schemes, boolean inOrder) {
  /** Copies the list. */
  public SigningPreference {
    schemes = List.copyOf(schemes);
  }
}
