package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code is run from folders that nobody else can write. */
class TrustedFolderTest {
  /** In /tmp, which others can write but not rename what is ours. */
  @TempDir Path above;

  private Path folder;

  @BeforeEach
  void folder() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
    folder = above.resolve("one/two");
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private void assertUntrusted(String reason) {
    assertThatThrownBy(() -> TrustedFolder.make(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(reason);
  }

  @Test
  void whatIsMadeIsClosedToOthers() throws Exception {
    assertThat(TrustedFolder.make(folder)).isEqualTo(folder.toRealPath());
    for (Path made : new Path[] {folder, folder.getParent()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
    Files.createDirectory(folder.resolve("three"));
    Files.writeString(folder.resolve("three/library.so"), "");
    assertThat(TrustedFolder.make(folder)).isEqualTo(folder.toRealPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "one", "one/two", "one/two/three", "one/two/three/library.so"})
  void whatOthersCanWriteIsRefused(String path) throws Exception {
    TrustedFolder.make(folder);
    Files.createDirectory(folder.resolve("three"));
    Files.writeString(folder.resolve("three/library.so"), "");
    Path open = above.resolve(path).normalize();
    allow(open, "rwxrwxrwx");
    assertUntrusted(open + " is writable by others");
    allow(open, "rwxr-xrwx");
    assertUntrusted(open + " is writable by others");
    allow(open, "rwxr-xr-x");
    assertThat(TrustedFolder.make(folder)).isEqualTo(folder.toRealPath());
  }

  /** As root alone can give a file away. */
  @ParameterizedTest
  @ValueSource(strings = {".", "one", "one/two", "one/two/three", "one/two/three/library.so"})
  void whatBelongsToOthersIsRefused(String path) throws Exception {
    TrustedFolder.make(folder);
    Files.createDirectory(folder.resolve("three"));
    Files.writeString(folder.resolve("three/library.so"), "");
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can give files away");
    Path given = above.resolve(path).normalize();
    Files.setAttribute(given, "unix:uid", 65_534);
    assertUntrusted(given + " belongs to ");
    Files.setAttribute(given, "unix:uid", 0);
    Files.setAttribute(given, "unix:gid", 65_534);
    allow(given, "rwxrwxr-x");
    assertUntrusted(given + " is writable by others");
  }

  /** A private group, as many systems give every user one. */
  @Test
  void theGroupOfTheOwnersNameIsTheOwner() throws Exception {
    TrustedFolder.make(folder);
    Files.setAttribute(folder, "unix:gid", Files.getAttribute(folder, "unix:uid"));
    allow(folder, "rwxrwxr-x");
    assertThat(TrustedFolder.make(folder)).isEqualTo(folder.toRealPath());
  }

  @Test
  void linksAreFollowedIfTheyAreTrusted() throws Exception {
    TrustedFolder.make(folder);
    Path open = Files.createDirectory(above.resolve("open"));
    Path link = Files.createSymbolicLink(open.resolve("link"), folder);
    assertThat(TrustedFolder.make(link)).isEqualTo(folder.toRealPath());
    allow(open, "rwxrwxrwx");
    folder = link;
    assertUntrusted(open + " is writable by others");
    Files.setAttribute(open, "unix:mode", 01777);
    assertThat(TrustedFolder.make(link)).isEqualTo(folder.toRealPath());
    assumeTrue(Files.getAttribute(open, "unix:uid").equals(0), "only root can give links away");
    Files.setAttribute(link, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
    assertUntrusted(link + " belongs to ");
  }

  @Test
  void whatIsNoFolderCannotBeMade() throws Exception {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "");
    assertThatThrownBy(() -> TrustedFolder.make(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> TrustedFolder.make(Path.of("/proc/none/folder")))
        .isInstanceOf(IOException.class);
  }
}
