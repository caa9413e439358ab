package io.gasket.tls.bench.contest;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is negotiated; TLS 1.2 always.
 *
 * @param suite the record protection
 * @param group the group of ephemeral key agreement
 * @param key the kind of all certificates' keys
 * @param mutual whether the client shows a certificate too
 * @param resumption how connections after the first one are resumed
 */
public record Setting(
    Suite suite, Group group, KeyKind key, boolean mutual, Resumption resumption) {

  /** Record protection. */
  public enum Suite {
    /** AES-128-GCM. */
    AES128GCM("AES_128_GCM_SHA256", 0xc02b, 0xc02f, 16),
    /** AES-256-GCM. */
    AES256GCM("AES_256_GCM_SHA384", 0xc02c, 0xc030, 32),
    /** ChaCha20-Poly1305. */
    CHACHA20("CHACHA20_POLY1305_SHA256", 0xcca9, 0xcca8, 32);

    private final String ending;
    private final int withEcdsa;
    private final int withRsa;
    private final int keyLength;

    Suite(String ending, int withEcdsa, int withRsa, int keyLength) {
      this.ending = ending;
      this.withEcdsa = withEcdsa;
      this.withRsa = withRsa;
      this.keyLength = keyLength;
    }

    /** Length of the key in bytes. */
    public int keyLength() {
      return keyLength;
    }
  }

  /** Key agreement. */
  public enum Group {
    X25519("x25519", 29),
    P256("secp256r1", 23);

    private final String rfcName;
    private final int code;

    Group(String rfcName, int code) {
      this.rfcName = rfcName;
      this.code = code;
    }

    /** The registered name. */
    public String rfcName() {
      return rfcName;
    }

    /** The number on the wire. */
    public int code() {
      return code;
    }
  }

  /** Certificate keys. */
  public enum KeyKind {
    /** ECDSA on P-256. */
    EC,
    /** RSA with 2048 bits. */
    RSA
  }

  /** How connections after the first one are resumed. */
  public enum Resumption {
    /** Not at all: every handshake is a full one, and no session is kept or sent. */
    NONE,
    /** By the server's session id, without tickets (RFC 5246 7.3). */
    ID,
    /** By a ticket (RFC 5077). */
    TICKET
  }

  /** For measuring records: EC, x25519, no resumption. */
  public static Setting records(Suite suite) {
    return new Setting(suite, Group.X25519, KeyKind.EC, false, Resumption.NONE);
  }

  /**
   * The names of the groups to offer: the wanted one first, and P-256 in any case, for the sake of
   * certificates on it (RFC 8422 5.1).
   */
  public String[] groupNames() {
    return Stream.of(group, Group.P256).map(Group::rfcName).distinct().toArray(String[]::new);
  }

  /** The registered name of the cipher suite. */
  public String suiteName() {
    return "TLS_ECDHE_" + (key == KeyKind.EC ? "ECDSA" : "RSA") + "_WITH_" + suite.ending;
  }

  /** The number of the cipher suite. */
  public int suiteNumber() {
    return key == KeyKind.EC ? suite.withEcdsa : suite.withRsa;
  }

  @Override
  public String toString() {
    String text = suiteName() + ", " + group.rfcName() + (mutual ? ", mutual" : "");
    return resumption == Resumption.NONE
        ? text
        : text + ", resumed by " + resumption.name().toLowerCase(Locale.ROOT);
  }
}
