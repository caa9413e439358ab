package io.gasket.tls.bench.peer;

import io.gasket.tls.bench.contest.Arena;
import io.gasket.tls.bench.contest.Contestant;
import io.gasket.tls.bench.contest.Setting;
import io.gasket.tls.bench.contest.Setting.Group;
import io.gasket.tls.bench.contest.Setting.Resumption;
import java.io.IOException;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** The JDK's own TLS. */
final class JsseContestant implements Contestant {
  private static final String CLIENT_TICKETS = "jdk.tls.client.enableSessionTicketExtension";
  private static final String SERVER_TICKETS = "jdk.tls.server.enableSessionTicketExtension";

  @Override
  public String name() {
    return "jsse";
  }

  @Override
  public Arena arena(Setting setting) throws IOException, GeneralSecurityException {
    Provider provider = Security.getProvider("SunJSSE");
    // A context reads these two when it is made, and has no method for it.
    String tickets = Boolean.toString(setting.resumption() == Resumption.TICKET);
    String client = System.setProperty(CLIENT_TICKETS, tickets);
    String server = System.setProperty(SERVER_TICKETS, tickets);
    try {
      return new EngineArena(
          provider, EngineArena.jdkKeys(), setting, engine -> chooseGroup(engine, setting));
    } finally {
      restore(CLIENT_TICKETS, client);
      restore(SERVER_TICKETS, server);
    }
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  /** X25519 is its first choice; JDK 17 has no method to name another, but one to forbid this. */
  private static void chooseGroup(SSLEngine engine, Setting setting) {
    if (setting.group() != Group.X25519) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setAlgorithmConstraints(new WithoutX25519());
      engine.setSSLParameters(parameters);
    }
  }

  /** Permits all else; the JDK's own constraints hold beside it. */
  private static final class WithoutX25519 implements AlgorithmConstraints {
    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
      return !algorithm.equalsIgnoreCase("x25519");
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
      return true;
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        Key key,
        AlgorithmParameters parameters) {
      return permits(primitives, algorithm, parameters);
    }
  }
}
