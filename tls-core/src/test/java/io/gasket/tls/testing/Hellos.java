package io.gasket.tls.testing;

import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.ServerHello;
import io.gasket.tls.spec.ExtensionType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes to hellos, for tests of what the other side makes of them. */
public final class Hellos {
  /** Short for server_name, as tables of cases want it; so are those that follow. */
  public static final int SNI = ExtensionType.SERVER_NAME;

  /** Short for supported_groups. */
  public static final int GROUPS = ExtensionType.SUPPORTED_GROUPS;

  /** Short for ec_point_formats. */
  public static final int POINTS = ExtensionType.EC_POINT_FORMATS;

  /** Short for signature_algorithms. */
  public static final int SCHEMES = ExtensionType.SIGNATURE_ALGORITHMS;

  /** Short for application_layer_protocol_negotiation. */
  public static final int ALPN = ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;

  /** Short for extended_master_secret. */
  public static final int EMS = ExtensionType.EXTENDED_MASTER_SECRET;

  /** Short for renegotiation_info. */
  public static final int RENEGOTIATION = ExtensionType.RENEGOTIATION_INFO;

  /** An extension that nobody knows (RFC 8701). */
  public static final int GREASE = 0x4a4a;

  private Hellos() {}

  /** Puts an extension in the place of the one of its type, or at the end. */
  public static UnaryOperator<ExtensionBlock> replacing(int type, byte[] body) {
    return block -> {
      List<Extension> changed = new ArrayList<>();
      for (Extension extension : block.extensions()) {
        changed.add(extension.type() == type ? new Extension(type, body) : extension);
      }
      if (block.find(type) == null) {
        changed.add(new Extension(type, body));
      }
      return new ExtensionBlock(changed);
    };
  }

  /** Puts an extension at the end, also when its type is there already. */
  public static UnaryOperator<ExtensionBlock> adding(int type, byte[] body) {
    return block -> {
      List<Extension> changed = new ArrayList<>(block.extensions());
      changed.add(new Extension(type, body));
      return new ExtensionBlock(changed);
    };
  }

  /** Puts the extension of a type at the end once more. */
  public static UnaryOperator<ExtensionBlock> repeating(int type) {
    return block -> adding(type, block.find(type).body()).apply(block);
  }

  /** Takes the extensions of a type out. */
  public static UnaryOperator<ExtensionBlock> without(int type) {
    return block ->
        new ExtensionBlock(
            block.extensions().stream().filter(extension -> extension.type() != type).toList());
  }

  /** A ClientHello with changed extensions. */
  public static ClientHello with(ClientHello hello, UnaryOperator<ExtensionBlock> change) {
    return new ClientHello(
        hello.version(),
        hello.random(),
        hello.sessionId(),
        hello.suites(),
        hello.compressions(),
        change.apply(hello.extensions()));
  }

  /** A ClientHello with other suites. */
  public static ClientHello withSuites(ClientHello hello, int... suites) {
    return new ClientHello(
        hello.version(),
        hello.random(),
        hello.sessionId(),
        suites,
        hello.compressions(),
        hello.extensions());
  }

  /** A ServerHello with changed extensions. */
  public static ServerHello with(ServerHello hello, UnaryOperator<ExtensionBlock> change) {
    return new ServerHello(
        hello.version(),
        hello.random(),
        hello.sessionId(),
        hello.suite(),
        hello.compression(),
        change.apply(hello.extensions()));
  }

  /** A ServerHello with another suite. */
  public static ServerHello withSuite(ServerHello hello, int suite) {
    return new ServerHello(
        hello.version(),
        hello.random(),
        hello.sessionId(),
        suite,
        hello.compression(),
        hello.extensions());
  }

  /** A ClientHello with 15 999 suites that nobody has, then one. */
  public static ClientHello withManySuites(ClientHello hello, int last) {
    int[] suites = new int[16_000];
    for (int i = 0; i < suites.length; i++) {
      suites[i] = 0x5000 + i;
    }
    suites[suites.length - 1] = last;
    return withSuites(hello, suites);
  }

  /** A ClientHello with another client_version. */
  public static ClientHello withVersion(ClientHello hello, int version) {
    return new ClientHello(
        version,
        hello.random(),
        hello.sessionId(),
        hello.suites(),
        hello.compressions(),
        hello.extensions());
  }

  /** A ClientHello with a session id of so many zeros. */
  public static ClientHello withSessionId(ClientHello hello, int length) {
    return new ClientHello(
        hello.version(),
        hello.random(),
        new byte[length],
        hello.suites(),
        hello.compressions(),
        hello.extensions());
  }

  /** A ServerHello with a session id of so many zeros. */
  public static ServerHello withSessionId(ServerHello hello, int length) {
    return new ServerHello(
        hello.version(),
        hello.random(),
        new byte[length],
        hello.suite(),
        hello.compression(),
        hello.extensions());
  }

  /** A ClientHello with other compression methods. */
  public static ClientHello withCompressions(ClientHello hello, byte... methods) {
    return new ClientHello(
        hello.version(),
        hello.random(),
        hello.sessionId(),
        hello.suites(),
        methods,
        hello.extensions());
  }

  /** The body of a server_name with one host name of any bytes. */
  public static byte[] hostName(byte[] name) {
    return Hex.bytes("%04x 00 %04x %s".formatted(name.length + 3, name.length, Hex.text(name)));
  }
}
