package io.gasket.tls.handshake.client;

import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.handshake.PreparedCredential;
import io.gasket.tls.message.extension.ApplicationProtocols;
import io.gasket.tls.message.extension.CodeList;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.trust.Trust;
import java.util.List;
import java.util.function.Supplier;

/**
 * What all handshakes of a client context share, with every fixed extension body encoded once.
 * Immutable and thread-safe; the arrays are shared by all connections and not changed.
 */
public final class ClientSettings {
  private final Policy policy;
  private final byte[] protocolsBody;
  private final byte[] groupsBody;
  private final byte[] schemesBody;

  /**
   * The choices of the application.
   *
   * @param suites offered, preferred first
   * @param groups offered, preferred first
   * @param schemes offered for the server's and accepted for our own signatures, preferred first
   * @param applicationProtocols offered, preferred first; empty for no ALPN
   * @param trust judges the server's chain
   * @param credentials the current ones, for servers that ask, preferred first
   * @param resumption how sessions are kept and offered
   * @param requireExtendedMasterSecret whether servers without RFC 7627 are refused
   * @param requireSecureRenegotiation whether servers without RFC 5746 are refused
   */
  public record Policy(
      CryptoProvider crypto,
      Limits limits,
      List<CipherSuite> suites,
      List<NamedGroup> groups,
      List<SignatureScheme> schemes,
      List<String> applicationProtocols,
      Trust trust,
      Supplier<List<PreparedCredential>> credentials,
      Resumption resumption,
      boolean requireExtendedMasterSecret,
      boolean requireSecureRenegotiation) {}

  /** Encodes what is fixed. */
  public ClientSettings(Policy policy) {
    this.policy = policy;
    this.protocolsBody =
        policy.applicationProtocols().isEmpty()
            ? null
            : ApplicationProtocols.encode(policy.applicationProtocols());
    this.groupsBody =
        CodeList.encode(policy.groups().stream().mapToInt(NamedGroup::code).toArray());
    this.schemesBody =
        CodeList.encode(policy.schemes().stream().mapToInt(SignatureScheme::code).toArray());
  }

  /** The application's choices. */
  public Policy policy() {
    return policy;
  }

  /** The ALPN body, the same array for every connection (P5), or null. */
  public byte[] protocolsBody() {
    return protocolsBody;
  }

  byte[] groupsBody() {
    return groupsBody;
  }

  byte[] schemesBody() {
    return schemesBody;
  }
}
