package io.gasket.tls.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.security.auth.x500.X500Principal;

/** The trust anchors, found by subject. Immutable and thread-safe. */
final class Anchors {
  private static final int MOST_NAMED = 3;

  private final Map<X500Principal, List<X509Certificate>> bySubject = new LinkedHashMap<>();

  /** Duplicates count once. */
  Anchors(Collection<X509Certificate> certificates) {
    for (X509Certificate anchor : new LinkedHashSet<>(certificates)) {
      bySubject
          .computeIfAbsent(anchor.getSubjectX500Principal(), name -> new ArrayList<>())
          .add(anchor);
    }
  }

  List<X500Principal> subjects() {
    return List.copyOf(bySubject.keySet());
  }

  List<X509Certificate> named(X500Principal subject) {
    return bySubject.getOrDefault(subject, List.of());
  }

  boolean contains(X509Certificate certificate) {
    return named(certificate.getSubjectX500Principal()).contains(certificate);
  }

  @Override
  public String toString() {
    StringJoiner names = new StringJoiner(", ", " (", bySubject.size() > MOST_NAMED ? ", …)" : ")");
    bySubject.keySet().stream()
        .limit(MOST_NAMED)
        .forEach(name -> names.add(CertificateText.name(name)));
    int count = bySubject.values().stream().mapToInt(List::size).sum();
    return "the " + count + (count == 1 ? " trust anchor" : " trust anchors") + names;
  }
}
