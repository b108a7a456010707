package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where JavaCPP unpacks the native libraries, which is the case without an image: they are loaded
 * from nowhere but folders that nobody else can write, and damaged ones are replaced.
 */
class NativeCacheIT {
  private static final String VERIFY =
      "verify_from_jars conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9";
  private static final String CACHE =
      "export PADBRIDGE_JAVA_OPTS=\"-Dorg.bytedeco.javacpp.cachedir=$PWD/cache\"; ";
  private static final String HOMELESS =
      "export PADBRIDGE_JAVA_OPTS=\"-Duser.home=/proc/none -Djava.io.tmpdir=$PWD/tmp\"; ";

  @TempDir Path folder;

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(path -> Path.of(path).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private CommandRun shell(String line) throws IOException, InterruptedException {
    String verify =
        "verify_from_jars() { '"
            + System.getProperty("java.home")
            + "/bin/java' $PADBRIDGE_JAVA_OPTS -cp '"
            + classPath()
            + "' io.github.padbridge.cli.Main verify \"$@\"; }\n";
    return PackagedLauncher.shell(verify + "cd '" + folder + "'; umask 022; " + line, folder);
  }

  /** What JavaCPP itself would load. */
  @Test
  void whatOthersPutIntoTheTemporaryFolderIsNotLoaded() throws Exception {
    CommandRun run =
        shell(
            HOMELESS
                + "mkdir -m 1777 tmp; user=$(id -un); mkdir -m 777 -p tmp/.javacpp-$user/cache;"
                + VERIFY
                + "; find tmp/.javacpp-$user -name '*.so*'; find tmp -name 'libnd4jcpu.so'; stat -c %a tmp/padbridge-$user");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("agree ").endsWith("/libnd4jcpu.so\n700\n");
    assertThat(run.out()).contains("tmp/padbridge-").doesNotContain(".javacpp-");
    CommandRun open = shell(HOMELESS + "chmod 777 tmp/padbridge-*; " + VERIFY);
    assertRefused(open, "tmp/padbridge-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"777", "757", "702"})
  void aFolderThatOthersCanWrite(String mode) throws Exception {
    assertRefused(
        shell(CACHE + "mkdir -m " + mode + " cache; " + VERIFY), "cache is writable by others");
    try (Stream<Path> content = Files.list(folder.resolve("cache"))) {
      assertThat(content).isEmpty();
    }
  }

  @Test
  void aFolderInOneThatOthersCanWrite() throws Exception {
    CommandRun run = shell("mkdir -m 777 open; cd open; " + CACHE + "mkdir cache; " + VERIFY);
    assertRefused(run, "open is writable by others, so ");
  }

  @Test
  void aLibraryThatOthersCanWrite() throws Exception {
    assertThat(shell(CACHE + VERIFY).exitCode()).isZero();
    CommandRun run =
        shell(CACHE + "chmod 666 $(find cache -name libjnind4jcpu.so | head -n 1); " + VERIFY);
    assertRefused(run, "libjnind4jcpu.so is writable by others");
  }

  @Test
  void damagedLibrariesAreReplaced() throws Exception {
    String damage =
        "for file in $(find cache -type f -name '*.so*'); do case $file in"
            + " *nd4jcpu*) : > $file ;; *openblas*) truncate -s 1000 $file ;; *) echo junk > $file ;;"
            + " esac; done;";
    CommandRun run =
        shell(CACHE + VERIFY + " && find cache -name '*.so*' | wc -l;" + damage + VERIFY);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(Integer.parseInt(lines.get(1).strip())).isGreaterThan(5);
    assertThat(lines.get(2)).isEqualTo(lines.get(0)).startsWith("agree");
  }

  @Test
  void runsThatUnpackTheLibrariesAtOnce() throws Exception {
    CommandRun run =
        shell(
            CACHE
                + "for i in 1 2 3 4 5 6; do "
                + VERIFY
                + " > answer$i 2>&1 || echo failed > answer$i & done; wait; cat answer*");
    assertThat(run.out().lines()).hasSize(6).allMatch(line -> line.startsWith("agree"));
  }

  @Test
  void aSystemThatNd4jHasNoLibraryFor() throws Exception {
    CommandRun run =
        shell(
            "export PADBRIDGE_JAVA_OPTS=-Dorg.bytedeco.javacpp.platform=linux-riscv64;"
                + VERIFY
                + "; echo $?; verify_from_jars - --format jsonl < \"$GOLDEN/pytorch-corners.jsonl\" | wc -l");
    assertThat(run.out()).startsWith("2\n200\n");
    assertThat(run.err())
        .startsWith("error: ND4J cannot be started on ")
        .contains("help: translate works without ND4J")
        .doesNotContain("\tat ");
  }

  @Test
  void aFolderOfSomebodyElse() throws Exception {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can give files away");
    assertRefused(shell(CACHE + "mkdir cache; chown 65534 cache; " + VERIFY), "cache belongs to ");
  }

  private static void assertRefused(CommandRun run, String reason) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("error: native libraries are not loaded: ")
        .contains(reason, "  help: ", "org.bytedeco.javacpp.cachedir");
  }
}
