package io.gasket.tls.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B1: bindings of host names, exact before wildcard before default")
class CredentialStoreTest {
  private static final Credential EXACT = TestPki.server(KeyKind.EC_P256);
  private static final Credential EXACT_RSA = TestPki.server(KeyKind.RSA_2048);
  private static final Credential WILDCARD = TestPki.server(KeyKind.EC_P384);
  private static final Credential FALLBACK = TestPki.server(KeyKind.ED25519);

  private static final CredentialStore STORE =
      CredentialStore.builder()
          .add(FALLBACK)
          .add("*.example.org", WILDCARD)
          .add("www.example.org", EXACT)
          .add("WWW.Example.Org", EXACT_RSA)
          .add("alone.test", EXACT)
          .build();

  @ParameterizedTest
  @ValueSource(strings = {"www.example.org", "WWW.EXAMPLE.ORG", "Www.Example.org"})
  void exactNameThenItsWildcard(String name) {
    assertEquals(List.of(List.of(EXACT, EXACT_RSA), List.of(WILDCARD)), STORE.candidates(name));
    assertTrue(STORE.knows(name));
  }

  @Test
  void exactNameAlone() {
    assertEquals(List.of(List.of(EXACT)), STORE.candidates("alone.test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example.org",
        "MAIL.example.ORG",
        "xn--bcher-kva.example.org",
        "-.example.org"
      })
  void wildcardStandsForOneLabel(String name) {
    assertEquals(List.of(List.of(WILDCARD)), STORE.candidates(name));
    assertTrue(STORE.knows(name));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "*",
        "*.",
        "example.org",
        ".example.org",
        "*.example.org",
        "a.b.example.org",
        "www.example.org.",
        "xexample.org",
        "localhost",
        "192.0.2.1"
      })
  void anythingElseFallsToTheDefault(String name) {
    assertEquals(List.of(List.of(FALLBACK)), STORE.candidates(name));
    assertFalse(STORE.knows(name));
  }

  @Test
  @DisplayName("letters that only Unicode folds to ASCII (KELVIN SIGN) match nothing")
  void foldsAsciiOnly() {
    CredentialStore store = CredentialStore.builder().add("kelvin.test", EXACT).build();
    assertTrue(store.knows("KELVIN.TEST"));
    assertFalse(store.knows("\u212aelvin.test"));
  }

  @Test
  void candidatesAreMadeBeforehand() {
    assertSame(STORE.candidates("www.example.org"), STORE.candidates("www.example.org"));
    assertSame(STORE.candidates(null), STORE.candidates("unknown"));
  }

  @Test
  void listsEveryCredentialOnce() {
    assertEquals(List.of(FALLBACK, WILDCARD, EXACT, EXACT_RSA), STORE.all());
    assertFalse(STORE.isEmpty());
  }

  @Test
  void withoutDefault() {
    CredentialStore store = CredentialStore.builder().add("*.example.org", WILDCARD).build();
    assertEquals(List.of(), store.candidates("unknown"));
    assertEquals(List.of(), store.candidates(null));
    assertTrue(CredentialStore.of().isEmpty());
    assertEquals(
        List.of(List.of(EXACT, FALLBACK)), CredentialStore.of(EXACT, FALLBACK).candidates("any"));
  }

  @Test
  void storeDoesNotChangeWithItsBuilder() {
    CredentialStore.Builder builder = CredentialStore.builder().add("a.test", EXACT);
    CredentialStore store = builder.build();
    builder.add("a.test", EXACT_RSA).add(FALLBACK);
    assertEquals(List.of(List.of(EXACT)), store.candidates("a.test"));
    assertEquals(List.of(), store.candidates("b.test"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it is empty",
        "*.|it is empty",
        "*|a wildcard must be the whole first label",
        "w*.example.org|a wildcard must be the whole first label",
        "*.*.example.org|a wildcard must be the whole first label",
        "www.*.org|a wildcard must be the whole first label",
        "example.org.|it ends with a dot",
        "bücher.example|xn--",
        "a..b|1 to 63 characters",
        ".example.org|1 to 63 characters",
        "192.0.2.1|it is an address",
        "::1|letters, digits, hyphens",
        "exa mple.org|letters, digits, hyphens",
        "-a.example.org|no hyphen at its ends",
        "a-.example.org|no hyphen at its ends",
        "example.org:443|letters, digits, hyphens",
      })
  void refusesOtherPatterns(String pattern, String expected) {
    CredentialStore.Builder builder = CredentialStore.builder();
    String message =
        assertThrows(IllegalArgumentException.class, () -> builder.add(pattern, EXACT))
            .getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.startsWith("host pattern \"" + pattern + "\""), message);
  }

  @Test
  void refusesOverlongPatterns() {
    CredentialStore.Builder builder = CredentialStore.builder();
    assertThrows(
        IllegalArgumentException.class, () -> builder.add("a".repeat(64) + ".test", EXACT));
    assertThrows(
        IllegalArgumentException.class, () -> builder.add("a.".repeat(127) + "test", EXACT));
    assertTrue(
        builder.add("a".repeat(63) + ".test", EXACT).build().knows("a".repeat(63) + ".TEST"));
  }
}
