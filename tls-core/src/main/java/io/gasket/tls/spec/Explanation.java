package io.gasket.tls.spec;

/**
 * What usually lies behind an alert or a reason, for people who have to do something about it (C4).
 * Immutable.
 *
 * @param causes the likely causes, one or more clauses, the likeliest first
 * @param remedy what to do, in the imperative
 */
public record Explanation(String causes, String remedy) {
  /** The explanation of an alert, sent or received. */
  public static Explanation of(Alert alert) {
    return AlertExplanations.of(alert);
  }

  /** The explanation of a reason. */
  public static Explanation of(Reason reason) {
    return ReasonExplanations.of(reason);
  }
}
