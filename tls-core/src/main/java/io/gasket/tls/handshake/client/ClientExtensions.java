package io.gasket.tls.handshake.client;

import io.gasket.tls.message.ExtensionBlock;
import io.gasket.tls.message.ExtensionBlock.Extension;
import io.gasket.tls.message.Wire;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;

/** The extensions a client knows, in the order it sends them. Stateless. */
final class ClientExtensions {
  private static final ClientExtension[] ALL = {
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
    new OfferCertificateSchemes()
  };

  /** Of type and length, in front of each body. */
  private static final int HEADER_LENGTH = 4;

  private ClientExtensions() {}

  /** The length in bytes of what {@link #write} writes. */
  static int writtenLength(Attempt attempt) {
    int length = Short.BYTES;
    for (ClientExtension extension : ALL) {
      byte[] body = extension.offer(attempt);
      length += body == null ? 0 : HEADER_LENGTH + body.length;
    }
    return length;
  }

  /** Writes the block of the extensions offered, of which there is always one. */
  static void write(Attempt attempt, Wire hello) {
    int block = hello.open16();
    for (ClientExtension extension : ALL) {
      byte[] body = extension.offer(attempt);
      if (body != null) {
        int data = hello.u16(extension.type()).open16();
        hello.bytes(body).close(data);
      }
    }
    hello.close(block);
  }

  /**
   * Reads the server's extensions.
   *
   * @throws TlsFailure unsupported_extension for one that was not offered (RFC 5246 7.4.1.4)
   */
  static ServerAnswers read(ExtensionBlock answered, Attempt attempt) throws TlsFailure {
    ServerAnswers answers = new ServerAnswers();
    for (ExtensionBlock.Walk answer = answered.walk(); answer.next(); ) {
      offered(answer, attempt).answered(answer.cursor(), attempt, answers);
    }
    return answers;
  }

  private static ClientExtension offered(ExtensionBlock.Walk answer, Attempt attempt)
      throws TlsFailure {
    int type = answer.type();
    for (ClientExtension extension : ALL) {
      if (extension.type() == type && extension.offer(attempt) != null) {
        return extension;
      }
    }
    throw unsolicited(answer.extension(), "was not offered");
  }

  static TlsFailure unsolicited(Extension answer, String why) {
    return TlsFailure.local(
        Alert.UNSUPPORTED_EXTENSION,
        Reason.UNSOLICITED_EXTENSION,
        "ServerHello holds " + answer.name() + ", which " + why + " (RFC 5246 7.4.1.4)");
  }
}
