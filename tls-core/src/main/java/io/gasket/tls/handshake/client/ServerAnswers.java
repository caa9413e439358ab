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
  private int maxFragmentLength;
  private int recordSizeLimit;

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

  /** Granted, in bytes; 0 when it was not. */
  int maxFragmentLength() {
    return maxFragmentLength;
  }

  void maxFragmentLength(int bytes) {
    maxFragmentLength = bytes;
  }

  /** The server's, in bytes; 0 when it sent none. */
  int recordSizeLimit() {
    return recordSizeLimit;
  }

  void recordSizeLimit(int bytes) {
    recordSizeLimit = bytes;
  }

  /** Each SerializedSCT (RFC 6962 3.3.1). */
  List<byte[]> timestamps() {
    return timestamps;
  }

  void timestamps(List<byte[]> received) {
    timestamps = received;
  }
}
