package io.gasket.tls.bench.echo;

import io.gasket.tls.SecurityContext;
import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.BenchPki;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Unsupported;
import io.gasket.tls.bench.load.ProgramFailure;
import io.gasket.tls.bench.peer.Contestants;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.nio.SecurePipeline;
import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import tlschannel.ServerTlsChannel;

/** All echo servers by name. */
public final class EchoServers {
  /** This project's. */
  public static final String GASKET = "gasket";

  private static final String PLAIN = "plain";
  private static final String PLAIN_CIPHER = "plain-cipher";

  /**
   * The names. {@code plain} is the same loop as this project's without TLS, {@code plain-cipher}
   * the same with the bare cipher: the floor of any TLS over it.
   */
  public static final List<String> NAMES =
      List.of(
          GASKET,
          "gasket-zero",
          "netty-nio",
          "netty-epoll",
          "netty-tcnative",
          "tls-channel",
          PLAIN_CIPHER,
          PLAIN);

  private static final String[] PROTOCOLS = {"TLSv1.2"};

  private EchoServers() {}

  /** Checks names from a command line. */
  public static void check(List<String> names) throws ProgramFailure {
    for (String name : names) {
      if (!NAMES.contains(name)) {
        throw new ProgramFailure(
            "no server is called " + name + "; there are " + String.join(", ", NAMES));
      }
    }
    if (names.isEmpty()) {
      throw new ProgramFailure("name a server: " + String.join(", ", NAMES));
    }
  }

  /** Whether the clients of a server speak no TLS with it. */
  static boolean isPlain(String name) {
    return name.equals(PLAIN) || name.equals(PLAIN_CIPHER);
  }

  /** Starts one. */
  static EchoServer start(String name, BenchPki.Identity identity, Counts counts)
      throws ProgramFailure, IOException, GeneralSecurityException {
    return switch (name) {
      case GASKET -> gasket(CryptoProviders.standard(), identity, counts);
      case "gasket-zero" -> gasket(CryptoProviders.zeroGarbage(), identity, counts);
      case "netty-nio" -> new NettyServer(false, netty(identity, SslProvider.JDK), counts);
      case "netty-epoll" -> epoll(netty(identity, SslProvider.JDK), counts);
      case "netty-tcnative" -> epoll(netty(identity, SslProvider.OPENSSL_REFCNT), counts);
      case "tls-channel" -> tlsChannel(identity, counts);
      case PLAIN_CIPHER -> plainCipher(counts);
      case PLAIN -> new SelectorServer(PlainLink::new, counts);
      default -> throw new ProgramFailure("no server is called " + name);
    };
  }

  private static EchoServer gasket(CryptoProvider crypto, BenchPki.Identity identity, Counts counts)
      throws IOException {
    SecurityContext context =
        SecurityContext.server()
            .provider(crypto)
            .credential(Credential.of(identity.chain(), identity.key()))
            .build();
    return new SelectorServer(
        channel -> new GasketLink(SecurePipeline.over(channel, context.newEngine())), counts);
  }

  private static EchoServer plainCipher(Counts counts)
      throws ProgramFailure, IOException, GeneralSecurityException {
    try {
      Arena floor = Contestants.named("floor").arena(Setting.records(Setting.Suite.AES128GCM));
      return new SelectorServer(
          channel -> new PlainLink(channel, new BareCipher(floor.server())), counts);
    } catch (Unsupported e) {
      throw new ProgramFailure(e.getMessage());
    }
  }

  private static EchoServer epoll(SslContext context, Counts counts) throws ProgramFailure {
    if (!Epoll.isAvailable()) {
      throw new ProgramFailure("no epoll here: " + Epoll.unavailabilityCause());
    }
    return new NettyServer(true, context, counts);
  }

  private static SslContext netty(BenchPki.Identity identity, SslProvider provider)
      throws IOException {
    return SslContextBuilder.forServer(identity.key(), identity.chain())
        .sslProvider(provider)
        .protocols(PROTOCOLS)
        .build();
  }

  private static EchoServer tlsChannel(BenchPki.Identity identity, Counts counts)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.2", "SunJSSE");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509", "SunJSSE");
    context.init(BenchPki.keys(identity, keys), null, null);
    return new SelectorServer(
        channel ->
            new TlsChannelLink(
                ServerTlsChannel.newBuilder(channel, context)
                    .withEngineFactory(EchoServers::engine)
                    .build()),
        counts);
  }

  private static SSLEngine engine(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(PROTOCOLS);
    return engine;
  }
}
