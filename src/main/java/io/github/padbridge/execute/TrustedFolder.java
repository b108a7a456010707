package io.github.padbridge.execute;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;

/**
 * Folders whose files may be loaded: the folder and its content belong to this user or root, and no
 * other user can write to it or replace it.
 */
final class TrustedFolder {
  private static final int STICKY = 01000;

  private TrustedFolder() {}

  /**
   * The real path of a folder that can be trusted. A missing folder is created for this user only.
   *
   * @throws Refusal if it cannot be trusted
   * @throws IOException if it cannot be created or written by this user
   */
  static Path make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, forThisUser(folder));
    }
    Path real = folder.toRealPath();
    if (!Files.isWritable(real)) {
      throw new AccessDeniedException(real.toString());
    }
    // A user who may rename a parent folder or a link on the path can replace the folder.
    requirePath(folder.toAbsolutePath().normalize());
    requirePath(real);
    requireContent(real);
    return real;
  }

  /**
   * Checks a folder and its content, but not its parents.
   *
   * @throws Refusal if it cannot be trusted
   */
  static void requireContent(Path folder) throws IOException {
    Files.walkFileTree(folder, new Content());
  }

  /**
   * Checks only the folder itself.
   *
   * @throws Refusal if it cannot be trusted
   */
  static void requireItself(Path folder) throws IOException {
    require(folder, false);
  }

  private static void requirePath(Path path) throws IOException {
    for (Path part = path; part != null; part = part.getParent()) {
      require(part, true);
    }
  }

  /** Checks a folder and its content. */
  private static final class Content extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes known)
        throws IOException {
      return visitFile(path, known);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes known) throws IOException {
      try {
        require(path, false);
      } catch (NoSuchFileException e) {
        // Another run, which is unpacking, has replaced it.
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  private static FileAttribute<?>[] forThisUser(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * @param sticky whether others may write to it where the sticky bit protects the files of other
   *     users
   */
  private static void require(Path path, boolean sticky) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      // Windows: a user profile is closed to others.
      return;
    }
    PosixFileAttributes attributes = view.readAttributes();
    if (!isOwn(path, attributes)) {
      throw untrusted(
          path + " belongs to " + attributes.owner().getName() + ", not to you or root",
          "change its owner with chown, or run padbridge as its owner");
    }
    boolean isFine = attributes.isSymbolicLink() || (sticky && isSticky(path));
    if (!isFine && canOthersWrite(attributes)) {
      throw untrusted(path + " is writable by others", "chmod go-w " + path);
    }
  }

  private static boolean isSticky(Path path) throws IOException {
    return ((int) Files.getAttribute(path, "unix:mode") & STICKY) != 0;
  }

  private static boolean isOwn(Path path, PosixFileAttributes attributes) throws IOException {
    return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)
        || attributes.owner().equals(self());
  }

  /** A group with the name of the owner has, by convention, only the owner as member. */
  private static boolean canOthersWrite(PosixFileAttributes attributes) {
    Set<PosixFilePermission> permissions = attributes.permissions();
    boolean isOwnGroup = attributes.group().getName().equals(attributes.owner().getName());
    return permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || (permissions.contains(PosixFilePermission.GROUP_WRITE) && !isOwnGroup);
  }

  /** The current user. Linux reports it even for a user without a name. */
  static UserPrincipal self() throws IOException {
    Path process = Path.of("/proc/self");
    return Files.exists(process)
        ? Files.getOwner(process)
        : process
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private static Refusal untrusted(String reason, String help) {
    return new Refusal(new Fault(reason, help, List.of(), null));
  }
}
