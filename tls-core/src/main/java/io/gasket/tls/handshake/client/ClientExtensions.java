package io.gasket.tls.handshake.client;

import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.List;

/** The extensions a client knows, in the order it sends them. Stateless. */
final class ClientExtensions {
  private static final List<ClientExtension> ALL =
      List.of(
          new OfferServerName(),
          new OfferExtendedMasterSecret(),
          new OfferRenegotiationInfo(),
          new OfferGroups(),
          new OfferPointFormats(),
          new OfferSessionTicket(),
          new OfferApplicationProtocols(),
          new OfferStatusRequest(),
          new OfferTimestamps(),
          new OfferMaxFragmentLength(),
          new OfferRecordSizeLimit(),
          new OfferSignatureAlgorithms(),
          new OfferCertificateSchemes());

  private ClientExtensions() {}

  static ExtensionBlock offer(Attempt attempt) {
    List<Extension> offered = new ArrayList<>();
    for (ClientExtension extension : ALL) {
      byte[] body = extension.offer(attempt);
      if (body != null) {
        offered.add(new Extension(extension.type(), body));
      }
    }
    return new ExtensionBlock(offered);
  }

  /**
   * Reads the server's extensions.
   *
   * @throws TlsFailure unsupported_extension for one that was not offered (RFC 5246 7.4.1.4)
   */
  static ServerAnswers read(ExtensionBlock answered, ExtensionBlock offered, Attempt attempt)
      throws TlsFailure {
    ServerAnswers answers = new ServerAnswers();
    for (Extension answer : answered.extensions()) {
      if (offered.find(answer.type()) == null) {
        throw unsolicited(answer, "was not offered");
      }
      for (ClientExtension extension : ALL) {
        if (extension.type() == answer.type()) {
          extension.answered(answer.cursor(), attempt, answers);
        }
      }
    }
    return answers;
  }

  static TlsFailure unsolicited(Extension answer, String why) {
    return TlsFailure.local(
        Alert.UNSUPPORTED_EXTENSION,
        Reason.UNSOLICITED_EXTENSION,
        "ServerHello holds " + answer.name() + ", which " + why + " (RFC 5246 7.4.1.4)");
  }
}
