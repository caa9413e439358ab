package io.gasket.tls.report;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.message.extension.ServerName;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The decisive fields of a hello's extensions. Stateless. */
final class ExtensionFacts {
  private static final int LONGEST_NAME = 120;

  private ExtensionFacts() {}

  /**
   * Gives a line for each extension that holds something, and one with the names of all.
   *
   * @param line takes name and value
   */
  static void of(ExtensionBlock block, boolean ofClient, BiConsumer<String, String> line)
      throws TlsFailure {
    List<String> names = block.extensions().stream().map(Extension::name).toList();
    line.accept("extensions", Wording.list(names));
    for (Extension extension : block.extensions()) {
      String value = value(extension, ofClient);
      if (!value.isEmpty()) {
        line.accept(extension.name(), value);
      }
    }
  }

  /** Empty for an extension that says all by being there, and for those not known here. */
  private static String value(Extension extension, boolean ofClient) throws TlsFailure {
    Cursor body = extension.cursor();
    return switch (extension.type()) {
      case ExtensionType.SERVER_NAME -> body.remaining() == 0 ? "" : serverName(body);
      case ExtensionType.SUPPORTED_GROUPS ->
          Wording.list(CodeList.read(body, "named_group_list"), Wording::group);
      case ExtensionType.SIGNATURE_ALGORITHMS ->
          Wording.list(CodeList.read(body, "supported_signature_algorithms"), Wording::scheme);
      case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION ->
          Wording.list(
              ApplicationProtocols.read(body).stream()
                  .map(name -> PeerText.quote(name, LONGEST_NAME))
                  .toList());
      case ExtensionType.SESSION_TICKET ->
          body.remaining() > 0 ? "ticket of " + body.remaining() + " bytes" : "";
      case ExtensionType.SUPPORTED_VERSIONS -> ofClient ? versions(body) : "";
      default -> "";
    };
  }

  private static String serverName(Cursor body) throws TlsFailure {
    String host = ServerName.read(body);
    return host == null ? "no host name" : host;
  }

  private static String versions(Cursor body) throws TlsFailure {
    List<String> names = new ArrayList<>();
    for (int version : body.vector8("versions", 2, 254).u16s("versions")) {
      names.add(ProtocolVersion.name(version));
    }
    return Wording.list(names);
  }
}
