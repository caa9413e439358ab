package io.gasket.tls.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** What holds of the selections for any offer, policy and store whatever. */
class SelectionPropertiesTest {
  private static final List<String> NAMES =
      Arrays.asList(
          null,
          "",
          "a.example",
          "A.Example",
          "b.example",
          "x.a.example",
          "example",
          "a.example.",
          "*.example");
  private static final List<String> PATTERNS =
      Arrays.asList(null, "a.example", "b.example", "*.example");
  private static final List<Credential> CREDENTIALS =
      Stream.concat(
              Stream.of(KeyKind.values()).map(TestPki::server),
              Stream.of(KeyKind.values()).map(TestPki::client))
          .toList();

  private record Binding(String pattern, Credential credential) {}

  @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
  @Label("B1: a choice lies in both sides' offers and fits its credential; a refusal explains")
  void choiceFitsBothSides(
      @ForAll("offers") PeerOffer offer,
      @ForAll("policies") ServerPolicy policy,
      @ForAll("stores") CredentialStore store) {
    Selection selection = ServerSelection.select(offer, policy, store);
    if (selection instanceof Selection.Choice choice) {
      assertTrue(offer.suites().contains(choice.suite().code()));
      assertTrue(policy.suites().contains(choice.suite()));
      assertTrue(offer.groups() == null || offer.groups().contains(choice.group().code()));
      assertTrue(policy.groups().contains(choice.group()));
      assertTrue(offer.schemes().contains(choice.scheme().code()));
      assertTrue(policy.schemes().contains(choice.scheme()));
      Credential credential = choice.credential();
      assertEquals(choice.suite().authentication(), credential.keyType().authentication());
      assertEquals(choice.scheme().keyType(), credential.keyType());
      assertTrue(credential.schemes().contains(choice.scheme()));
      assertTrue(
          offer.groups() == null
              || credential.curve().map(c -> offer.groups().contains(c.code())).orElse(true));
    } else if (selection instanceof Selection.Refusal refusal) {
      assertFalse(refusal.detail().isBlank());
      assertTrue(refusal.detail().length() < 5_000);
    }
  }

  @Property(tries = 1000)
  @Label(
      "B1: the name decides first: a later level serves only when no earlier one could on its own")
  void nameDecidesFirst(
      @ForAll("offers") PeerOffer offer,
      @ForAll("policies") ServerPolicy policy,
      @ForAll("stores") CredentialStore store) {
    Selection whole = ServerSelection.select(offer, policy, store);
    List<Selection> alone =
        store.candidates(offer.serverName()).stream()
            .map(
                level ->
                    ServerSelection.select(
                        offer, policy, CredentialStore.of(level.toArray(Credential[]::new))))
            .toList();
    assertEquals(
        alone.stream().filter(Selection.Choice.class::isInstance).findFirst(),
        whole instanceof Selection.Choice ? Optional.of(whole) : Optional.empty());
  }

  @Property(tries = 500)
  @Label("the selection is a pure function")
  void sameInSameOut(
      @ForAll("offers") PeerOffer offer,
      @ForAll("policies") ServerPolicy policy,
      @ForAll("stores") CredentialStore store) {
    assertEquals(
        ServerSelection.select(offer, policy, store), ServerSelection.select(offer, policy, store));
  }

  @Property(tries = 1000)
  @Label(
      "B1: candidates are those of the exact name, then of the wildcard, else the default; knows() agrees")
  void levelsFollowTheBindings(
      @ForAll("bindings") List<Binding> bindings, @ForAll("names") String name) {
    CredentialStore store = store(bindings);
    List<Credential> exact = bound(bindings, name == null ? "none" : name.toLowerCase(Locale.ROOT));
    boolean oneLabelBelow = name != null && name.matches("(?i)[a-z]+\\.example");
    List<Credential> wildcard = oneLabelBelow ? bound(bindings, "*.example") : List.of();
    List<Credential> exactHost = name != null && name.startsWith("*") ? List.of() : exact;
    List<List<Credential>> own = Stream.of(exactHost, wildcard).filter(l -> !l.isEmpty()).toList();
    List<List<Credential>> byDefault =
        Stream.of(bound(bindings, null)).filter(l -> !l.isEmpty()).toList();
    assertEquals(own.isEmpty() ? byDefault : own, store.candidates(name));
    assertEquals(!own.isEmpty(), store.knows(name));
  }

  @Property(tries = 1000)
  @Label(
      "B4: a client's choice fits type, scheme and authorities; none only when no credential does")
  void clientChoiceFits(
      @ForAll("requests") CredentialRequest request,
      @ForAll("credentials") List<Credential> credentials,
      @ForAll("schemeLists") List<SignatureScheme> ours) {
    ClientSelection.select(request, credentials, new SigningPreference(ours, false))
        .ifPresentOrElse(
            choice -> assertTrue(fits(request, choice.credential(), ours, choice.scheme())),
            () ->
                assertTrue(
                    credentials.stream()
                        .noneMatch(
                            c ->
                                SignatureScheme.all().stream()
                                    .anyMatch(s -> fits(request, c, ours, s)))));
  }

  private static boolean fits(
      CredentialRequest request,
      Credential credential,
      List<SignatureScheme> ours,
      SignatureScheme scheme) {
    int type =
        switch (credential.keyType()) {
          case RSA, RSA_PSS -> 1;
          case EC, ED25519 -> 64;
        };
    return request.certificateTypes().contains(type)
        && request.schemes().contains(scheme.code())
        && ours.contains(scheme)
        && credential.schemes().contains(scheme)
        && credential.issuedUnder(request.authorities());
  }

  private static List<Credential> bound(List<Binding> bindings, String pattern) {
    return bindings.stream()
        .filter(b -> Objects.equals(b.pattern(), pattern))
        .map(Binding::credential)
        .toList();
  }

  private static CredentialStore store(List<Binding> bindings) {
    CredentialStore.Builder builder = CredentialStore.builder();
    for (Binding binding : bindings) {
      if (binding.pattern() == null) {
        builder.add(binding.credential());
      } else {
        builder.add(binding.pattern(), binding.credential());
      }
    }
    return builder.build();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(NAMES);
  }

  @Provide
  Arbitrary<List<Binding>> bindings() {
    return Combinators.combine(Arbitraries.of(PATTERNS), Arbitraries.of(CREDENTIALS))
        .as(Binding::new)
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<CredentialStore> stores() {
    return bindings().map(SelectionPropertiesTest::store);
  }

  @Provide
  Arbitrary<List<Credential>> credentials() {
    return Arbitraries.of(CREDENTIALS).list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<SignatureScheme>> schemeLists() {
    return some(SignatureScheme.all());
  }

  @Provide
  Arbitrary<PeerOffer> offers() {
    return Combinators.combine(
            names(),
            codes(CipherSuite.all().stream().map(CipherSuite::code).toList()),
            codes(NamedGroup.all().stream().map(NamedGroup::code).toList()).injectNull(0.1),
            schemeCodes().injectNull(0.05))
        .as(PeerOffer::new);
  }

  @Provide
  Arbitrary<ServerPolicy> policies() {
    return Combinators.combine(
            some(CipherSuite.all()),
            Arbitraries.of(true, false),
            some(NamedGroup.all()),
            schemeLists())
        .as(ServerPolicy::new);
  }

  @Provide
  Arbitrary<CredentialRequest> requests() {
    List<X500Principal> authorities =
        Stream.of(TestPki.root(), TestPki.rsaRoot(), TestPki.intermediate())
            .map(i -> i.certificate().getSubjectX500Principal())
            .toList();
    return Combinators.combine(
            codes(List.of(1, 64)), schemeCodes(), Arbitraries.of(authorities).list().ofMaxSize(2))
        .as(CredentialRequest::new);
  }

  private static Arbitrary<List<Integer>> schemeCodes() {
    return codes(SignatureScheme.all().stream().map(SignatureScheme::code).toList());
  }

  /** Known codes in any order, with unknown ones and repetitions among them. */
  private static Arbitrary<List<Integer>> codes(List<Integer> known) {
    return Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.of(known)),
            Tuple.of(1, Arbitraries.integers().between(0, 0xffff)))
        .list()
        .ofMaxSize(2 * known.size());
  }

  private static <T> Arbitrary<List<T>> some(List<T> all) {
    return Arbitraries.shuffle(all)
        .flatMap(
            shuffled ->
                Arbitraries.integers().between(0, all.size()).map(n -> shuffled.subList(0, n)))
        .map(Collections::unmodifiableList);
  }
}
