package io.gasket.tls.handshake.server;

import io.gasket.tls.handshake.Previous;
import io.gasket.tls.message.ClientHello;
import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * The extensions a server knows, in the order it answers them; all others are passed over (RFC 5246
 * 7.4.1.4). Stateless.
 */
final class ServerExtensions {
  private static final List<ServerExtension> ALL =
      List.of(
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
          new ReadCertificateSchemes());

  private ServerExtensions() {}

  static ClientOffer read(ClientHello hello, Previous previous) throws TlsFailure {
    ClientOffer offer = new ClientOffer(hello, previous);
    for (Extension offered : hello.extensions().extensions()) {
      for (ServerExtension extension : ALL) {
        if (extension.type() == offered.type()) {
          extension.offered(offered.cursor(), offer);
        }
      }
    }
    return offer;
  }

  static ExtensionBlock answer(ClientOffer offer, Agreement agreed) {
    List<Extension> answers = new ArrayList<>();
    for (ServerExtension extension : ALL) {
      byte[] body = extension.answer(offer, agreed);
      if (body != null) {
        answers.add(new Extension(extension.type(), body));
      }
    }
    return new ExtensionBlock(answers);
  }
}
