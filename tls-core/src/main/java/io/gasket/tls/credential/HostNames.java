package io.gasket.tls.credential;

import java.util.Optional;

/**
 * The form of host names in bindings and in server_name (RFC 6066 3): ASCII labels, no trailing
 * dot, no addresses.
 */
final class HostNames {
  static final String WILDCARD = "*.";

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  private HostNames() {}

  /**
   * The lower-case form of a binding's pattern, a host name or {@code *.} and a host name.
   *
   * @throws IllegalArgumentException when the pattern has another form, saying what to write
   *     instead
   */
  static String pattern(String pattern) {
    String lower = lowerCase(pattern);
    Optional<String> fault = fault(lower);
    if (fault.isPresent()) {
      String shown =
          pattern.length() > LONGEST_NAME ? pattern.substring(0, LONGEST_LABEL) + "..." : pattern;
      throw new IllegalArgumentException(
          "host pattern \"" + shown + "\" is refused: " + fault.orElseThrow());
    }
    return lower;
  }

  /**
   * What keeps a pattern from being bound, and what to write instead; empty when it can be.
   *
   * @param lower in lower case; any string
   */
  static Optional<String> fault(String lower) {
    String host = lower.startsWith(WILDCARD) ? lower.substring(WILDCARD.length()) : lower;
    if (host.isEmpty()) {
      return Optional.of("it is empty; bind the default with add(credential)");
    }
    if (host.length() > LONGEST_NAME) {
      return Optional.of("it is longer than " + LONGEST_NAME + " characters");
    }
    if (host.indexOf('*') >= 0) {
      return Optional.of(
          "a wildcard must be the whole first label, as in *.example.org; bind the default with add(credential)");
    }
    if (host.endsWith(".")) {
      return Optional.of("it ends with a dot; leave the dot out");
    }
    if (host.chars().anyMatch(c -> c >= 0x80)) {
      return Optional.of(
          "it is not ASCII; write international names in their A-label form (xn--...)");
    }
    String[] labels = host.split("\\.", -1);
    for (String label : labels) {
      Optional<String> fault = labelFault(label);
      if (fault.isPresent()) {
        return fault;
      }
    }
    if (labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          "it is an address, which server_name never holds; bind the default with add(credential)");
    }
    return Optional.empty();
  }

  /**
   * ASCII letters in lower case and all else as it is: some other letters would turn into ASCII
   * ones.
   */
  static String lowerCase(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (isUpperCase(name.charAt(i))) {
        char[] chars = name.toCharArray();
        for (int j = i; j < chars.length; j++) {
          chars[j] = isUpperCase(chars[j]) ? (char) (chars[j] + ('a' - 'A')) : chars[j];
        }
        return new String(chars);
      }
    }
    return name;
  }

  private static boolean isUpperCase(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static Optional<String> labelFault(String label) {
    if (label.isEmpty() || label.length() > LONGEST_LABEL) {
      return Optional.of("each label must have 1 to " + LONGEST_LABEL + " characters");
    }
    boolean letters =
        label
            .chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    if (!letters || label.startsWith("-") || label.endsWith("-")) {
      return Optional.of(
          "the label \""
              + label
              + "\" may hold letters, digits, hyphens and underscores only, and no hyphen at its ends");
    }
    return Optional.empty();
  }
}
