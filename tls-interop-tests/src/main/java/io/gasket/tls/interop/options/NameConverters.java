package io.gasket.tls.interop.options;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns the names users write into the engine's constants; an unknown name lists the known. */
final class NameConverters {
  private NameConverters() {}

  static final class Suite implements ITypeConverter<CipherSuite> {
    @Override
    public CipherSuite convert(String name) {
      return known(
          "suite", name, CipherSuite.named(name), CipherSuite.all(), CipherSuite::opensslName);
    }
  }

  static final class Group implements ITypeConverter<NamedGroup> {
    @Override
    public NamedGroup convert(String name) {
      return known("group", name, NamedGroup.named(name), NamedGroup.all(), NamedGroup::rfcName);
    }
  }

  static final class Scheme implements ITypeConverter<SignatureScheme> {
    @Override
    public SignatureScheme convert(String name) {
      return known(
          "scheme",
          name,
          SignatureScheme.named(name),
          SignatureScheme.all(),
          SignatureScheme::rfcName);
    }
  }

  static final class Provider implements ITypeConverter<CryptoProvider> {
    @Override
    public CryptoProvider convert(String name) {
      try {
        return CryptoProviders.byName(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private static <T> T known(
      String what, String name, Optional<T> found, List<T> all, Function<T, String> names) {
    return found.orElseThrow(
        () ->
            new TypeConversionException(
                "unknown " + what + " '" + name + "'; known: " + join(all, names)));
  }

  private static <T> String join(List<T> all, Function<T, String> names) {
    return String.join(", ", all.stream().map(names).toList());
  }
}
