package io.gasket.tls.interop.options;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.ContextBuilder;
import io.gasket.tls.SecurityContext;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.event.KeyLog;
import io.gasket.tls.nio.KeyLogFile;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What both sides negotiate with: suites, groups, schemes, protocols, crypto, deadline. */
public final class TlsOptions {
  /** What max_fragment_length can ask for (RFC 6066 4). */
  private static final Set<Integer> FRAGMENT_LENGTHS = Set.of(512, 1_024, 2_048, 4_096);

  @Option(
      names = "--suites",
      paramLabel = "NAME",
      split = ",",
      converter = NameConverters.Suite.class,
      description = "Cipher suites, preferred first, by IANA or OpenSSL name")
  private List<CipherSuite> suites = List.of();

  @Option(
      names = "--groups",
      paramLabel = "NAME",
      split = ",",
      converter = NameConverters.Group.class,
      description = "Key agreement groups, preferred first, for example x25519,secp256r1")
  private List<NamedGroup> groups = List.of();

  @Option(
      names = "--schemes",
      paramLabel = "NAME",
      split = ",",
      converter = NameConverters.Scheme.class,
      description = "Signature schemes, preferred first, for example ecdsa_secp256r1_sha256")
  private List<SignatureScheme> schemes = List.of();

  @Option(
      names = "--alpn",
      paramLabel = "PROTOCOL",
      split = ",",
      description = "Application protocols, preferred first, for example h2,http/1.1")
  private List<String> protocols = List.of();

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "default",
      converter = NameConverters.Provider.class,
      description = "Crypto: default, fastest, jca, jca:PROVIDER, bc or zero (default: default)")
  private CryptoProvider provider;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "10",
      converter = SecondsConverter.class,
      description = "Longest duration of a handshake (default: ${DEFAULT-VALUE})")
  private Duration deadline;

  @Option(
      names = "--keylog",
      paramLabel = "FILE",
      description = "Append the secrets of all connections to a file, for Wireshark to read them")
  private Path keyLog;

  @Option(
      names = "--max-fragment",
      paramLabel = "BYTES",
      description =
          "Longest plaintext of a record to send, 64 to 16384; a client asks the server for the same"
              + " (max_fragment_length) where it is 512, 1024, 2048 or 4096")
  private Integer maxFragment;

  @Option(
      names = "--record-size-limit",
      paramLabel = "BYTES",
      description =
          "Longest plaintext of a record to accept, 64 to 16384, negotiated by record_size_limit")
  private Integer recordSizeLimit;

  /** Longest duration of a handshake. */
  public Duration deadline() {
    return deadline;
  }

  /**
   * Builds a server's context with these options added; what they do not name stays at the engine's
   * defaults. A description that contradicts itself counts as bad arguments.
   */
  public SecurityContext build(ServerContextBuilder builder) throws ProgramFailure {
    return build(builder, builder::build);
  }

  /** As {@link #build(ServerContextBuilder)}, for a client. */
  public SecurityContext build(ClientContextBuilder builder) throws ProgramFailure {
    if (maxFragment != null && FRAGMENT_LENGTHS.contains(maxFragment)) {
      builder.maxFragmentLength(maxFragment);
    }
    return build(builder, builder::build);
  }

  /** As {@link #build(ServerContextBuilder)}, for something else that is made of a description. */
  <T> T build(ServerContextBuilder builder, Function<ServerContextBuilder, T> build)
      throws ProgramFailure {
    return build(builder, () -> build.apply(builder));
  }

  private <T> T build(ContextBuilder<?> builder, Supplier<T> build) throws ProgramFailure {
    try {
      builder.provider(provider).limits(Limits.defaults().withHandshakeDeadline(deadline));
      if (!suites.isEmpty()) {
        builder.suites(suites);
      }
      if (!groups.isEmpty()) {
        builder.groups(groups);
      }
      if (!schemes.isEmpty()) {
        builder.schemes(schemes);
      }
      if (keyLog != null) {
        builder.keyLog(openKeyLog());
      }
      if (maxFragment != null) {
        builder.maxFragment(maxFragment);
      }
      if (recordSizeLimit != null) {
        builder.recordSizeLimit(recordSizeLimit);
      }
      builder.applicationProtocols(protocols.toArray(String[]::new));
      return build.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw ProgramFailure.badArguments(e.getMessage());
    }
  }

  /** The file stays open as long as the program runs; each line is written at once. */
  private KeyLog openKeyLog() throws ProgramFailure {
    try {
      KeyLog log = KeyLogFile.appendTo(keyLog);
      System.err.println(
          "warning: --keylog writes the secrets of all connections to "
              + keyLog
              + "; whoever has it can read them");
      return log;
    } catch (IOException e) {
      throw new ProgramFailure(ProgramFailure.text(e), e);
    }
  }
}
