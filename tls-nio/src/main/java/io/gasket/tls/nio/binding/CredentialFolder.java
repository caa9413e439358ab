package io.gasket.tls.nio.binding;

import io.gasket.tls.ClientHelloOperation;
import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import io.gasket.tls.spec.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Credentials in a folder's files, read when a client first asks for their name and again when they
 * change. It answers ClientHellos: give it to {@link
 * io.gasket.tls.ServerContextBuilder#onClientHello}.
 *
 * <p>File names, in any case of letters:
 *
 * <ul>
 *   <li>{@code www.example.org.pem}, chain and key in one file, or {@code www.example.org.p12} with
 *       the folder's password;
 *   <li>{@code _wildcard.example.org.pem} for {@code *.example.org}, exactly one label;
 *   <li>{@code default.pem} for all other names and for clients that ask for none;
 *   <li>several for one name, with {@code .rsa}, {@code .ecdsa}, {@code .ed25519} or a number
 *       before the ending ({@code www.example.org.rsa.pem}), preferred in the order of the file
 *       names.
 * </ul>
 *
 * Other files are ignored. As everywhere, an exact name goes before the wildcard, that before the
 * default. Where the folder has nothing for a client, the context's own credentials answer, which
 * may be none: the client then gets unrecognized_name.
 *
 * <p>A folder is listed, and a file that is asked for is looked at, once a period at most. What is
 * fresh is answered on the engine's thread without any I/O; for the rest the handshake pauses, and
 * the executor's thread reads. A name that a peer asks for is looked up among the names of the
 * files and never becomes a path; one that is not there costs no I/O and no memory. A file that
 * changes into something that cannot be used is told to the listener, and what it held before goes
 * on to serve; one that is gone serves no longer. To put a file there, write it under another
 * ending and rename it.
 *
 * <p>Thread-safe. May serve several contexts.
 */
public final class CredentialFolder implements Consumer<ClientHelloOperation> {
  private final Path folder;
  private final char[] password;
  private final Executor executor;
  private final Duration period;
  private final InstantSource clock;
  private final Listener listener;
  private final Map<String, FolderEntry> entries;
  private final Set<Path> misnamed = new HashSet<>();

  /** Guards {@link #entries} and is never held during I/O. */
  private final ReentrantLock entriesLock = new ReentrantLock();

  /** Lets one thread at a time read, so that a file is read once however many ask for it. */
  private final ReentrantLock reading = new ReentrantLock();

  private volatile Listing listing = new Listing(FolderIndex.EMPTY, Instant.MIN);
  private boolean folderIsFaulty;

  /** What was listed, and when. */
  record Listing(FolderIndex index, Instant at) {}

  /** Told of what happens to the files; called on the thread that reads them. */
  public interface Listener {
    /** A listener that does nothing. */
    Listener NONE =
        new Listener() {
          @Override
          public void loaded(Path file, Credential credential) {}

          @Override
          public void fault(Path file, IOException cause) {}
        };

    /** A file was read, for the first time or because it has changed. */
    void loaded(Path file, Credential credential);

    /**
     * A file, or the folder itself, cannot be used; told once until the fault changes.
     *
     * @param cause its message is a line that names the file and says what is wrong
     */
    void fault(Path file, IOException cause);
  }

  private CredentialFolder(Builder builder) {
    this.folder = builder.folder;
    this.password = builder.password;
    this.executor = builder.executor;
    this.period = builder.period;
    this.clock = builder.clock;
    this.listener = builder.listener;
    int capacity = builder.capacity;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, FolderEntry> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Starts the description of a folder. Nothing is read before a client asks. */
  public static Builder of(Path folder) {
    return new Builder(folder);
  }

  /** Answers a ClientHello, at once when no file has to be looked at. */
  @Override
  public void accept(ClientHelloOperation hello) {
    Listing now = listing;
    String name = hello.serverName().orElse(null);
    FolderAnswer answer = isFresh(now) ? answer(name, now, this::freshEntry) : null;
    if (answer != null) {
      answer.give(hello);
      return;
    }
    boolean begun = false;
    try {
      executor.execute(() -> readAndAnswer(hello));
      begun = true;
    } finally {
      refuseUnless(begun, hello);
    }
  }

  /**
   * The credentials for a name, as a server would choose from them; looks at files where it is time
   * to.
   *
   * @param serverName any string, or null for a client that asks for no name
   * @return empty when the folder has nothing that serves the name
   */
  public Optional<CredentialStore> credentialsFor(String serverName) {
    return Optional.ofNullable(look(serverName).store());
  }

  /** How many names' credentials are in memory; never more than the capacity. */
  public int size() {
    entriesLock.lock();
    try {
      return entries.size();
    } finally {
      entriesLock.unlock();
    }
  }

  private void readAndAnswer(ClientHelloOperation hello) {
    boolean answered = false;
    try {
      look(hello.serverName().orElse(null)).give(hello);
      answered = true;
    } finally {
      refuseUnless(answered, hello);
    }
  }

  /** A connection must not wait for its deadline because a listener or the executor has failed. */
  private static void refuseUnless(boolean done, ClientHelloOperation hello) {
    if (!done) {
      hello.refuse(Alert.INTERNAL_ERROR, "the folder of credentials could not be looked at");
    }
  }

  private FolderAnswer look(String serverName) {
    reading.lock();
    try {
      if (!isFresh(listing)) {
        listing = list();
      }
      return answer(serverName, listing, this::refreshedEntry);
    } finally {
      reading.unlock();
    }
  }

  /** Finds what holds the credentials of a pattern. */
  private interface Entries {
    /** Null when it is not there without I/O. */
    FolderEntry of(String pattern, Listing listing);
  }

  /** Null when an entry is not there without I/O. */
  private static FolderAnswer answer(String serverName, Listing listing, Entries entries) {
    if (serverName != null && isHostName(serverName)) {
      String host = serverName.toLowerCase(Locale.ROOT);
      FolderEntry exact = entries.of(host, listing);
      FolderEntry wildcard = entries.of(FolderIndex.wildcardOf(host), listing);
      if (exact == null || wildcard == null) {
        return null;
      }
      if (!exact.isEmpty() || !wildcard.isEmpty()) {
        return exact.isEmpty() ? wildcard.alone() : exact.before(wildcard);
      }
    }
    FolderEntry byDefault = entries.of(FolderIndex.DEFAULT, listing);
    return byDefault == null ? null : byDefault.alone();
  }

  private static boolean isHostName(String serverName) {
    return serverName.indexOf('*') < 0 && CredentialStore.isBindable(serverName);
  }

  private FolderEntry freshEntry(String pattern, Listing now) {
    if (now.index().files(pattern).isEmpty()) {
      return FolderEntry.NOTHING;
    }
    FolderEntry known = known(pattern);
    return known != null && now.equals(known.listing()) ? known : null;
  }

  private FolderEntry refreshedEntry(String pattern, Listing now) {
    FolderEntry fresh = freshEntry(pattern, now);
    if (fresh != null) {
      return fresh;
    }
    FolderEntry known = known(pattern);
    List<FolderFile> files = new ArrayList<>();
    for (Path path : now.index().files(pattern)) {
      FolderFile file = known == null ? FolderFile.unread(path) : known.file(path);
      files.add(file.refreshed(password, listener));
    }
    FolderEntry entry =
        known != null && known.files().equals(files)
            ? known.in(now)
            : new FolderEntry(pattern, now, files);
    entriesLock.lock();
    try {
      entries.put(pattern, entry);
    } finally {
      entriesLock.unlock();
    }
    return entry;
  }

  private FolderEntry known(String pattern) {
    entriesLock.lock();
    try {
      return entries.get(pattern);
    } finally {
      entriesLock.unlock();
    }
  }

  private boolean isFresh(Listing listed) {
    // A clock that was set back must not make it fresh for long.
    Instant now = clock.instant();
    return !now.isBefore(listed.at()) && now.isBefore(listed.at().plus(period));
  }

  /** Lists the folder; when that fails, what was listed before goes on to count. */
  private Listing list() {
    Instant at = clock.instant();
    try {
      FolderIndex index = FolderIndex.of(folder);
      folderIsFaulty = false;
      tellMisnamed(index);
      forgetAllBut(index);
      return new Listing(index, at);
    } catch (IOException e) {
      if (!folderIsFaulty) {
        listener.fault(folder, new IOException(folder + ": the folder cannot be listed: " + e, e));
      }
      folderIsFaulty = true;
      return new Listing(listing.index(), at);
    }
  }

  private void tellMisnamed(FolderIndex index) {
    misnamed.retainAll(index.misnamed());
    for (Path path : index.misnamed()) {
      if (misnamed.add(path)) {
        listener.fault(
            path,
            new IOException(
                path
                    + ": is not named for a host: write HOST.pem, _wildcard.DOMAIN.pem or default.pem"));
      }
    }
  }

  private void forgetAllBut(FolderIndex index) {
    entriesLock.lock();
    try {
      entries.keySet().removeIf(pattern -> index.files(pattern).isEmpty());
    } finally {
      entriesLock.unlock();
    }
  }

  /** Describes a folder. Not thread-safe. */
  public static final class Builder {
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int CAPACITY = 1_024;

    private final Path folder;
    private char[] password;
    private Executor executor = Runnable::run;
    private Duration period = PERIOD;
    private InstantSource clock = InstantSource.system();
    private Listener listener = Listener.NONE;
    private int capacity = CAPACITY;

    private Builder(Path folder) {
      this.folder = Objects.requireNonNull(folder, "folder");
    }

    /**
     * The password of PKCS#12 files and of encrypted keys in PEM files; default none. It is copied
     * and kept, as files are read again.
     */
    public Builder password(char[] secret) {
      password = secret.clone();
      return this;
    }

    /** Whose thread reads files; default the engine's own, which suits a thread a connection. */
    public Builder executor(Executor readers) {
      executor = Objects.requireNonNull(readers, "readers");
      return this;
    }

    /** How long what was seen of the folder counts as fresh; default two seconds. */
    public Builder period(Duration fresh) {
      if (fresh.isNegative() || fresh.isZero()) {
        throw new IllegalArgumentException("a period is longer than nothing, not " + fresh);
      }
      period = fresh;
      return this;
    }

    /** What tells the time; default the system's clock. */
    public Builder clock(InstantSource source) {
      clock = Objects.requireNonNull(source, "source");
      return this;
    }

    /** Who is told of files that are read and of files that cannot be; default nobody. */
    public Builder listener(Listener told) {
      listener = Objects.requireNonNull(told, "told");
      return this;
    }

    /**
     * How many names' credentials stay in memory, least recently asked leaving first; default 1
     * 024.
     */
    public Builder capacity(int names) {
      if (names < 1) {
        throw new IllegalArgumentException("capacity must be at least 1, not " + names);
      }
      capacity = names;
      return this;
    }

    /** The folder. */
    public CredentialFolder build() {
      return new CredentialFolder(this);
    }
  }
}
