package io.gasket.tls.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gasket.tls.TlsEngine;
import io.gasket.tls.crypto.CryptoProvider;
import io.gasket.tls.crypto.KeyShare;
import io.gasket.tls.message.DigitallySigned;
import io.gasket.tls.message.HandshakeMessage;
import io.gasket.tls.message.HandshakeReassembler;
import io.gasket.tls.record.FrameParser;
import io.gasket.tls.record.PlaintextOpener;
import io.gasket.tls.record.PlaintextSealer;
import io.gasket.tls.record.RecordOpener;
import io.gasket.tls.record.RecordProtection;
import io.gasket.tls.record.RecordSealer;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.BulkCipher;
import io.gasket.tls.spec.CipherSuite;
import io.gasket.tls.spec.ContentType;
import io.gasket.tls.spec.HandshakeType;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.spec.ProtocolVersion;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SignatureException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A peer that says to an engine whatever a test wants, in any order. It follows no rules: a test
 * calls {@link ScriptedClient}'s and {@link ScriptedServer}'s steps one by one. Transcript and key
 * schedule are its own, written from RFC 5246 and RFC 7627 with the JDK alone; message codecs and
 * record protection are the engine's.
 */
public abstract class ScriptedPeer {
  private static final int RECORD = 17_000;
  private static final byte[] EMPTY = {};

  final CryptoProvider crypto;
  final TlsEngine engine;
  byte[] clientRandom = new byte[32];
  byte[] serverRandom = new byte[32];
  CipherSuite suite;
  boolean extendedMasterSecret = true;
  KeyShare share;
  private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();
  private final HandshakeReassembler reassembler = new HandshakeReassembler(0xffff);
  private final Deque<HandshakeMessage> messages = new ArrayDeque<>();
  private final List<String> alerts = new ArrayList<>();
  private final ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
  private byte[] master;
  private byte[] clientVerifyData = EMPTY;
  private byte[] serverVerifyData = EMPTY;

  /** The master secret of the session that is resumed, or null in a full handshake. */
  byte[] resumed;

  /** The Finished values of the handshake that is renegotiated; empty in the first. */
  byte[] previousClientFinished = EMPTY;

  byte[] previousServerFinished = EMPTY;
  private int maxFragment = FrameParser.MAX_PLAINTEXT;
  private RecordSealer sealer = new PlaintextSealer(ProtocolVersion.TLS_1_2);
  private RecordOpener opener = new PlaintextOpener();
  private RecordSealer nextSealer;
  private RecordOpener nextOpener;

  ScriptedPeer(TlsEngine engine, CryptoProvider crypto) {
    this.engine = engine;
    this.crypto = crypto;
    crypto.random().nextBytes(this instanceof ScriptedClient ? clientRandom : serverRandom);
  }

  /** The engine this peer talks to. */
  public TlsEngine engine() {
    return engine;
  }

  /** Starts another handshake on the connection, under the keys of the one before (RFC 5746). */
  void beginRenegotiation() {
    previousClientFinished = clientVerifyData;
    previousServerFinished = serverVerifyData;
    transcript.reset();
    clientRandom = new byte[32];
    serverRandom = new byte[32];
    crypto.random().nextBytes(this instanceof ScriptedClient ? clientRandom : serverRandom);
  }

  /** Gives bytes to the engine as they are; returns the application data that comes out. */
  public byte[] deliver(byte[] net) throws TlsFailure {
    ByteBuffer app = ByteBuffer.allocate(net.length);
    engine.receive(ByteBuffer.wrap(net), app);
    return Arrays.copyOf(app.array(), app.position());
  }

  /** One record under the current keys. */
  public byte[] sealed(int type, byte... fragment) {
    byte[] record = new byte[sealer.sealedLength(fragment.length)];
    try {
      sealer.seal(type, fragment, 0, fragment.length, record, 0);
    } catch (TlsFailure e) {
      throw new AssertionError(e);
    }
    return record;
  }

  /** Sends one record of any type. */
  public byte[] send(int type, byte... fragment) throws TlsFailure {
    return deliver(sealed(type, fragment));
  }

  /** From now on handshake messages come in fragments of at most so many bytes. */
  public void maxFragment(int bytes) {
    maxFragment = bytes;
  }

  /** Sends a handshake message in records of its own and adds it to the transcript. */
  public void say(byte[] message) throws TlsFailure {
    addToTranscript(message);
    for (int at = 0; at < message.length; at += maxFragment) {
      int end = Math.min(at + maxFragment, message.length);
      send(ContentType.HANDSHAKE, Arrays.copyOfRange(message, at, end));
    }
  }

  /** Sends a handshake message of any type and body. */
  public void say(int type, byte... body) throws TlsFailure {
    say(message(type, body));
  }

  /** Sends an alert. */
  public void alert(int level, int code) throws TlsFailure {
    send(ContentType.ALERT, (byte) level, (byte) code);
  }

  /** A handshake message of any type and body. */
  public static byte[] message(int type, byte... body) {
    return HandshakeMessage.encode(type, wire -> wire.bytes(body));
  }

  /**
   * Sends change_cipher_spec; what follows is protected, if there was a key exchange to have keys
   * from.
   */
  public void changeCipherSpec() throws TlsFailure {
    byte[] record = sealed(ContentType.CHANGE_CIPHER_SPEC, (byte) 1);
    if (nextSealer != null) {
      sealer = nextSealer;
      nextSealer = null;
    }
    deliver(record);
  }

  /** Sends Finished: the right one if there are keys. */
  public void finished() throws TlsFailure {
    say(finishedMessage());
  }

  /** This side's Finished. */
  public byte[] finishedMessage() {
    return message(HandshakeType.FINISHED, verifyData(this instanceof ScriptedServer));
  }

  /** Reads what the engine has to say, to the last byte. */
  public void read() throws TlsFailure {
    read(EnginePair.flushed(engine));
  }

  /** Reads whole records. */
  public void read(byte[] net) throws TlsFailure {
    for (int at = 0; at < net.length; ) {
      at += readRecord(net, at);
    }
    takeMessages();
  }

  private void takeMessages() throws TlsFailure {
    HandshakeMessage message = reassembler.next();
    while (message != null) {
      messages.add(message);
      message = reassembler.next();
    }
  }

  /** The next handshake message read, which has to be of this type; it goes into the transcript. */
  public HandshakeMessage next(int type) {
    HandshakeMessage message = messages.remove();
    assertEquals(HandshakeType.name(type), message.name());
    transcript.writeBytes(message.bytes());
    return message;
  }

  /** Whether the next handshake message read is of this type. */
  public boolean nextIs(int type) {
    return !messages.isEmpty() && messages.element().type() == type;
  }

  /** Reads the engine's Finished, which has to be the right one. */
  public void readFinished() throws TlsFailure {
    read();
    checkFinished();
  }

  byte[] checkFinished() {
    byte[] expected = message(HandshakeType.FINISHED, verifyData(this instanceof ScriptedClient));
    assertArrayEquals(expected, next(HandshakeType.FINISHED).bytes());
    return expected;
  }

  /** The alerts read so far, such as {@code fatal bad_record_mac(20)}, and forgets them. */
  public List<String> alerts() throws TlsFailure {
    read();
    List<String> all = List.copyOf(alerts);
    alerts.clear();
    return all;
  }

  /** The application data read so far. */
  public byte[] plaintext() throws TlsFailure {
    read();
    return plaintext.toByteArray();
  }

  /** The secrets of this connection, for those who look for them where they must not be. */
  public byte[] masterSecret() {
    return master;
  }

  /** Adds a message that is sent by other means than {@link #say}. */
  public void addToTranscript(byte[] message) {
    transcript.writeBytes(message);
  }

  /** Makes the keys (RFC 5246 6.3, 8.1; RFC 7627 4); the transcript ends with ClientKeyExchange. */
  void agree(byte[] peerPoint) {
    byte[] premaster;
    try {
      premaster = share.agree(peerPoint);
    } catch (InvalidKeyException e) {
      throw new AssertionError(e);
    }
    master =
        extendedMasterSecret
            ? prf(premaster, "extended master secret", sessionHash(), EMPTY, 48)
            : prf(premaster, "master secret", clientRandom, serverRandom, 48);
    makeKeys();
  }

  /** Makes the keys of the session that is resumed (RFC 5246 7.3); both randoms are there. */
  void resumeKeys() {
    master = resumed;
    makeKeys();
  }

  private void makeKeys() {
    boolean server = this instanceof ScriptedServer;
    BulkCipher cipher = suite.cipher();
    int key = cipher.keyLength();
    int iv = cipher.fixedIvLength();
    ByteBuffer block =
        ByteBuffer.wrap(prf(master, "key expansion", serverRandom, clientRandom, 2 * key + 2 * iv));
    byte[] clientKey = part(block, key);
    byte[] serverKey = part(block, key);
    byte[] clientIv = part(block, iv);
    byte[] serverIv = part(block, iv);
    nextSealer =
        RecordProtection.sealer(
            crypto.aeads(), cipher, server ? serverKey : clientKey, server ? serverIv : clientIv);
    nextOpener =
        RecordProtection.opener(
            crypto.aeads(), cipher, server ? clientKey : serverKey, server ? clientIv : serverIv);
  }

  /** A signature by a key. */
  public DigitallySigned sign(PrivateKey key, SignatureScheme scheme, byte[] content) {
    try {
      return new DigitallySigned(
          scheme.code(), crypto.signatures().signer(key).sign(scheme, content));
    } catch (InvalidKeyException | SignatureException e) {
      throw new AssertionError(e);
    }
  }

  /** A fresh key share of a group. */
  void newShare(NamedGroup group) {
    share = crypto.groups().generate(group, crypto.random());
  }

  /** All handshake messages so far. */
  public byte[] transcript() {
    return transcript.toByteArray();
  }

  private byte[] verifyData(boolean ofServer) {
    if (master == null) {
      return new byte[12];
    }
    String label = ofServer ? "server finished" : "client finished";
    byte[] value = prf(master, label, sessionHash(), EMPTY, 12);
    if (ofServer) {
      serverVerifyData = value;
    } else {
      clientVerifyData = value;
    }
    return value;
  }

  private byte[] sessionHash() {
    try {
      return MessageDigest.getInstance(hashName()).digest(transcript.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String hashName() {
    return suite.name().endsWith("384") ? "SHA-384" : "SHA-256";
  }

  /** RFC 5246 5. */
  private byte[] prf(byte[] secret, String label, byte[] seed1, byte[] seed2, int length) {
    try {
      Mac mac = Mac.getInstance("Hmac" + hashName().replace("-", ""));
      mac.init(new SecretKeySpec(secret, "Mac"));
      ByteArrayOutputStream seed = new ByteArrayOutputStream();
      seed.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
      seed.writeBytes(seed1);
      seed.writeBytes(seed2);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] a = seed.toByteArray();
      while (out.size() < length) {
        a = mac.doFinal(a);
        mac.update(a);
        out.writeBytes(mac.doFinal(seed.toByteArray()));
      }
      return Arrays.copyOf(out.toByteArray(), length);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] part(ByteBuffer block, int length) {
    byte[] part = new byte[length];
    block.get(part);
    return part;
  }

  private int readRecord(byte[] net, int at) throws TlsFailure {
    int type = net[at];
    int fragment = (net[at + 3] & 0xff) << 8 | (net[at + 4] & 0xff);
    byte[] plain = new byte[RECORD];
    int length = opener.open(type, net, at, fragment, plain, 0);
    switch (type) {
      case ContentType.HANDSHAKE -> reassembler.append(plain, 0, length);
      case ContentType.ALERT -> {
        assertEquals(2, length);
        alerts.add((plain[0] == 2 ? "fatal " : "warning ") + Alert.of(plain[1] & 0xff));
      }
      case ContentType.CHANGE_CIPHER_SPEC -> {
        takeMessages();
        beforeKeys();
        opener = nextOpener;
      }
      default -> plaintext.write(plain, 0, length);
    }
    return 5 + fragment;
  }

  /** Called at the engine's change_cipher_spec, when its keys are needed. */
  void beforeKeys() {}
}
