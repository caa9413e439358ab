package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Resumption;
import io.gasket.tls.bench.contest.Side;
import io.gasket.tls.bench.contest.Wire;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Netty's engine over BoringSSL, with the JDK's PKIX trust manager. */
final class TcnativeContestant implements Contestant {
  @Override
  public String name() {
    return "tcnative";
  }

  @Override
  public Arena arena(Setting setting) throws IOException, GeneralSecurityException {
    BenchPki pki = BenchPki.of(setting.key());
    SslContextBuilder client = SslContextBuilder.forClient().trustManager(pki.trust());
    SslContextBuilder server =
        SslContextBuilder.forServer(pki.server().key(), pki.server().chain())
            .trustManager(pki.trust())
            .clientAuth(setting.mutual() ? ClientAuth.REQUIRE : ClientAuth.NONE);
    if (setting.mutual()) {
      client.keyManager(pki.client().key(), pki.client().chain());
    }
    return new NettyArena(context(client, setting), context(server, setting));
  }

  private static SslContext context(SslContextBuilder builder, Setting setting) throws IOException {
    SslContext context =
        builder
            .sslProvider(SslProvider.OPENSSL_REFCNT)
            .protocols("TLSv1.2")
            .ciphers(List.of(setting.suiteName()))
            .option(OpenSslContextOption.GROUPS, setting.groupNames())
            .build();
    OpenSslSessionContext sessions = ((ReferenceCountedOpenSslContext) context).sessionContext();
    sessions.setSessionCacheEnabled(setting.resumption() != Resumption.NONE);
    sessions.setSessionTimeout((int) Duration.ofHours(2).toSeconds());
    if (setting.resumption() == Resumption.TICKET) {
      sessions.setTicketKeys(ticketKey());
    }
    return context;
  }

  private static OpenSslSessionTicketKey ticketKey() {
    SecureRandom random = new SecureRandom();
    byte[] name = new byte[OpenSslSessionTicketKey.NAME_SIZE];
    byte[] hmac = new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE];
    byte[] aes = new byte[OpenSslSessionTicketKey.AES_KEY_SIZE];
    random.nextBytes(name);
    random.nextBytes(hmac);
    random.nextBytes(aes);
    return new OpenSslSessionTicketKey(name, hmac, aes);
  }

  /** Two contexts. */
  private record NettyArena(SslContext clients, SslContext servers) implements Arena {
    private static final int PORT = 443;
    private static final ByteBuffer ROOM = ByteBuffer.allocate(Wire.ROOM);

    @Override
    public Side client(String host) {
      SSLEngine engine = clients.newEngine(UnpooledByteBufAllocator.DEFAULT, host, PORT);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      return new EngineSide(engine, ROOM, () -> ReferenceCountUtil.release(engine));
    }

    @Override
    public Side server() {
      SSLEngine engine = servers.newEngine(UnpooledByteBufAllocator.DEFAULT);
      return new EngineSide(engine, ROOM, () -> ReferenceCountUtil.release(engine));
    }

    @Override
    public void close() {
      ReferenceCountUtil.release(clients);
      ReferenceCountUtil.release(servers);
    }
  }
}
