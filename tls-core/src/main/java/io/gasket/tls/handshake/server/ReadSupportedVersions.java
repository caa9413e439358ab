package io.gasket.tls.handshake.server;

import io.gasket.tls.message.Cursor;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.ExtensionType;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.TlsFailure;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * supported_versions (RFC 8446 4.2.1): a client that sends it means this list and not the version
 * field, so one that speaks TLS 1.3 alone is told so instead of failing for want of a suite. Never
 * answered below TLS 1.3.
 */
final class ReadSupportedVersions implements ServerExtension {
  private static final int MOST_SHOWN = 10;

  @Override
  public int type() {
    return ExtensionType.SUPPORTED_VERSIONS;
  }

  @Override
  public void offered(Cursor body, ClientOffer offer) throws TlsFailure {
    int[] versions = body.vector8("versions", 2, 254).u16s("versions");
    body.end();
    if (Arrays.stream(versions).noneMatch(version -> version == ProtocolVersion.TLS_1_2)) {
      throw TlsFailure.local(
          Alert.PROTOCOL_VERSION,
          Reason.UNSUPPORTED_VERSION,
          "the client offers only "
              + Arrays.stream(versions)
                  .limit(MOST_SHOWN)
                  .mapToObj(ProtocolVersion::name)
                  .collect(Collectors.joining(", "))
              + " (RFC 8446 4.2.1); this server speaks TLS 1.2 only. Enable TLS 1.2 in the client.");
    }
  }

  @Override
  public byte[] answer(ClientOffer offer, Agreement agreed) {
    return null;
  }
}
