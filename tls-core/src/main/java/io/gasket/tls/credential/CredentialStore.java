package io.gasket.tls.credential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Credentials bound to host names: exact ones, wildcards ({@code *.example.org}, which stands for
 * exactly one label) and a default. One name may have several, for instance an ECDSA and an RSA
 * one, in order of preference. An immutable snapshot: thread-safe, replaced as a whole.
 */
public final class CredentialStore {
  private static final String DEFAULT = "";

  private final Map<String, List<List<Credential>>> levelsByName;
  private final List<List<Credential>> defaultLevels;
  private final List<Credential> all;

  private CredentialStore(Map<String, List<Credential>> bindings) {
    this.levelsByName = new LinkedHashMap<>();
    Set<Credential> distinct = new LinkedHashSet<>();
    bindings.forEach(
        (name, credentials) -> {
          distinct.addAll(credentials);
          if (!name.equals(DEFAULT)) {
            levelsByName.put(name, levels(name, bindings));
          }
        });
    List<Credential> byDefault = bindings.get(DEFAULT);
    this.defaultLevels = byDefault == null ? List.of() : List.of(List.copyOf(byDefault));
    this.all = List.copyOf(distinct);
  }

  /** A builder without bindings. */
  public static Builder builder() {
    return new Builder();
  }

  /** A store whose credentials, in order of preference, serve every name. */
  public static CredentialStore of(Credential... credentials) {
    Builder builder = builder();
    for (Credential credential : credentials) {
      builder.add(credential);
    }
    return builder.build();
  }

  /**
   * The credentials for a name in levels, best match first: those of the exact name, then those of
   * the wildcard. Only when neither is bound, the default. Names are compared without regard to
   * ASCII case.
   *
   * @param serverName the name in server_name, or null when there was none; any string
   * @return levels of one credential or more; no level when nothing is bound. Immutable, made
   *     beforehand
   */
  public List<List<Credential>> candidates(String serverName) {
    List<List<Credential>> bound = bound(serverName);
    return bound == null ? defaultLevels : bound;
  }

  /** Whether a name has a binding of its own, exact or by wildcard. */
  public boolean knows(String serverName) {
    return bound(serverName) != null;
  }

  /** Whether there is no credential at all. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Every credential once, in the order of their first binding. Immutable. */
  public List<Credential> all() {
    return all;
  }

  private List<List<Credential>> bound(String serverName) {
    if (serverName == null) {
      return null;
    }
    String name = HostNames.lowerCase(serverName);
    if (name.startsWith(HostNames.WILDCARD)) {
      // A pattern is no host name, and must not find itself.
      return null;
    }
    List<List<Credential>> exact = levelsByName.get(name);
    return exact == null ? levelsByName.get(wildcardOf(name)) : exact;
  }

  private static List<List<Credential>> levels(
      String name, Map<String, List<Credential>> bindings) {
    List<Credential> own = List.copyOf(bindings.get(name));
    List<Credential> wildcard = bindings.get(wildcardOf(name));
    boolean alone = wildcard == null || name.startsWith(HostNames.WILDCARD);
    return alone ? List.of(own) : List.of(own, List.copyOf(wildcard));
  }

  /**
   * The only pattern with a wildcard that can match a name; one that is never bound when there is
   * no dot in it.
   */
  private static String wildcardOf(String name) {
    int dot = name.indexOf('.');
    return dot <= 0 ? "*" : "*" + name.substring(dot);
  }

  /**
   * Whether credentials can be bound to a name or pattern: {@link Builder#add(String, Credential)}
   * takes it.
   *
   * @param hostPattern any string
   */
  public static boolean isBindable(String hostPattern) {
    return HostNames.fault(HostNames.lowerCase(hostPattern)).isEmpty();
  }

  /** Gathers bindings. Not thread-safe. */
  public static final class Builder {
    private final Map<String, List<Credential>> bindings = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a credential to the default, used for names that are not bound and for peers that send
     * no name.
     */
    public Builder add(Credential credential) {
      return bind(DEFAULT, credential);
    }

    /**
     * Adds a credential to a name. The one added first is preferred where both fit.
     *
     * @param hostPattern a host name, or {@code *.} and a host name; ASCII (international names as
     *     A-labels), no trailing dot
     * @throws IllegalArgumentException when the pattern has another form, saying what to write
     *     instead
     */
    public Builder add(String hostPattern, Credential credential) {
      return bind(HostNames.pattern(hostPattern), credential);
    }

    /** The store. The builder may be used further; the store does not change with it. */
    public CredentialStore build() {
      return new CredentialStore(Collections.unmodifiableMap(bindings));
    }

    private Builder bind(String name, Credential credential) {
      bindings
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(Objects.requireNonNull(credential, "credential"));
      return this;
    }
  }
}
