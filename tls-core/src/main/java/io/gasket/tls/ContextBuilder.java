package io.gasket.tls;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.SigningPreference;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.event.KeyLog;
import io.gasket.tls.message.extension.RecordSizeLimit;
import io.gasket.tls.record.AdaptiveRecords;
import io.gasket.tls.record.FrameParser;
import io.gasket.tls.session.Resumption;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.session.SessionStore;
import io.gasket.tls.session.Tickets;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.Limits;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.trust.PeerVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What servers and clients have in common to describe. Defaults: all suites, groups and schemes
 * that the crypto provider supports, in the order of their enums. Not thread-safe.
 *
 * @param <B> the builder's own type
 */
public abstract sealed class ContextBuilder<B extends ContextBuilder<B>>
    permits ServerContextBuilder, ClientContextBuilder {
  private CryptoProvider crypto;
  private Limits limits = Limits.defaults();
  private EventSink events = EventSink.NONE;
  private KeyLog keyLog = KeyLog.OFF;
  private List<CipherSuite> suites = CipherSuite.all();
  private List<NamedGroup> groups = NamedGroup.all();
  private List<SignatureScheme> schemes = SignatureScheme.all();
  private List<SignatureScheme> signingSchemes = List.of();
  private List<SignatureScheme> acceptedSchemes = List.of();
  private boolean pointFormats = true;
  private boolean keepPeerOffer;
  private List<String> applicationProtocols = List.of();
  private boolean requireExtendedMasterSecret;
  private Renegotiation renegotiation = Renegotiation.OFF;
  private Closing closing = Closing.DEFAULT;
  private SessionStore sessions = new SessionCache(SessionCache.DEFAULT_CAPACITY);
  private Duration sessionLifetime = Resumption.DEFAULT_LIFETIME;
  private InstantSource clock = InstantSource.system();
  private PeerVerifier peerVerifier = peer -> {};
  private int recordSizeLimit;
  private int maxFragment = FrameParser.MAX_PLAINTEXT;
  private AdaptiveRecords adaptiveRecords = AdaptiveRecords.OFF;

  ContextBuilder() {}

  abstract B self();

  /** The crypto provider; default {@link CryptoProviders#standard()}. */
  public B provider(CryptoProvider provider) {
    crypto = Objects.requireNonNull(provider, "provider");
    return self();
  }

  /** Bounds; default {@link Limits#defaults()}. */
  public B limits(Limits bounds) {
    limits = Objects.requireNonNull(bounds, "bounds");
    return self();
  }

  /** The observer of all connections; default {@link EventSink#NONE}. */
  public B events(EventSink sink) {
    events = Objects.requireNonNull(sink, "sink");
    return self();
  }

  /**
   * Gives the secrets of every handshake away, for analysis: <b>with them anybody can read the
   * connections.</b> Default {@link KeyLog#OFF}.
   */
  public B keyLog(KeyLog log) {
    keyLog = Objects.requireNonNull(log, "log");
    return self();
  }

  /** Cipher suites, preferred first; those the provider cannot do are an error. */
  public B suites(List<CipherSuite> preferred) {
    suites = distinct("suites", preferred);
    return self();
  }

  /** Key agreement groups, preferred first. */
  public B groups(List<NamedGroup> preferred) {
    groups = distinct("groups", preferred);
    return self();
  }

  /**
   * Signature schemes to sign with and to accept, preferred first. Takes the place of what {@link
   * #signingSchemes} and {@link #acceptedSchemes} said before. An EC key prefers the scheme with
   * the hash that goes with its curve, whatever the order.
   */
  public B schemes(List<SignatureScheme> preferred) {
    schemes = distinct("schemes", preferred);
    signingSchemes = List.of();
    acceptedSchemes = List.of();
    return self();
  }

  /**
   * Signature schemes to sign with, preferred first, where they differ from those of {@link
   * #schemes}: the first that goes with the key and that the peer accepts is used. Every credential
   * must go with one of them.
   */
  public B signingSchemes(List<SignatureScheme> preferred) {
    signingSchemes = distinct("schemes to sign with", preferred);
    return self();
  }

  /**
   * Signature schemes to accept from the peer, preferred first, where they differ from those of
   * {@link #schemes}: a client's go into signature_algorithms (RFC 5246 7.4.1.4.1), a server's into
   * CertificateRequest (RFC 5246 7.4.4), and the peer's chain is judged by them too. A peer that
   * signs with another gets illegal_parameter.
   */
  public B acceptedSchemes(List<SignatureScheme> preferred) {
    acceptedSchemes = distinct("schemes to accept", preferred);
    return self();
  }

  /**
   * Whether ec_point_formats is sent: offered by a client, answered by a server to clients that
   * offer it (RFC 8422 5.1.2, 5.2); default true. Points are uncompressed either way, as RFC 8422
   * has no other format; without the extension each side takes the other to have that one. A peer's
   * list is checked in any case: one without uncompressed is refused with illegal_parameter.
   */
  public B pointFormats(boolean sent) {
    pointFormats = sent;
    return self();
  }

  /**
   * Whether a connection keeps what its peer offered, for {@link ConnectionInfo#clientHello} and
   * {@link ConnectionInfo#certificateRequest}; default false, since an idle connection then holds
   * as much more memory as the peer's message is long, which is up to {@link
   * Limits#handshakeMessage}. {@link ClientHelloOperation#clientHello} needs no keeping.
   */
  public B keepPeerOffer(boolean kept) {
    keepPeerOffer = kept;
    return self();
  }

  /**
   * Application protocols for ALPN (RFC 7301), preferred first; default none.
   *
   * @param names each 1 to 255 bytes of ISO-8859-1, such as {@code h2}
   */
  public B applicationProtocols(String... names) {
    applicationProtocols = protocolNames(names);
    return self();
  }

  static List<String> protocolNames(String... names) {
    for (String name : names) {
      if (name.isEmpty()
          || name.length() > 255
          || !StandardCharsets.ISO_8859_1.newEncoder().canEncode(name)) {
        throw new IllegalArgumentException(
            "an application protocol's name has 1 to 255 bytes; this has not: \"" + name + "\"");
      }
    }
    return distinct("application protocols", List.of(names));
  }

  /** Whether peers without the extended master secret (RFC 7627) are refused; default false. */
  public B requireExtendedMasterSecret(boolean required) {
    requireExtendedMasterSecret = required;
    return self();
  }

  /** Whether connections may be renegotiated; default {@link Renegotiation#OFF}. */
  public B renegotiation(Renegotiation policy) {
    renegotiation = Objects.requireNonNull(policy, "policy");
    return self();
  }

  /** What the end of one direction means for the other; default {@link Closing#DEFAULT}. */
  public B closing(Closing policy) {
    closing = Objects.requireNonNull(policy, "policy");
    return self();
  }

  /**
   * Where sessions are kept for resumption: a server's by session id, a client's by host and port.
   * Default a {@link SessionCache} of its own with 1 024 places; null to keep none.
   */
  public B sessions(SessionStore store) {
    sessions = store;
    return self();
  }

  /**
   * How long a session may be resumed after its full handshake; default two hours, at least a
   * second.
   */
  public B sessionLifetime(Duration lifetime) {
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a session lives at least a second, not " + lifetime);
    }
    sessionLifetime = lifetime;
    return self();
  }

  /** What tells the time for the expiry of sessions and tickets; default the system's clock. */
  public B clock(InstantSource source) {
    clock = Objects.requireNonNull(source, "source");
    return self();
  }

  /**
   * The application's own judge of peers with a certificate, asked after the trust has accepted
   * their chain and before the handshake goes on; default none.
   */
  public B verifyPeer(PeerVerifier verifier) {
    peerVerifier = Objects.requireNonNull(verifier, "verifier");
    return self();
  }

  /**
   * Negotiates record_size_limit (RFC 8449), so that each side says how long records it takes;
   * default off. A server answers clients that send it, and passes over their max_fragment_length
   * then.
   *
   * @param bytes the longest plaintext of a protected record that this side accepts, 64 to 16 384
   */
  public B recordSizeLimit(int bytes) {
    recordSizeLimit = checkLength("recordSizeLimit", bytes);
    return self();
  }

  /**
   * Bounds the plaintext of every record that is sent, of any type and whatever the peer would
   * take; default 16 384. {@link TlsEngine#maxFragment} changes it for one connection.
   *
   * @param bytes 64 to 16 384
   */
  public B maxFragment(int bytes) {
    maxFragment = checkLength("maxFragment", bytes);
    return self();
  }

  /**
   * Whether application data goes out in small records at the start and after a pause, see {@link
   * TlsEngine#sendingAt}; default {@link AdaptiveRecords#OFF}.
   */
  public B adaptiveRecords(AdaptiveRecords policy) {
    adaptiveRecords = Objects.requireNonNull(policy, "policy");
    return self();
  }

  CryptoProvider crypto() {
    if (crypto == null) {
      crypto = CryptoProviders.standard();
    }
    return crypto;
  }

  Limits limits() {
    return limits;
  }

  EventSink events() {
    return events;
  }

  KeyLog keyLog() {
    return keyLog;
  }

  List<CipherSuite> suites() {
    return supported(
        "cipher suites",
        suites,
        CipherSuite.all(),
        suite -> crypto().aeads().supported().contains(suite.cipher()));
  }

  List<NamedGroup> groups() {
    return supported("groups", groups, NamedGroup.all(), crypto().groups().supported()::contains);
  }

  /** What this side may sign with; a list of its own is taken at its word. */
  SigningPreference signing() {
    return signingSchemes.isEmpty()
        ? new SigningPreference(supportedSchemes("signature schemes", schemes), false)
        : new SigningPreference(
            supportedSchemes("signature schemes to sign with", signingSchemes), true);
  }

  /** What this side accepts. */
  List<SignatureScheme> accepted() {
    return acceptedSchemes.isEmpty()
        ? supportedSchemes("signature schemes", schemes)
        : supportedSchemes("signature schemes to accept", acceptedSchemes);
  }

  boolean sendsPointFormats() {
    return pointFormats;
  }

  boolean keepsPeerOffer() {
    return keepPeerOffer;
  }

  private List<SignatureScheme> supportedSchemes(String what, List<SignatureScheme> wanted) {
    return supported(
        what, wanted, SignatureScheme.all(), crypto().signatures().supported()::contains);
  }

  List<String> applicationProtocols() {
    return applicationProtocols;
  }

  PeerVerifier peerVerifier() {
    return peerVerifier;
  }

  Renegotiation renegotiation() {
    return renegotiation;
  }

  Closing closing() {
    return closing;
  }

  InstantSource clock() {
    return clock;
  }

  Resumption resumption(Tickets tickets, boolean acceptsTickets) {
    return new Resumption(sessions, tickets, acceptsTickets, sessionLifetime, clock);
  }

  int recordSizeLimit() {
    return recordSizeLimit;
  }

  int maxFragment() {
    return maxFragment;
  }

  AdaptiveRecords adaptiveRecords() {
    return adaptiveRecords;
  }

  boolean requiresExtendedMasterSecret() {
    return requireExtendedMasterSecret;
  }

  /** A credential's key must go with a scheme that is switched on, or it could never sign. */
  void checkUsable(Credential credential) {
    List<SignatureScheme> signing = signing().schemes();
    if (signing.stream().noneMatch(credential.schemes()::contains)) {
      throw new IllegalStateException(
          "no signature scheme that is switched on goes with the key of "
              + credential
              + "; the schemes to sign with are "
              + signing);
    }
  }

  private static int checkLength(String name, int bytes) {
    if (bytes < RecordSizeLimit.LEAST || bytes > FrameParser.MAX_PLAINTEXT) {
      throw new IllegalArgumentException(
          name
              + " must be "
              + RecordSizeLimit.LEAST
              + " to "
              + FrameParser.MAX_PLAINTEXT
              + " bytes, not "
              + bytes);
    }
    return bytes;
  }

  /**
   * The defaults shrink to what the provider can do; an explicit wish that it cannot fulfil is an
   * error.
   */
  private <T> List<T> supported(String what, List<T> wanted, List<T> defaults, Predicate<T> can) {
    List<T> usable = wanted.stream().filter(can).toList();
    boolean explicit = wanted != defaults;
    if (usable.isEmpty() || (explicit && usable.size() < wanted.size())) {
      throw new IllegalStateException(
          "crypto provider "
              + crypto().name()
              + " does not support all of the "
              + what
              + " "
              + wanted
              + " but only "
              + usable);
    }
    return usable;
  }

  static <T> List<T> distinct(String what, Collection<T> values) {
    Set<T> once = new LinkedHashSet<>(values);
    if (once.isEmpty() && !what.startsWith("application")) {
      throw new IllegalArgumentException("no " + what + " given");
    }
    return List.copyOf(once);
  }
}
