package io.gasket.tls.trust;

import static io.gasket.tls.trust.Presenting.HOST;
import static io.gasket.tls.trust.Presenting.leaf;
import static io.gasket.tls.trust.Presenting.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.spec.Reason;
import io.gasket.tls.spec.SignatureScheme;
import io.gasket.tls.spec.TlsFailure;
import io.gasket.tls.testing.TestPki;
import io.gasket.tls.testing.TestPki.Identity;
import io.gasket.tls.testing.TestPki.KeyKind;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains that a trust remembers. A remembered one gives the very path found before. */
@DisplayName("The memory of a trust")
class ChainMemoryTest {
  private static final Identity SERVER = leaf().make();

  private Instant now = Instant.now();
  private final Trust trust = trust().withClock(() -> now);

  @Test
  @DisplayName("the same bytes, role, name and offer: the path as before, at today's time")
  void remembered() throws TlsFailure {
    VerifiedChain first = ask(trust, SERVER);
    now = now.plusSeconds(60);
    VerifiedChain second = ask(trust, SERVER);
    assertSame(first.path(), second.path());
    assertSame(first.presented(), second.presented());
    assertSame(first.anchor(), second.anchor());
    assertEquals(now, second.verifiedAt());
  }

  @Test
  @DisplayName("another name, role or offer is another question, with its own answer")
  void otherQuestion() throws TlsFailure {
    List<byte[]> der = der(SERVER);
    List<SignatureScheme> all = SignatureScheme.all();
    trust.verify(der, PeerRole.SERVER, HOST, all);
    refused(Reason.NAME_MISMATCH, () -> trust.verify(der, PeerRole.SERVER, "example.com", all));
    refused(Reason.BAD_EXTENDED_KEY_USAGE, () -> trust.verify(der, PeerRole.CLIENT, HOST, all));
    List<SignatureScheme> rsa = List.of(SignatureScheme.RSA_PKCS1_SHA256);
    refused(
        Reason.REFUSED_SIGNATURE_ALGORITHM, () -> trust.verify(der, PeerRole.SERVER, HOST, rsa));
  }

  @Test
  @DisplayName("one bit anywhere, a certificate more or less: judged anew")
  void otherBytes() throws TlsFailure {
    VerifiedChain good = ask(trust, SERVER);
    List<byte[]> der = der(SERVER);
    for (int certificate = 0; certificate < der.size(); certificate++) {
      byte[] last = der.get(certificate);
      last[last.length - 1] ^= 1;
      assertThrows(TlsFailure.class, () -> ask(trust, der));
      last[last.length - 1] ^= 1;
    }
    refused(Reason.UNKNOWN_ISSUER, () -> ask(trust, der.subList(0, 1)));
    List<byte[]> more = new ArrayList<>(der);
    more.add(encoded(TestPki.root().certificate()));
    assertNotSame(good.path(), ask(trust, more).path());
    assertSame(good.path(), ask(trust, der).path());
  }

  @Test
  @DisplayName("what is remembered is a copy: bytes changed later change nothing in it")
  void copied() throws TlsFailure {
    List<byte[]> der = der(SERVER);
    VerifiedChain good = ask(trust, der);
    der.forEach(bytes -> Arrays.fill(bytes, 20, bytes.length, (byte) 0));
    assertThrows(TlsFailure.class, () -> ask(trust, der));
    assertSame(good.path(), ask(trust, SERVER).path());
  }

  @Test
  @DisplayName("a refusal is not remembered: a chain too young is believed when its time comes")
  void refusalForgotten() throws TlsFailure {
    Instant begin = now.plusSeconds(60);
    Identity young = leaf().validity(begin, begin.plusSeconds(600)).make();
    refused(Reason.CERTIFICATE_NOT_YET_VALID, () -> ask(trust, young));
    now = begin.plusSeconds(1);
    ask(trust, young);
  }

  @Test
  @DisplayName("for five minutes at most, and not past the end of a certificate on the path")
  void forgottenInTime() throws TlsFailure {
    VerifiedChain first = ask(trust, SERVER);
    now = now.plus(Duration.ofMinutes(5));
    assertSame(first.path(), ask(trust, SERVER).path());
    now = now.plusMillis(1);
    assertNotSame(first.path(), ask(trust, SERVER).path());

    Identity brief = leaf().validity(now.minusSeconds(60), now.plusSeconds(60)).make();
    ask(trust, brief);
    now = now.plusSeconds(62);
    refused(Reason.CERTIFICATE_EXPIRED, () -> ask(trust, brief));
  }

  @Test
  @DisplayName("an authority that expires takes its leaves with it")
  void authorityExpires() throws TlsFailure {
    Identity authority =
        TestPki.issue()
            .subject("CN=Short-lived authority")
            .issuer(TestPki.root())
            .authority()
            .validity(now.minusSeconds(60), now.plusSeconds(60))
            .make();
    Identity under = leaf().issuer(authority).make();
    ask(trust, under);
    now = now.plusSeconds(62);
    refused(Reason.CERTIFICATE_EXPIRED, () -> ask(trust, under));
  }

  @Test
  @DisplayName("a clock set back to before a certificate's begin is noticed")
  void clockSetBack() throws TlsFailure {
    Identity young = leaf().validity(now.minusSeconds(10), now.plusSeconds(600)).make();
    ask(trust, young);
    now = now.minusSeconds(20);
    refused(Reason.CERTIFICATE_NOT_YET_VALID, () -> ask(trust, young));
  }

  @Test
  @DisplayName("a copy with other rules remembers nothing of the original's")
  void otherRules() throws TlsFailure {
    Identity rsa = leaf().key(KeyKind.RSA_2048).make();
    ask(trust, rsa);
    refused(Reason.WEAK_KEY, () -> ask(trust.withMinimumRsaBits(3072), rsa));
    assertNotSame(
        ask(trust, rsa).path(),
        ask(trust.withSignaturePolicy(SignaturePolicy.standard()), rsa).path());
    assertNotSame(ask(trust, rsa).path(), ask(trust.withClock(() -> now), rsa).path());
  }

  @Test
  @DisplayName("the least recently used chain makes room")
  void bounded() throws TlsFailure {
    Trust two = trust.withChainMemory(2, Duration.ofMinutes(5));
    Identity other = leaf().make();
    VerifiedChain first = ask(two, SERVER);
    VerifiedChain second = ask(two, other);
    assertSame(first.path(), ask(two, SERVER).path());
    ask(two, leaf().make());
    assertSame(first.path(), ask(two, SERVER).path());
    assertNotSame(second.path(), ask(two, other).path());
  }

  @Test
  @DisplayName("no chain of more than 16 384 bytes is kept, nor any where none is wanted")
  void unremembered() throws TlsFailure {
    List<byte[]> padded = new ArrayList<>(der(SERVER));
    byte[] stranger = encoded(TestPki.rsaIntermediate().certificate());
    int room = ChainMemory.LARGEST - padded.stream().mapToInt(bytes -> bytes.length).sum();
    for (int size = stranger.length; size <= room; size += stranger.length) {
      padded.add(stranger);
    }
    assertSame(ask(trust, padded).path(), ask(trust, padded).path());
    padded.add(stranger);
    assertNotSame(ask(trust, padded).path(), ask(trust, padded).path());

    Trust none = trust.withChainMemory(0, Duration.ofMinutes(5));
    assertNotSame(ask(none, SERVER).path(), ask(none, SERVER).path());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_001})
  @DisplayName("bounds out of range are refused")
  void bounds(int chains) {
    assertThrows(
        IllegalArgumentException.class, () -> trust.withChainMemory(chains, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> trust.withChainMemory(1, Duration.ofHours(25)));
    assertThrows(
        IllegalArgumentException.class, () -> trust.withChainMemory(1, Duration.ofMillis(-1)));
  }

  private static VerifiedChain ask(Trust trust, Identity identity) throws TlsFailure {
    return ask(trust, der(identity));
  }

  private static VerifiedChain ask(Trust trust, List<byte[]> der) throws TlsFailure {
    return trust.verify(der, PeerRole.SERVER, HOST, SignatureScheme.all());
  }

  private static void refused(Reason reason, Executable question) {
    assertEquals(reason, assertThrows(TlsFailure.class, question).reason());
  }

  private static List<byte[]> der(Identity identity) {
    return identity.chain().stream().map(ChainMemoryTest::encoded).toList();
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
