package io.gasket.tls.handshake;

import io.gasket.tls.event.ConnectionEvents;
import io.gasket.tls.event.KeyLog;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.record.FragmentLimits;
import io.gasket.tls.record.RecordInput;
import io.gasket.tls.record.RecordOpener;
import io.gasket.tls.record.RecordOutput;
import io.gasket.tls.record.RecordSealer;
import io.gasket.tls.spec.TlsFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a state can do besides naming its successor: send messages, change keys, read the
 * transcript. Also the place where the handshake's secrets are registered, so that one call wipes
 * them all. Not thread-safe.
 */
public final class Flight {
  /** A key share and the master secret. */
  private static final int USUAL_SECRETS = 2;

  private final RecordInput input;
  private final RecordOutput output;
  private final ConnectionEvents events;
  private final KeyLog keyLog;
  private final Transcript transcript = new Transcript();
  private final List<Secret> secrets = new ArrayList<>(USUAL_SECRETS);
  private FragmentLimits limits = FragmentLimits.NONE;
  private Runnable forgetSession = () -> {};
  private RecordSealer nextSealer;
  private RecordOpener nextOpener;

  /** Something secret that lives no longer than the handshake. */
  @FunctionalInterface
  public interface Secret {
    /** Wipes it. Idempotent. */
    void wipe();
  }

  /** A flight over a connection's record layer. */
  public Flight(RecordInput input, RecordOutput output, ConnectionEvents events, KeyLog keyLog) {
    this.input = input;
    this.output = output;
    this.events = events;
    this.keyLog = keyLog;
  }

  /** Where what happens is told. */
  public ConnectionEvents events() {
    return events;
  }

  /** All messages so far, in both directions. */
  public Transcript transcript() {
    return transcript;
  }

  /** Adds a received message to the transcript. */
  public void received(HandshakeMessage message) {
    transcript.add(message.bytes());
  }

  /** Sends a whole message and adds it to the transcript. */
  public void send(byte[] message) {
    transcript.add(message);
    output.handshake(message);
  }

  /**
   * Derives new keys and keeps them until the change_cipher_spec of each direction activates them.
   * Called once a handshake, so this is where its secrets are logged, if they are.
   *
   * @param server this side's role
   */
  public void prepare(MasterSecret master, Randoms randoms, boolean server) {
    log(master, randoms);
    master.prepareKeys(randoms, server, this);
  }

  /** Keeps the new protection of what is sent until {@link #changeCipherSpec} activates it. */
  void prepare(RecordSealer sealer) {
    nextSealer = sealer;
  }

  /** Keeps the new protection of what comes until {@link #peerChangedCipherSpec} activates it. */
  void prepare(RecordOpener opener) {
    nextOpener = opener;
  }

  /** Sends change_cipher_spec; later messages are protected with the prepared keys. */
  public void changeCipherSpec() throws TlsFailure {
    RecordSealer next = nextSealer;
    nextSealer = null;
    output.changeCipherSpec(next, limits.sent());
  }

  /** The peer's change_cipher_spec has come: later records are opened with the prepared keys. */
  public void peerChangedCipherSpec() {
    RecordOpener next = nextOpener;
    nextOpener = null;
    input.protect(next, limits.received());
  }

  /** Ends the flight: what was sent is ready for the network. */
  public void end() throws TlsFailure {
    output.endFlight();
  }

  /** The record version of what is sent before keys are there. */
  public void plaintextVersion(int version) {
    output.plaintextVersion(version);
  }

  /** From now on every record must carry the negotiated version. */
  public void requireVersion(int version) {
    input.requireVersion(version);
    output.plaintextVersion(version);
  }

  /**
   * The hellos have agreed on the length of fragments: max_fragment_length holds from here on (RFC
   * 6066 4), record_size_limit under the keys to come (RFC 8449 4).
   *
   * @param previous what is renegotiated, if anything
   */
  public void agree(FragmentLimits agreed, Previous previous) {
    FragmentLimits earlier = previous.finished().isPresent() ? previous.limits() : null;
    output.peerLimit(agreed.sentAfter(earlier));
    input.limit(agreed.receivedAfter(earlier));
    limits = agreed;
  }

  /** Says how the session in use is forgotten should the connection fail (RFC 5246 7.2.2). */
  public void forgetSessionBy(Runnable action) {
    forgetSession = action;
  }

  /** How the session in use is forgotten; does nothing when there is none. */
  public Runnable forgetSession() {
    return forgetSession;
  }

  /** Registers a secret to be wiped with the handshake, and gives it back. */
  public <S extends Secret> S owning(S secret) {
    secrets.add(secret);
    return secret;
  }

  /**
   * Takes a registered secret out of the handshake, because it lives on; its new owner wipes it.
   */
  public void release(Secret secret) {
    secrets.remove(secret);
  }

  /** Wipes every secret registered and the keys not activated. Idempotent. */
  public void wipe() {
    secrets.forEach(Secret::wipe);
    secrets.clear();
    if (nextSealer != null) {
      nextSealer.destroy();
      nextSealer = null;
    }
    if (nextOpener != null) {
      nextOpener.destroy();
      nextOpener = null;
    }
  }

  private void log(MasterSecret master, Randoms randoms) {
    if (keyLog == KeyLog.OFF) {
      return;
    }
    byte[] secret = master.copy();
    try {
      keyLog.clientRandom(randoms.client().clone(), secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
    events.keysLogged();
  }
}
