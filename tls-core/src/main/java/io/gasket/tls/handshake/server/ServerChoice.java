package io.gasket.tls.handshake.server;

import io.gasket.tls.credential.Selection;
import io.gasket.tls.credential.ServerSelection;
import io.gasket.tls.handshake.DowngradeSentinel;
import io.gasket.tls.handshake.Randoms;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.List;

/** The server's choices out of what a client offers. Stateless. */
final class ServerChoice {
  private ServerChoice() {}

  /** Fresh random bytes. */
  static byte[] random(ServerSettings settings, int length) {
    byte[] bytes = new byte[length];
    settings.policy().crypto().random().nextBytes(bytes);
    return bytes;
  }

  /**
   * ServerHello's random. It must not end as that of a server that speaks TLS 1.3, or a client that
   * does would refuse us (RFC 8446 4.1.3).
   */
  static byte[] helloRandom(ServerSettings settings) {
    byte[] random = random(settings, Randoms.LENGTH);
    if (DowngradeSentinel.endsIn(random)) {
      random[Randoms.LENGTH - 1] ^= (byte) 0x80;
    }
    return random;
  }

  /**
   * Checks the name asked for, where unknown ones are refused.
   *
   * @throws TlsFailure unrecognized_name (RFC 6066 3)
   */
  static void checkName(ClientOffer offer, ServerSettings settings, ServerCredentials credentials)
      throws TlsFailure {
    String name = offer.serverName();
    if (settings.policy().refuseUnknownNames()
        && name != null
        && !credentials.store().knows(name)) {
      throw TlsFailure.local(
          Alert.UNRECOGNIZED_NAME,
          Reason.UNRECOGNIZED_NAME,
          "no credential is bound to the name "
              + PeerText.quote(name, 80)
              + ", and this server refuses names it does not know");
    }
  }

  /**
   * Credential, suite, group and scheme together.
   *
   * @throws TlsFailure unrecognized_name when nothing is bound to the name nor as a default (RFC
   *     6066 3), else handshake_failure, with what was offered and held
   */
  static Selection.Choice select(
      ClientOffer offer, ServerSettings settings, ServerCredentials credentials) throws TlsFailure {
    if (offer.schemes() == null) {
      throw TlsFailure.local(
          Alert.HANDSHAKE_FAILURE,
          Reason.MISSING_SIGNATURE_ALGORITHMS,
          "the client does not send signature_algorithms; TLS 1.2 would then sign with SHA-1, which is refused (RFC 9155 2)");
    }
    Selection selection =
        ServerSelection.select(offer.forChoice(), settings.policy().choice(), credentials.store());
    if (selection instanceof Selection.Refusal refusal) {
      Alert alert =
          refusal.reason() == Reason.UNRECOGNIZED_NAME
              ? Alert.UNRECOGNIZED_NAME
              : Alert.HANDSHAKE_FAILURE;
      throw TlsFailure.local(alert, refusal.reason(), refusal.detail());
    }
    return (Selection.Choice) selection;
  }

  /**
   * The first of our protocols that the client offers; the empty string when either side does not
   * use ALPN.
   *
   * @throws TlsFailure no_application_protocol when both do and nothing fits (RFC 7301 3.2)
   */
  static String applicationProtocol(ClientOffer offer, List<String> ours) throws TlsFailure {
    if (ours.isEmpty() || offer.applicationProtocols().isEmpty()) {
      return "";
    }
    for (String name : ours) {
      if (offer.applicationProtocols().contains(name)) {
        return name;
      }
    }
    throw TlsFailure.local(
        Alert.NO_APPLICATION_PROTOCOL,
        Reason.NO_COMMON_PROTOCOL,
        "the client offers the application protocols "
            + PeerText.quote(String.join(", ", offer.applicationProtocols()), 200)
            + "; this server speaks "
            + String.join(", ", ours));
  }
}
