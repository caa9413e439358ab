package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Previous;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.spec.TlsFailure;

/**
 * The extensions a server knows, in the order it answers them; all others are passed over (RFC 5246
 * 7.4.1.4). Stateless.
 */
final class ServerExtensions {
  private static final ServerExtension[] ALL = {
    new ReadSupportedVersions(),
    new AnswerRenegotiationInfo(),
    new AnswerServerName(),
    new AnswerPointFormats(),
    new AnswerSessionTicket(),
    new AnswerApplicationProtocols(),
    new AnswerExtendedMasterSecret(),
    new AnswerStatusRequest(),
    new AnswerTimestamps(),
    new AnswerMaxFragmentLength(),
    new AnswerRecordSizeLimit(),
    new ReadGroups(),
    new ReadSignatureAlgorithms(),
    new ReadCertificateSchemes()
  };

  /**
   * Room for the usual answers: five types and lengths, and the bodies of renegotiation_info and
   * ec_point_formats.
   */
  private static final int USUAL_ANSWERS = 5 * 4 + 1 + 2;

  private ServerExtensions() {}

  static ClientOffer read(ClientHello hello, Previous previous) throws TlsFailure {
    ClientOffer offer = new ClientOffer(hello, previous);
    for (ExtensionBlock.Walk offered = hello.extensions().walk(); offered.next(); ) {
      int type = offered.type();
      for (ServerExtension extension : ALL) {
        if (extension.type() == type) {
          extension.offered(offered.cursor(), offer);
        }
      }
    }
    return offer;
  }

  static ExtensionBlock answer(ClientOffer offer, Agreement agreed) {
    ExtensionBlock.Builder answers = new ExtensionBlock.Builder(USUAL_ANSWERS);
    for (ServerExtension extension : ALL) {
      byte[] body = extension.answer(offer, agreed);
      if (body != null) {
        answers.add(extension.type(), body);
      }
    }
    return answers.build();
  }
}
