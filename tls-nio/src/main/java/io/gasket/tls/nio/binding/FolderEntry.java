package io.gasket.tls.nio.binding;

import io.gasket.tls.credential.Credential;
import io.gasket.tls.credential.CredentialStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The credentials of one host, wildcard pattern or default, as of a listing, with the answer made
 * of them. Thread-safe.
 */
final class FolderEntry {
  /** That of a pattern without files. */
  static final FolderEntry NOTHING = new FolderEntry(FolderIndex.DEFAULT, null, List.of());

  private final String pattern;
  private final CredentialFolder.Listing listing;
  private final List<FolderFile> files;
  private final FolderAnswer alone;

  /** The answer in which this comes first, with what comes second; made again when that changes. */
  private volatile Pair pair;

  private record Pair(FolderAnswer second, FolderAnswer both) {}

  FolderEntry(String pattern, CredentialFolder.Listing listing, List<FolderFile> files) {
    this(pattern, listing, List.copyOf(files), null, null);
  }

  private FolderEntry(
      String pattern,
      CredentialFolder.Listing listing,
      List<FolderFile> files,
      FolderAnswer alone,
      Pair pair) {
    this.pattern = pattern;
    this.listing = listing;
    this.files = files;
    this.alone = alone != null ? alone : new FolderAnswer(addTo(CredentialStore.builder()));
    this.pair = pair;
  }

  /** The same, seen again unchanged. */
  FolderEntry in(CredentialFolder.Listing now) {
    return new FolderEntry(pattern, now, files, alone, pair);
  }

  CredentialFolder.Listing listing() {
    return listing;
  }

  List<FolderFile> files() {
    return files;
  }

  /** What is known of a file. */
  FolderFile file(Path path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseGet(() -> FolderFile.unread(path));
  }

  /** Whether none of the files could be read. */
  boolean isEmpty() {
    return alone.store() == null;
  }

  /** These credentials. */
  FolderAnswer alone() {
    return alone;
  }

  /** These credentials first, those of a wildcard pattern where they do not fit the client. */
  FolderAnswer before(FolderEntry wildcard) {
    if (wildcard.isEmpty()) {
      return alone;
    }
    Pair made = pair;
    if (made == null || made.second() != wildcard.alone) {
      CredentialStore.Builder both = addTo(CredentialStore.builder());
      made = new Pair(wildcard.alone, new FolderAnswer(wildcard.addTo(both)));
      pair = made;
    }
    return made.both();
  }

  private CredentialStore.Builder addTo(CredentialStore.Builder store) {
    for (Credential credential :
        files.stream().map(FolderFile::credential).filter(Objects::nonNull).toList()) {
      if (pattern.equals(FolderIndex.DEFAULT)) {
        store.add(credential);
      } else {
        store.add(pattern, credential);
      }
    }
    return store;
  }
}
