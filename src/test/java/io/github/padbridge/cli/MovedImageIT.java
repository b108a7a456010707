package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image wherever it is unpacked, and whatever is around it. It writes nothing anywhere. */
class MovedImageIT {
  private static final String TRANSLATE =
      " translate conv1d --in-channels 1 --out-channels 1 --kernel-size 3 --input-shape 1,1,9"
          + " --format jsonl";
  private static final String VERIFY =
      " verify conv1d --in-channels 1 --out-channels 1 --kernel-size 3 --input-shape 1,1,9";

  @TempDir static Path unpacked;

  private static Path image;

  @TempDir Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    assumeTrue(MovedImage.isPackaged(), "there is no image");
    image = MovedImage.to(unpacked.resolve("image"), unpacked);
  }

  @AfterAll
  static void makeWritable() throws Exception {
    PackagedLauncher.shell("chmod -R u+w '" + unpacked + "'", unpacked);
  }

  private CommandRun shell(String line) throws Exception {
    return PackagedLauncher.shell(
        "cd '" + folder + "'; mkdir -p home; export HOME=$PWD/home; " + line, folder);
  }

  /** Both commands, with a launcher of this name, in what the line before it prepares. */
  private void assertRuns(String before, String launcher) throws Exception {
    CommandRun run =
        shell(before + "; " + launcher + TRANSLATE + " && " + launcher + VERIFY + "; echo $?");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("\"output_shape\":[1,1,7]", "\nagree    conv1d (1, 1, 9) -> (1, 1, 7), ")
        .endsWith("\n0\n");
    try (Stream<Path> written = Files.list(folder.resolve("home"))) {
      assertThat(written).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a space and 'quotes' \"of both kinds\"",
        "a:colon",
        "🙂",
        "größe und 層",
        "$HOME `x` \\ * ?",
        "percent % and #",
        "-n",
        "a line feed at the end\n",
      })
  void pathsOfAllKinds(String name) throws Exception {
    Path home = unpacked.resolve(name);
    Files.move(image, home);
    try {
      String quoted = "'" + home.toString().replace("'", "'\\''") + "/bin/padbridge'";
      assertRuns("export LC_ALL=C", quoted);
      assertRuns("export LC_ALL=de_DE", quoted);
    } finally {
      Files.move(home, image);
    }
  }

  @Test
  void throughLinksAndRelativePaths() throws Exception {
    String bin = image + "/bin";
    assertRuns("ln -s '" + bin + "/padbridge' one; ln -s one two", "./two");
    assertRuns("ln -s '" + image + "' there", "there/bin/../bin/padbridge");
    assertRuns("cd '" + bin + "'", "./padbridge");
    assertRuns("cd '" + bin + "'", "sh padbridge");
    assertRuns("PATH='" + bin + "':\"$PATH\"", "command padbridge");
    assertRuns("ln -s '" + bin + "' bin; CDPATH=/; export CDPATH", "bin/padbridge");
    shell("rm one two there bin");
  }

  @Test
  void aFolderThatCannotBeWritten() throws Exception {
    shell("chmod -R a-w '" + image + "'");
    String user =
        shell("id -u").out().strip().equals("0") ? "setpriv --reuid 65534 --clear-groups " : "";
    try {
      if (shell(user + "true").exitCode() == 0) {
        shell("chmod 755 '" + unpacked + "' '" + folder + "'");
        assertRuns("chmod 777 .", user + "'" + image + "/bin/padbridge'");
      }
      assertRuns("umask 077", "'" + image + "/bin/padbridge'");
    } finally {
      shell("chmod -R u+w '" + image + "'");
    }
  }

  @Test
  void twentyAtOnce() throws Exception {
    CommandRun run =
        shell(
            "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do '"
                + image
                + "/bin/padbridge'"
                + VERIFY
                + " > answer$i 2>&1 & done; wait; cat answer*");
    assertThat(run.out().lines()).hasSize(20).allMatch(line -> line.startsWith("agree"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unset HOME",
        "export HOME=/nothing XDG_CACHE_HOME=/nothing",
        "export TMPDIR=/nothing",
        "export TMPDIR=/dev/full",
        "unset TMPDIR PATH; PATH=/usr/bin:/bin",
        "export JAVA_HOME=/nothing",
        "export JAVA_HOME=/dev/null CLASSPATH=/nothing LD_LIBRARY_PATH=",
        "export JAVA_TOOL_OPTIONS=-Xmx1k _JAVA_OPTIONS=-Xnothing JDK_JAVA_OPTIONS=@nothing",
        "export PADBRIDGE_JAVA_OPTS=\"-Dsome='two words' -Dother=\\\"it's\\\"  -Xmx512m\"",
        "export PADBRIDGE_JAVA_OPTS='-Dsome=$(touch${IFS}ran)\n-Dother=*\n\n#'",
        "export PADBRIDGE_JAVA_OPTS='-Dsome=`exit` -Dother=\"$HOME'",
        "export PADBRIDGE_JAVA_OPTS=-Dsome=$(printf %08000d 1)",
        "export PADBRIDGE_JAVA_OPTS='-XX:-UseSerialGC -XX:+UseG1GC'",
        "export PADBRIDGE_JAVA_OPTS='-Djava.io.tmpdir=/proc -Duser.home=/nothing'",
        "export LANG=tr_TR LC_ALL=tr_TR.ISO-8859-9",
        "export POSIXLY_CORRECT=1 ENV=/nothing IFS=/",
        "ulimit -c 0; umask 777",
      })
  void surroundingsOfAllKinds(String before) throws Exception {
    assertRuns(before, "'" + image + "/bin/padbridge'");
  }

  @Test
  void optionsForJavaWithQuotes() throws Exception {
    CommandRun run =
        shell(
            "export PADBRIDGE_JAVA_OPTS=\"'-Xlog:class+load:file=$PWD/a file' -Dx='a  b'\"; '"
                + image
                + "/bin/padbridge'"
                + TRANSLATE
                + " > answer; head -c 1 'a file'");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("[");
  }

  @Test
  void optionsForJavaAreNoScript() throws Exception {
    for (String options :
        List.of("-Dsome=$(touch${IFS}ran)", "-Dsome=`touch${IFS}ran`;touch ran")) {
      shell("PADBRIDGE_JAVA_OPTS='" + options + "' '" + image + "/bin/padbridge'" + TRANSLATE);
      assertThat(folder.resolve("ran")).doesNotExist();
    }
  }

  @Test
  void wordsThatAreNoOptionsForJava() throws Exception {
    for (String options : List.of("Other", "-XX:+Nonsense", "@file", "-XX:+UseG1GC")) {
      CommandRun run =
          shell("PADBRIDGE_JAVA_OPTS=" + options + " '" + image + "/bin/padbridge'" + TRANSLATE);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains("error: Java could not start").contains("PADBRIDGE_JAVA_OPTS");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void aPathThatIsNotUtf8() throws Exception {
    CommandRun run =
        shell(
            "name=$(printf 'n\\377'); mv '"
                + image
                + "' $name; for command in translate verify; do $name/bin/padbridge $command"
                + " 'nn.Conv1d(1, 1, 3)'; echo $?; done; mv $name '"
                + image
                + "'");
    assertThat(run.out()).isEqualTo("2\n2\n");
    assertThat(run.err().lines().filter(line -> line.startsWith("error: ")))
        .hasSize(2)
        .allMatch(line -> line.endsWith("the path of this folder is not UTF-8"));
  }

  /** Some shells tell of the folder themselves. */
  @Test
  void aCurrentFolderThatWasDeleted() throws Exception {
    CommandRun run =
        shell(
            "mkdir gone; cd gone; rmdir ../gone; '"
                + image
                + "/bin/padbridge' translate 'nn.Conv1d(1, 1, 3)'");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .endsWith("error: the current folder was deleted\n  help: change to one that exists\n");
    assertThat(run.err()).doesNotContain("java");
  }

  /**
   * All classes come from the archive, also after it was moved: that is what makes it fast. What is
   * not in it is a handful of lambdas of Java, and in proofs what ND4J links.
   */
  @Test
  void theArchiveOfClassesIsUsedWhereverItIs() throws Exception {
    for (String command : List.of(TRANSLATE, VERIFY)) {
      CommandRun run =
          shell(
              "rm -f log; PADBRIDGE_JAVA_OPTS='-Xlog:class+load:file=log' '"
                  + image
                  + "/bin/padbridge'"
                  + command
                  + " > answer; grep -c 'shared objects file' log; grep -v 'shared objects file' log"
                  + " > loaded; grep -c 'io[.]github[.]padbridge[.]\\|picocli[.]' loaded; wc -l < loaded");
      List<Integer> counts = run.out().lines().map(String::strip).map(Integer::valueOf).toList();
      assertThat(counts.get(0)).isGreaterThan(1000);
      assertThat(counts.get(1)).isLessThan(5);
      assertThat(counts.get(2)).isLessThan(command.equals(TRANSLATE) ? 15 : 200);
    }
  }

  /** The launcher reads no options. */
  @Test
  void everySpellingOfAnOptionWorks() throws Exception {
    String launcher = "'" + image + "/bin/padbridge'";
    String layer = " 'nn.Conv1d(1, 1, 3)' ";
    for (String line :
        List.of(
            " explain" + layer + "--format HTML",
            " explain --format=Html" + layer,
            " --stacktrace explain" + layer + "--format html")) {
      CommandRun run = shell(launcher + line);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("✓ agree");
    }
  }

  /** Not with another Java, which may be of any kind. */
  @Test
  void aCopyOfTheLauncherAlone() throws Exception {
    CommandRun run =
        shell(
            "mkdir bin; cp '"
                + image
                + "'/bin/* bin; export JAVA_HOME='"
                + System.getProperty("java.home")
                + "'; bin/padbridge"
                + TRANSLATE);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .startsWith("error: Padbridge is incomplete: ")
        .contains("unpack the archive again; make a link to bin/padbridge, not a copy\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": > bin/java",
        "echo junk > bin/java",
        "chmod a-x bin/java",
        "rm bin/java",
        "rm lib/modules",
        ": > lib/modules",
        "echo junk > lib/modules",
        "head -c 1000000 lib/modules > part; mv part lib/modules",
        "rm lib/server/libjvm.so",
        ": > lib/server/libjvm.so",
        "rm lib/jvm.cfg",
        "rm lib/libjava.so",
        "rm lib/libjli.so",
        "rm ../bin/java.options",
      })
  void aDamagedRuntime(String damage) throws Exception {
    CommandRun run =
        shell(
            "ulimit -c 0; cp -R '"
                + image
                + "/runtime' '"
                + image
                + "/bin' .; (cd runtime; "
                + damage
                + "); bin/padbridge"
                + TRANSLATE
                + "; status=$?; rm -rf runtime bin; exit $status");
    assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.UNUSABLE, ExitCode.BUG);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: ", "unpack the archive again");
  }

  private String inColon(String command) {
    return "mv '" + image + "' 'a:b'; " + command + "; status=$?; mv 'a:b' '" + image + "'; ";
  }

  @Test
  void noPlaceForACopyWithoutAColon() throws Exception {
    for (String temporary : List.of("c:d", "nothing", "file")) {
      CommandRun run =
          shell(
              "mkdir -p c:d; : > file; "
                  + inColon("TMPDIR=$PWD/" + temporary + " 'a:b/bin/padbridge'" + TRANSLATE)
                  + "ls c:d; exit $status");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines().toList())
          .hasSize(2)
          .first()
          .asString()
          .matches("error: Java does not start from a path with a colon: .*/a:b");
      assertThat(run.err()).contains("set TMPDIR to a folder with room and no colon");
    }
  }

  /** While it is made, and while Java runs from it. */
  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "HUP,129", "QUIT,131"})
  void theCopyOfTheRuntimeIsRemoved(String signal, int exitCode) throws Exception {
    String run = "echo $$ > pid; exec 'a:b/bin/padbridge'" + TRANSLATE.replace(" conv1d", " -");
    for (String path : List.of("$PWD/slow:$PATH", "$PATH")) {
      CommandRun ended =
          shell(
              "mkdir -p tmp slow; printf '#!/bin/sh\nPATH=\"${PATH#*:}\"; cp \"$@\"; sleep 3\n' > slow/cp;"
                  + " chmod +x slow/cp; "
                  + inColon(
                      "(sleep 2; ls tmp | wc -l >&2; kill -s "
                          + signal
                          + " $(cat pid)) & sleep 9 | TMPDIR=$PWD/tmp PATH=\""
                          + path
                          + "\" sh -c \""
                          + run.replace("$", "\\$")
                          + "\"")
                  + "ls tmp; exit $status");
      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err().strip()).isEqualTo("1");
    }
  }
}
