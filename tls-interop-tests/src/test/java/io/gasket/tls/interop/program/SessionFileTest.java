package io.gasket.tls.interop.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.session.Session;
import io.gasket.tls.spec.CipherSuite;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A session in a file")
final class SessionFileTest {
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant EXPIRES = CREATED.plusSeconds(7_200);

  private final byte[] master = new byte[48];
  @TempDir private Path folder;
  private SessionFile file;

  @BeforeEach
  void write() throws Exception {
    new SecureRandom().nextBytes(master);
    file = new SessionFile(folder.resolve("session"), "example.org:443");
    file.write(session(false));
  }

  private Session session(boolean ofServer) {
    return new Session(
        new Session.Facts(
            ofServer,
            new byte[32],
            new byte[] {1, 2, 3},
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            true,
            "example.org",
            "h2",
            0,
            List.of(new byte[] {4, 5}),
            CREATED.toEpochMilli(),
            EXPIRES.toEpochMilli()),
        master,
        null);
  }

  private String refusal(SessionFile of, Instant now) {
    ProgramFailure failure = assertThrows(ProgramFailure.class, () -> of.read(now));
    assertEquals(1, failure.exitCode());
    assertEquals(1, failure.getMessage().lines().count());
    assertTrue(failure.getMessage().startsWith(of.path() + ": "), failure::getMessage);
    return failure.getMessage();
  }

  @Test
  @DisplayName("comes back as it was, over an older file too")
  void roundTrip() throws Exception {
    file.write(session(false));
    Session read = file.read(CREATED);
    assertArrayEquals(master, read.master());
    assertArrayEquals(new byte[] {1, 2, 3}, read.facts().ticket());
    assertEquals("example.org", read.facts().serverName());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file.path()), files.toList());
    }
  }

  @Test
  @DisplayName("is for its owner alone, also where an older file was not")
  void ownerOnly() throws Exception {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
    file.write(session(false));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
  }

  @Test
  @DisplayName("cut off anywhere, changed in any byte or longer: one line, no session")
  void damaged() throws Exception {
    byte[] good = Files.readAllBytes(file.path());
    for (int i = 0; i < good.length; i++) {
      Files.write(file.path(), Arrays.copyOf(good, i));
      assertFalse(refusal(file, CREATED).isEmpty());
      byte[] changed = good.clone();
      changed[i] ^= 1;
      Files.write(file.path(), changed);
      assertFalse(refusal(file, CREATED).isEmpty());
    }
    Files.write(file.path(), Arrays.copyOf(good, good.length + 1));
    assertTrue(refusal(file, CREATED).contains("damaged"));
    Files.write(file.path(), Arrays.copyOf(good, good.length - 1));
    assertTrue(refusal(file, CREATED).contains("damaged: it was cut off or changed"));
  }

  @Test
  @DisplayName("another program's, another server's, or a server's own: one line that says so")
  void foreign() throws Exception {
    SessionFile other = new SessionFile(file.path(), "example.net:443");
    assertTrue(
        refusal(other, CREATED)
            .contains("the session is one with 'example.org:443', not with example.net:443"));
    file.write(session(true));
    assertTrue(refusal(file, CREATED).contains("cannot read the session"));
    Files.writeString(file.path(), "-----BEGIN SSL SESSION PARAMETERS-----\n");
    assertTrue(refusal(file, CREATED).contains("no session that --session-out has kept"));
  }

  @Test
  @DisplayName("expired, or not there")
  void expired() throws Exception {
    assertArrayEquals(master, file.read(EXPIRES.minusMillis(1)).master());
    assertTrue(refusal(file, EXPIRES).contains("has expired, on 2026-01-02T05:04:05Z"));
    SessionFile absent = new SessionFile(folder.resolve("absent"), "a:1");
    assertThrows(NoSuchFileException.class, () -> absent.read(CREATED));
  }
}
