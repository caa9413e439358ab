package io.gasket.tls.interop.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.interop.options.WholeFile;
import io.gasket.tls.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A client's session in a file: a line that says what it is, the server it is with (its length in
 * two bytes, then UTF-8), {@link Session#encode the session}, and the SHA-256 digest of all that.
 * The digest finds damage, not malice: the file is a secret of its owner.
 *
 * @param server name and port of the server, so that a session is not taken to another one
 */
record SessionFile(Path path, String server) {
  private static final byte[] MAGIC = "gasket session 1\n".getBytes(US_ASCII);
  private static final int DIGEST_LENGTH = 32;

  /** More than any session has: a chain and a ticket have their own bounds far below. */
  private static final int LONGEST = 1 << 25;

  /** Fails when the session could not be written anyhow, before a connection is made for it. */
  void checkPlace() throws ProgramFailure {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(path)) {
      throw failure("no file can be written here");
    }
  }

  /** Writes the session, over what was there. */
  void write(Session session) throws IOException {
    byte[] name = server.getBytes(UTF_8);
    byte[] encoded = session.encode();
    ByteBuffer content =
        ByteBuffer.allocate(MAGIC.length + 2 + name.length + encoded.length + DIGEST_LENGTH)
            .put(MAGIC)
            .putShort((short) name.length)
            .put(name)
            .put(encoded);
    content.put(digest(content.array(), content.position()));
    try {
      WholeFile.writeSecret(path, out -> out.write(content.array()));
    } finally {
      Arrays.fill(encoded, (byte) 0);
      Arrays.fill(content.array(), (byte) 0);
    }
  }

  /** The session, which is one with the server and may still be resumed. */
  Session read(Instant now) throws IOException, ProgramFailure {
    byte[] content = content();
    try {
      Session session = session(content);
      if (!session.isLiveAt(now.toEpochMilli())) {
        throw failure(
            "the session has expired, on "
                + Instant.ofEpochMilli(session.facts().expires())
                + "; connect without --session-in for a new one");
      }
      return session;
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private byte[] content() throws IOException, ProgramFailure {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LONGEST);
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException e) {
      throw new ProgramFailure(path + ": " + ProgramFailure.text(e), e);
    }
  }

  private Session session(byte[] content) throws ProgramFailure {
    if (!Arrays.equals(MAGIC, Arrays.copyOf(content, MAGIC.length))) {
      throw failure("this is no session that --session-out has kept");
    }
    int end = content.length - DIGEST_LENGTH;
    if (end < MAGIC.length + 2
        || !Arrays.equals(digest(content, end), Arrays.copyOfRange(content, end, content.length))) {
      throw failure("the session is damaged: it was cut off or changed");
    }
    int start = MAGIC.length + 2;
    int length = Short.toUnsignedInt(ByteBuffer.wrap(content).getShort(MAGIC.length));
    int name = Math.min(length, end - start);
    String with = new String(content, start, name, UTF_8);
    if (!with.equals(server)) {
      throw failure("the session is one with '" + printable(with) + "', not with " + server);
    }
    byte[] encoded = Arrays.copyOfRange(content, start + name, end);
    Optional<Session> session = Session.decode(encoded);
    Arrays.fill(encoded, (byte) 0);
    return session
        .filter(known -> !known.facts().server())
        .orElseThrow(() -> failure("this version cannot read the session"));
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), 300)).replaceAll("\\p{Cntrl}", "?");
  }

  private ProgramFailure failure(String what) {
    return new ProgramFailure(path + ": " + what);
  }

  private static byte[] digest(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
