package io.gasket.tls.handshake.client;

import java.util.List;

/**
 * What the server's extensions said; filled by {@link ClientExtension}s while ServerHello is read,
 * then only read.
 */
final class ServerAnswers {
  private String applicationProtocol = "";
  private boolean extendedMasterSecret;
  private boolean secureRenegotiation;
  private boolean ticketExpected;
  private boolean statusExpected;
  private List<byte[]> timestamps = List.of();

  String applicationProtocol() {
    return applicationProtocol;
  }

  void applicationProtocol(String name) {
    applicationProtocol = name;
  }

  boolean extendedMasterSecret() {
    return extendedMasterSecret;
  }

  void useExtendedMasterSecret() {
    extendedMasterSecret = true;
  }

  boolean secureRenegotiation() {
    return secureRenegotiation;
  }

  void useSecureRenegotiation() {
    secureRenegotiation = true;
  }

  boolean ticketExpected() {
    return ticketExpected;
  }

  void expectTicket() {
    ticketExpected = true;
  }

  boolean statusExpected() {
    return statusExpected;
  }

  void expectStatus() {
    statusExpected = true;
  }

  /** Each SerializedSCT (RFC 6962 3.3.1). */
  List<byte[]> timestamps() {
    return timestamps;
  }

  void timestamps(List<byte[]> received) {
    timestamps = received;
  }
}
