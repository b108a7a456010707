package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Archives of loaded classes: used where they fit, made where they are missed, never in the way.
 */
class ClassArchiveIT {
  private static final String TRANSLATE =
      " translate conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9 --format jsonl";
  private static final long PATIENCE_MILLIS = 120_000;

  @TempDir Path folder;

  private CommandRun shell(String line) throws IOException, InterruptedException {
    return PackagedLauncher.shell(line, folder);
  }

  /** How many of our classes came out of an archive, and how many of the jar. */
  private int[] sources(String launcher) throws Exception {
    Path log = folder.resolve("classes.log");
    Files.deleteIfExists(log);
    CommandRun run =
        shell("PADBRIDGE_JAVA_OPTS=-Xlog:class+load:file='" + log + "' " + launcher + TRANSLATE);
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      List<String> ours =
          lines.filter(l -> l.contains(" io.github.padbridge.") && !l.contains("$$")).toList();
      int archived = (int) ours.stream().filter(l -> l.contains("shared objects file")).count();
      return new int[] {archived, ours.size() - archived};
    }
  }

  @Test
  void whereItWasPackagedTheArchiveIsUsed() throws Exception {
    assertThat(PackagedLauncher.HOME.resolve("lib/archive"))
        .isDirectoryContaining(file -> file.endsWith("nd4j.jsa"));
    int[] sources = sources("'" + PackagedLauncher.HOME + "/bin/padbridge'");
    assertThat(sources[0]).isGreaterThan(50);
    assertThat(sources[1]).isZero();
  }

  @Test
  void elsewhereTheFirstRunHasOneMade() throws Exception {
    Path home = copy();
    Path cache = folder.resolve("cache");
    String launcher = "env -u CI XDG_CACHE_HOME='" + cache + "' '" + home + "/bin/padbridge'";
    CommandRun first = shell(launcher + TRANSLATE);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).isEmpty();
    Path archive = awaitArchive(cache);
    String used = "XDG_CACHE_HOME='" + cache + "' '" + home + "/bin/padbridge'";
    assertThat(archive).hasFileName("commands.jsa");
    assertThat(sources(used)[0]).isGreaterThan(50);

    // Whatever becomes of it, the answers stay what they are.
    byte[] whole = Files.readAllBytes(archive);
    for (int damage : new int[] {0, 100, 5_000, 3_000_000, whole.length - 5_000}) {
      Files.delete(archive);
      Files.write(archive, Arrays.copyOf(whole, damage));
      assertThat(shell(used + TRANSLATE)).as("%s bytes of it", damage).isEqualTo(first);
      Files.write(archive, whole);
      try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
        file.seek(damage);
        file.write(new byte[300]);
      }
      assertThat(shell(used + TRANSLATE)).as("nothing at %s", damage).isEqualTo(first);
    }
  }

  @Test
  void noneIsMadeWhereItCannotBeOrWouldBeThrownAway() throws Exception {
    Path home = copy();
    Path cache = folder.resolve("cache");
    String launcher = "'" + home + "/bin/padbridge'" + TRANSLATE;
    CommandRun inCi = shell("XDG_CACHE_HOME='" + cache + "' " + launcher);
    CommandRun unwritable = shell("env -u CI XDG_CACHE_HOME=/dev/null " + launcher);
    CommandRun homeless = shell("env -u CI -u HOME -u XDG_CACHE_HOME " + launcher);
    assertThat(inCi.exitCode()).as(inCi.err()).isZero();
    assertThat(unwritable).isEqualTo(inCi);
    assertThat(homeless).isEqualTo(inCi);
    assertThat(cache).doesNotExist();
  }

  /** Java runs what it finds in an archive. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chmod 777 \"$folder\"",
        "chmod 775 \"$folder\"",
        "chmod 666 \"$archive\"",
        "mv \"$archive\" ../elsewhere; ln -s \"$PWD/../elsewhere\" \"$archive\"",
        "chown 65534 \"$archive\"",
        "chown 65534 \"$folder\"",
      })
  void anArchiveThatOthersCanWriteIsNotUsed(String change) throws Exception {
    assumeTrue(!change.startsWith("chown") || isRoot(), "only root can give files away");
    Path home = copy();
    Path cache = folder.resolve("cache");
    String launcher = "XDG_CACHE_HOME='" + cache + "' '" + home + "/bin/padbridge'";
    CommandRun without = shell("CI=true " + launcher + TRANSLATE);
    Path archive = makeArchive(home, cache);
    assertThat(sources(launcher)[0]).isGreaterThan(50);
    CommandRun changed =
        shell(
            "cd '"
                + cache
                + "'; archive='"
                + archive
                + "' folder='"
                + archive.getParent()
                + "'; "
                + change);
    assertThat(changed.exitCode()).as(changed.err()).isZero();
    assertThat(sources(launcher)[0]).isZero();
    CommandRun run = shell(launcher + TRANSLATE);
    assertThat(run.out()).isEqualTo(without.out());
    assertThat(run.err())
        .isEqualTo("note: the class archive " + archive + " is not used: others can write it\n");
  }

  @Test
  void whatIsNoFileIsNoArchive() throws Exception {
    Path home = copy();
    Path cache = folder.resolve("cache");
    Path archive = makeArchive(home, cache);
    String launcher = "XDG_CACHE_HOME='" + cache + "' '" + home + "/bin/padbridge'" + TRANSLATE;
    CommandRun with = shell(launcher);
    CommandRun run =
        shell("rm -f '" + archive + "'; mkfifo '" + archive + "'; timeout 60 env " + launcher);
    assertThat(run).isEqualTo(with);
    assertThat(shell("cd '" + folder + "'; XDG_CACHE_HOME=cache HOME= " + launcher))
        .isEqualTo(with);
  }

  /** Has the archive of a distribution made, in the folder in which its launcher looks for it. */
  private Path makeArchive(Path home, Path cache) throws Exception {
    shell("env -u CI XDG_CACHE_HOME='" + cache + "' '" + home + "/bin/padbridge'" + TRANSLATE);
    return awaitArchive(cache);
  }

  private boolean isRoot() throws IOException {
    return Files.getAttribute(folder, "unix:uid").equals(0);
  }

  @Test
  void theVersionIsTheOneThatJavaTells() throws Exception {
    CommandRun quick = shell("padbridge --version");
    assertThat(quick.exitCode()).isZero();
    assertThat(quick.out()).isEqualTo(CommandRun.of("--version").out());
  }

  @Test
  void thePackedDistributionRunsWhereverItIsUnpacked() throws Exception {
    CommandRun run =
        shell(
            ("cd '" + folder + "' && tar xzf '" + PackagedLauncher.HOME.getParent() + "'/*.tar.gz")
                + " && mv padbridge-* 'here and there' && ln -s 'here and there/bin/padbridge' it"
                + " && ./it verify conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("agree    conv1d (1, 1, 9) -> (1, 1, 7), ");
  }

  /** A distribution without ND4J, at another place. */
  private Path copy() throws IOException {
    Path home = folder.resolve("moved");
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(
        PackagedLauncher.HOME.resolve("bin/padbridge"),
        home.resolve("bin/padbridge"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    try (Stream<Path> parts = Files.list(PackagedLauncher.HOME.resolve("lib"))) {
      for (Path part : parts.filter(Files::isRegularFile).toList()) {
        Files.copy(
            part,
            home.resolve("lib").resolve(part.getFileName()),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return home;
  }

  /** The archive, once it is there and what made it has cleaned up. */
  private static Path awaitArchive(Path cache) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      try (Stream<Path> files = Files.walk(cache)) {
        List<Path> found = files.filter(Files::isRegularFile).toList();
        Optional<Path> archive =
            found.stream().filter(f -> f.toString().endsWith(".jsa")).findAny();
        if (archive.isPresent() && found.stream().noneMatch(f -> f.toString().endsWith(".tmp"))) {
          return archive.get();
        }
      }
      Thread.sleep(200);
    }
    throw new AssertionError("no archive in " + cache);
  }
}
