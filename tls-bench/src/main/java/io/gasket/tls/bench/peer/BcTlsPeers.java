package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.KeyKind;
import io.gasket.tls.bench.contest.Setting.Resumption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** What bctls asks an application for: versions, suites, credentials, trust and sessions. */
final class BcTlsPeers {
  private static final int DNS_NAME = 2;

  private final BcTlsCrypto crypto;
  private final Setting setting;
  private final CertificateFactory certificates;
  private final X509TrustManager trust;
  private final Credentials serverCredentials;
  private final Credentials clientCredentials;
  private TlsSession clientSession;
  private TlsSession serverSession;

  /** A chain and its key in bctls' form. */
  private record Credentials(Certificate chain, AsymmetricKeyParameter key) {}

  BcTlsPeers(BcTlsCrypto crypto, Setting setting) throws IOException, GeneralSecurityException {
    this.crypto = crypto;
    this.setting = setting;
    this.certificates = CertificateFactory.getInstance("X.509");
    BenchPki pki = BenchPki.of(setting.key());
    this.trust = (X509TrustManager) pki.trust().getTrustManagers()[0];
    this.serverCredentials = credentials(pki.server());
    this.clientCredentials = credentials(pki.client());
  }

  Client client(String host) {
    return new Client(host);
  }

  Server server() {
    return new Server();
  }

  private Credentials credentials(BenchPki.Identity identity)
      throws IOException, GeneralSecurityException {
    TlsCertificate[] chain = new TlsCertificate[identity.chain().size()];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = crypto.createCertificate(identity.chain().get(i).getEncoded());
    }
    return new Credentials(
        new Certificate(chain), PrivateKeyFactory.createKey(identity.key().getEncoded()));
  }

  private TlsCredentialedSigner signer(Credentials credentials, TlsContext context) {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        credentials.key(),
        credentials.chain(),
        new SignatureAndHashAlgorithm(
            HashAlgorithm.sha256,
            setting.key() == KeyKind.EC ? SignatureAlgorithm.ecdsa : SignatureAlgorithm.rsa));
  }

  private X509Certificate[] parsed(Certificate chain) throws IOException {
    try {
      X509Certificate[] parsed = new X509Certificate[chain.getLength()];
      for (int i = 0; i < parsed.length; i++) {
        byte[] encoded = chain.getCertificateAt(i).getEncoded();
        parsed[i] =
            (X509Certificate) certificates.generateCertificate(new ByteArrayInputStream(encoded));
      }
      return parsed;
    } catch (CertificateException e) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
    }
  }

  private static void checkHost(X509Certificate certificate, String host)
      throws CertificateException {
    for (List<?> name : certificate.getSubjectAlternativeNames()) {
      if (name.get(0).equals(DNS_NAME) && host.equalsIgnoreCase((String) name.get(1))) {
        return;
      }
    }
    throw new CertificateException("the certificate is not for " + host);
  }

  /** The client's part. */
  final class Client extends DefaultTlsClient implements TlsAuthentication {
    private final String host;

    Client(String host) {
      super(crypto);
      this.host = host;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {setting.suiteNumber()};
    }

    @Override
    protected Vector<Integer> getSupportedGroups(
        @SuppressWarnings("rawtypes") Vector namedGroupRoles) {
      return new Vector<>(List.of(setting.group().code()));
    }

    @Override
    protected Vector<ServerName> getSNIServerNames() {
      byte[] name = host.getBytes(StandardCharsets.US_ASCII);
      return new Vector<>(List.of(new ServerName(NameType.host_name, name)));
    }

    @Override
    public TlsSession getSessionToResume() {
      return clientSession;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      if (setting.resumption() == Resumption.ID) {
        clientSession = context.getResumableSession();
      }
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
      X509Certificate[] chain = parsed(shown.getCertificate());
      try {
        trust.checkServerTrusted(chain, setting.key() == KeyKind.EC ? "ECDHE_ECDSA" : "ECDHE_RSA");
        checkHost(chain[0], host);
      } catch (CertificateException e) {
        throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
      }
    }

    @Override
    public TlsCredentials getClientCredentials(CertificateRequest request) {
      return setting.mutual() ? signer(clientCredentials, context) : null;
    }
  }

  /** The server's part. */
  final class Server extends DefaultTlsServer {
    Server() {
      super(crypto);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {setting.suiteNumber()};
    }

    @Override
    public TlsCredentials getCredentials() {
      return signer(serverCredentials, context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
      if (!setting.mutual()) {
        return null;
      }
      short type =
          setting.key() == KeyKind.EC
              ? ClientCertificateType.ecdsa_sign
              : ClientCertificateType.rsa_sign;
      return new CertificateRequest(
          new short[] {type}, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
    }

    @Override
    public void notifyClientCertificate(Certificate shown) throws IOException {
      try {
        trust.checkClientTrusted(
            parsed(shown), setting.key() == KeyKind.EC ? "ECDHE_ECDSA" : "ECDHE_RSA");
      } catch (CertificateException e) {
        throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
      }
    }

    @Override
    public TlsSession getSessionToResume(byte[] sessionId) {
      boolean known =
          serverSession != null && Arrays.equals(serverSession.getSessionID(), sessionId);
      return known ? serverSession : null;
    }

    @Override
    public byte[] getNewSessionID() {
      return setting.resumption() == Resumption.ID
          ? context.getNonceGenerator().generateNonce(32)
          : null;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      if (setting.resumption() == Resumption.ID) {
        serverSession = context.getResumableSession();
      }
    }
  }
}
