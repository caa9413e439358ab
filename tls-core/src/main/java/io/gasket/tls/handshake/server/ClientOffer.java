package io.gasket.tls.handshake.server;

import io.gasket.tls.message.ClientHello;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a ClientHello offers; filled by {@link ServerExtension}s while it is read, then only read. */
final class ClientOffer {
  private final ClientHello hello;
  private String serverName;
  private List<String> applicationProtocols = List.of();
  private List<NamedGroup> groups;
  private List<SignatureScheme> schemes;
  private boolean pointFormats;
  private boolean extendedMasterSecret;
  private boolean secureRenegotiation;

  ClientOffer(ClientHello hello) {
    this.hello = hello;
  }

  ClientHello hello() {
    return hello;
  }

  List<Integer> suites() {
    return Arrays.stream(hello.suites()).boxed().toList();
  }

  /** The name asked for, or null. */
  String serverName() {
    return serverName;
  }

  void serverName(String name) {
    serverName = name;
  }

  List<String> applicationProtocols() {
    return applicationProtocols;
  }

  void applicationProtocols(List<String> names) {
    applicationProtocols = names;
  }

  /** Known groups in the client's order, or null when it sent no supported_groups. */
  List<NamedGroup> groups() {
    return groups;
  }

  void groups(int[] codes) {
    groups = new ArrayList<>();
    for (int code : codes) {
      NamedGroup group = NamedGroup.of(code);
      if (group != null) {
        groups.add(group);
      }
    }
  }

  /** Known schemes in the client's order, or null when it sent no signature_algorithms. */
  List<SignatureScheme> schemes() {
    return schemes;
  }

  void schemes(int[] codes) {
    schemes = new ArrayList<>();
    for (int code : codes) {
      SignatureScheme scheme = SignatureScheme.of(code);
      if (scheme != null) {
        schemes.add(scheme);
      }
    }
  }

  boolean pointFormats() {
    return pointFormats;
  }

  void sawPointFormats() {
    pointFormats = true;
  }

  boolean extendedMasterSecret() {
    return extendedMasterSecret;
  }

  void sawExtendedMasterSecret() {
    extendedMasterSecret = true;
  }

  boolean secureRenegotiation() {
    return secureRenegotiation;
  }

  void sawSecureRenegotiation() {
    secureRenegotiation = true;
  }
}
