package io.gasket.tls;

import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.message.extension.ServerName;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a client offers in its ClientHello (RFC 5246 7.4.1.2), as it came and before anything was
 * chosen. Lists are in the client's order and of wire codes, those that this library does not know
 * included: {@link CipherSuite#of}, {@link NamedGroup#of} and {@link SignatureScheme#of} name the
 * others. Immutable and thread-safe; every call reads the message anew, so ask once.
 */
public final class ClientHelloFacts {
  private final ClientHello hello;

  ClientHelloFacts(ClientHello hello) {
    this.hello = hello;
  }

  /** The facts of a whole message that was found good before. */
  static ClientHelloFacts of(byte[] message) {
    return new ClientHelloFacts(foundGood(() -> ClientHello.read(body(message))));
  }

  /** client_version, the newest version offered unless {@link #versions} says otherwise. */
  public int version() {
    return hello.version();
  }

  /** The versions of supported_versions (RFC 8446 4.2.1); empty without that extension. */
  public List<Integer> versions() {
    return read(
        ExtensionType.SUPPORTED_VERSIONS,
        List.of(),
        body -> boxed(body.vector8("versions", 2, 254).u16s("versions")));
  }

  /** Cipher suites and signalling values. */
  public List<Integer> suites() {
    return boxed(hello.suites());
  }

  /** The types of the extensions; see {@link ExtensionType}. */
  public List<Integer> extensions() {
    return hello.extensions().extensions().stream().map(Extension::type).toList();
  }

  /** Key agreement groups (RFC 8422 5.1.1); empty without supported_groups. */
  public List<Integer> groups() {
    return codes(ExtensionType.SUPPORTED_GROUPS);
  }

  /** Signature schemes the client accepts (RFC 5246 7.4.1.4.1). */
  public List<Integer> schemes() {
    return codes(ExtensionType.SIGNATURE_ALGORITHMS);
  }

  /** Those it accepts in chains, where it says so apart (RFC 8446 4.2.3); else empty. */
  public List<Integer> certificateSchemes() {
    return codes(ExtensionType.SIGNATURE_ALGORITHMS_CERT);
  }

  /** Point formats, 0 for uncompressed (RFC 8422 5.1.2); empty without ec_point_formats. */
  public List<Integer> pointFormats() {
    return read(
        ExtensionType.EC_POINT_FORMATS,
        List.of(),
        body -> {
          byte[] formats = body.bytes8("ECPointFormatList", 1, 255);
          int[] codes = new int[formats.length];
          Arrays.setAll(codes, i -> formats[i] & 0xff);
          return boxed(codes);
        });
  }

  /** Application protocols of ALPN (RFC 7301), bytes as ISO-8859-1; empty without the extension. */
  public List<String> applicationProtocols() {
    return read(
        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
        List.of(),
        ApplicationProtocols::read);
  }

  /** The name asked for (RFC 6066 3), in lower case. */
  public Optional<String> serverName() {
    return Optional.ofNullable(read(ExtensionType.SERVER_NAME, null, ServerName::read));
  }

  /** Whether the client takes tickets (RFC 5077 3.2). */
  public boolean sessionTickets() {
    return has(ExtensionType.SESSION_TICKET);
  }

  /** Whether the client offers the extended master secret (RFC 7627). */
  public boolean extendedMasterSecret() {
    return has(ExtensionType.EXTENDED_MASTER_SECRET);
  }

  private boolean has(int type) {
    return hello.extensions().find(type) != null;
  }

  private List<Integer> codes(int type) {
    return read(type, List.of(), body -> boxed(CodeList.read(body, "codes")));
  }

  private <T> T read(int type, T absent, Reader<T> reader) {
    Extension extension = hello.extensions().find(type);
    return extension == null ? absent : foundGood(() -> reader.read(extension.cursor()));
  }

  private static List<Integer> boxed(int[] codes) {
    return Arrays.stream(codes).boxed().toList();
  }

  static Cursor body(byte[] message) {
    return new HandshakeMessage(message).body();
  }

  /** The handshake has read the same bytes before, and fails at those that are not good. */
  static <T> T foundGood(Parse<T> parse) {
    try {
      return parse.get();
    } catch (TlsFailure e) {
      throw new IllegalStateException("a message that was read before cannot be read", e);
    }
  }

  /** Reads what was read before. */
  @FunctionalInterface
  interface Parse<T> {
    /** What was read. */
    T get() throws TlsFailure;
  }

  /** Reads an extension's body. */
  @FunctionalInterface
  private interface Reader<T> {
    /** What the body says. */
    T read(Cursor body) throws TlsFailure;
  }
}
