package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Side;
import io.gasket.tls.bench.contest.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Both ends over the {@link SSLContext} of one provider, with the JDK's PKIX trust manager, which
 * checks the host name too.
 *
 * <p>These contexts cannot be told to keep no session. Where none is to be resumed they keep one at
 * most, and the client goes to another port each time, so that it never finds it.
 */
final class EngineArena implements Arena {
  private static final int PORT = 443;
  private static final int PORTS = 60_000;

  private final SSLContext client;
  private final SSLContext server;
  private final Setting setting;
  private final Consumer<SSLEngine> adjust;
  private final ByteBuffer room = ByteBuffer.allocate(Wire.ROOM);
  private final SecureRandom random = new SecureRandom();
  private int connections;

  /**
   * @param keys makes the key managers
   * @param adjust does to every engine what {@link SSLParameters} have no words for
   */
  EngineArena(
      Provider provider, KeyManagerFactory keys, Setting setting, Consumer<SSLEngine> adjust)
      throws GeneralSecurityException, IOException {
    BenchPki pki = BenchPki.of(setting.key());
    KeyManager[] clientKeys =
        setting.mutual() ? BenchPki.keys(pki.client(), keys) : new KeyManager[0];
    this.client = SSLContext.getInstance("TLSv1.2", provider);
    this.client.init(clientKeys, pki.trust().getTrustManagers(), random);
    this.server = SSLContext.getInstance("TLSv1.2", provider);
    this.server.init(BenchPki.keys(pki.server(), keys), pki.trust().getTrustManagers(), random);
    this.setting = setting;
    this.adjust = adjust;
    if (setting.resumption() == Resumption.NONE) {
      client.getClientSessionContext().setSessionCacheSize(1);
      server.getServerSessionContext().setSessionCacheSize(1);
    }
  }

  /** The JDK's own maker of key managers. */
  static KeyManagerFactory jdkKeys() throws GeneralSecurityException {
    return KeyManagerFactory.getInstance("SunX509", "SunJSSE");
  }

  @Override
  public Side client(String host) {
    connections++;
    int port = setting.resumption() == Resumption.NONE ? PORT + connections % PORTS : PORT;
    SSLEngine engine = client.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return side(engine, parameters);
  }

  @Override
  public Side server() {
    SSLEngine engine = server.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine);
    parameters.setNeedClientAuth(setting.mutual());
    return side(engine, parameters);
  }

  private SSLParameters parameters(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.2"});
    parameters.setCipherSuites(new String[] {setting.suiteName()});
    return parameters;
  }

  private Side side(SSLEngine engine, SSLParameters parameters) {
    engine.setSSLParameters(parameters);
    adjust.accept(engine);
    return new EngineSide(engine, room, EngineSide.NOTHING_TO_RELEASE);
  }
}
