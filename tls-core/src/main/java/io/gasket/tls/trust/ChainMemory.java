package io.gasket.tls.trust;

import io.gasket.tls.spec.SignatureScheme;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chains that one {@link Trust} has accepted lately, found by exactly what was asked: every
 * byte that the peer sent, its role, the name it had to be for and what was offered. Refusals are
 * not remembered. Thread-safe; the lock is held for a map operation only.
 */
final class ChainMemory {
  /** How many chains are remembered when nothing else is said. */
  static final int DEFAULT_CHAINS = 64;

  /** For how long when nothing else is said. */
  static final Duration DEFAULT_AGE = Duration.ofMinutes(5);

  /**
   * Longest chain remembered, in bytes: a peer may add certificates that the path does not need.
   */
  static final int LARGEST = 16_384;

  private final int most;
  private final Duration age;
  private final Map<Question, Answer> answers;
  private final ReentrantLock lock = new ReentrantLock();

  /** Remembers up to {@code most} chains, each for at most {@code age}. */
  ChainMemory(int most, Duration age) {
    this.most = most;
    this.age = age;
    this.answers =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > most;
          }
        };
  }

  /** One with the same bounds that remembers nothing yet, for a trust with other rules. */
  ChainMemory emptied() {
    return new ChainMemory(most, age);
  }

  /** The chain as accepted before, as of {@code now}; null when it has to be judged. */
  VerifiedChain recall(Question question, Instant now) {
    Answer answer = find(question);
    return answer != null && answer.holdsAt(now) ? answer.chain.at(now) : null;
  }

  private Answer find(Question question) {
    lock.lock();
    try {
      return answers.get(question);
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a chain that was accepted. */
  void remember(Question question, VerifiedChain chain) {
    if (most == 0 || question.size() > LARGEST) {
      return;
    }
    Answer answer = Answer.of(chain, age);
    lock.lock();
    try {
      answers.put(question, answer);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What was asked. The bytes are those of a message and never changed.
   *
   * @param hash of the leaf's bytes, which tell most chains apart
   */
  record Question(
      List<byte[]> der, PeerRole role, String hostName, List<SignatureScheme> offered, int hash) {

    Question(List<byte[]> der, PeerRole role, String hostName, List<SignatureScheme> offered) {
      this(der, role, hostName, offered, Arrays.hashCode(der.get(0)));
    }

    int size() {
      return der.stream().mapToInt(certificate -> certificate.length).sum();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Question that
          && hash == that.hash
          && role == that.role
          && Objects.equals(hostName, that.hostName)
          && offered.equals(that.offered)
          && areSame(der, that.der);
    }

    private static boolean areSame(List<byte[]> some, List<byte[]> others) {
      if (some.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < some.size(); i++) {
        if (!Arrays.equals(some.get(i), others.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    /** One to be kept: the lists may be views of a message or be changed by their owner. */
    Question copy() {
      List<byte[]> own = new ArrayList<>();
      der.forEach(certificate -> own.add(certificate.clone()));
      return new Question(own, role, hostName, List.copyOf(offered), hash);
    }
  }

  /** A chain, and until when what time decides about it stays as it was. */
  private record Answer(VerifiedChain chain, Instant until) {
    static Answer of(VerifiedChain chain, Duration age) {
      Instant until = chain.verifiedAt().plus(age);
      for (X509Certificate certificate : chain.path()) {
        Instant end = certificate.getNotAfter().toInstant();
        until = end.isBefore(until) ? end : until;
      }
      return new Answer(chain, until);
    }

    /** Not before it was judged either: a clock that was set back may precede a notBefore. */
    boolean holdsAt(Instant now) {
      return !now.isBefore(chain.verifiedAt()) && !now.isAfter(until);
    }
  }
}
