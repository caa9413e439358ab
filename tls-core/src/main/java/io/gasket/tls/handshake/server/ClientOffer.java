package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.PeerOffer;
import io.gasket.tls.handshake.Previous;
import io.gasket.tls.message.ClientHello;
import java.util.Arrays;
import java.util.List;

/**
 * What a ClientHello offers; filled by {@link ServerExtension}s while it is read, then only read.
 */
final class ClientOffer {
  /** No max_fragment_length was sent. */
  static final int NO_FRAGMENT_LENGTH = -1;

  private final ClientHello hello;
  private final Previous previous;
  private String serverName;
  private List<String> applicationProtocols = List.of();
  private int[] groups;
  private int[] schemes;
  private int[] certificateSchemes;
  private boolean wantsStatus;
  private boolean wantsTimestamps;
  private boolean pointFormats;
  private boolean extendedMasterSecret;
  private boolean secureRenegotiation;
  private OfferedTicket ticket;
  private byte[] kept;
  private int fragmentLengthCode = NO_FRAGMENT_LENGTH;
  private int recordSizeLimit;

  ClientOffer(ClientHello hello, Previous previous) {
    this.hello = hello;
    this.previous = previous;
  }

  /** What is renegotiated, if anything. */
  Previous previous() {
    return previous;
  }

  ClientHello hello() {
    return hello;
  }

  /** What the choice of a full handshake depends on, in the client's order. */
  PeerOffer forChoice() {
    return new PeerOffer(
        serverName,
        boxed(hello.suites()),
        boxed(groups),
        boxed(schemes),
        boxed(certificateSchemes));
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

  /** Takes the codes of supported_groups in the client's order. */
  void groups(int[] codes) {
    groups = codes;
  }

  /** The codes of signature_algorithms in the client's order, or null when it sent none. */
  int[] schemes() {
    return schemes;
  }

  void schemes(int[] codes) {
    schemes = codes;
  }

  /** Takes the codes of signature_algorithms_cert in the client's order. */
  void certificateSchemes(int[] codes) {
    certificateSchemes = codes;
  }

  /** Whether status_request asks for OCSP. */
  boolean wantsStatus() {
    return wantsStatus;
  }

  void wantsStatus(boolean ocsp) {
    wantsStatus = ocsp;
  }

  boolean wantsTimestamps() {
    return wantsTimestamps;
  }

  void sawTimestamps() {
    wantsTimestamps = true;
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

  /** The ticket, empty when the client asks for one, or null when it does not use tickets. */
  OfferedTicket ticket() {
    return ticket;
  }

  void ticket(OfferedTicket offered) {
    ticket = offered;
  }

  /** The whole message, where the connection keeps it; else null. */
  byte[] kept() {
    return kept;
  }

  void keep(byte[] message) {
    kept = message;
  }

  /** The code of max_fragment_length, unjudged, or {@link #NO_FRAGMENT_LENGTH}. */
  int fragmentLengthCode() {
    return fragmentLengthCode;
  }

  void fragmentLengthCode(int code) {
    fragmentLengthCode = code;
  }

  /** The client's record_size_limit in bytes; 0 when it sent none. */
  int recordSizeLimit() {
    return recordSizeLimit;
  }

  void recordSizeLimit(int bytes) {
    recordSizeLimit = bytes;
  }

  private static List<Integer> boxed(int[] codes) {
    return codes == null ? null : Arrays.stream(codes).boxed().toList();
  }
}
