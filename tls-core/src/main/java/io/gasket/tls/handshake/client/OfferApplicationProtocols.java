package io.gasket.tls.handshake.client;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.PeerText;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.List;

/** ALPN (RFC 7301 3): the context's list as one buffer; the answer is one of its names. */
final class OfferApplicationProtocols implements ClientExtension {
  @Override
  public int type() {
    return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
  }

  @Override
  public byte[] offer(Attempt attempt) {
    return attempt.settings().protocolsBody();
  }

  @Override
  public void answered(Cursor body, Attempt attempt, ServerAnswers answers) throws TlsFailure {
    List<String> chosen = ApplicationProtocols.read(body);
    if (chosen.size() != 1) {
      throw body.malformed(
          "the server answered " + chosen.size() + " protocols; RFC 7301 3.1 wants one");
    }
    List<String> offered = attempt.settings().policy().applicationProtocols();
    if (!offered.contains(chosen.get(0))) {
      throw TlsFailure.local(
          Alert.ILLEGAL_PARAMETER,
          Reason.PROTOCOL_NOT_OFFERED,
          "the server chose application protocol "
              + PeerText.quote(chosen.get(0), 80)
              + "; offered were "
              + offered);
    }
    answers.applicationProtocol(chosen.get(0));
  }
}
