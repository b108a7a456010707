package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The old Guava and protobuf that ND4J contains, whose known vulnerabilities {@code
 * .github/SECURITY.md} lists: no input of Padbridge reaches them.
 */
class ShadedLibrariesIT {
  private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();

  private static final Pattern SHADED =
      Pattern.compile("(?m)^.*? (org\\.nd4j\\.shade\\.[^ ]*) source:");

  /**
   * The part of Guava that makes files, and all of protobuf but the interfaces of enumerations,
   * which ND4J has and which parse nothing.
   */
  private static final Pattern VULNERABLE =
      Pattern.compile(
          ".*\\.shade\\.(guava\\.io\\.|protobuf\\.(?!Internal\\$EnumLite|ProtocolMessageEnum$)).*");

  /** Every reader of a file, without ND4J. */
  private static final List<String> READERS =
      List.of(
          "translate examples/stackoverflow.json",
          "scan examples/vocoder.txt",
          "scan examples/net.pt2",
          "scan examples/net.onnx",
          "scan examples/net.keras",
          "diagnose 'nn.Conv2d(3, 4, 3, stride=2, padding=1)' --tensors examples/diagnose/port.npz",
          "diagnose examples/case.json");

  /** Every reader of a file whose content ND4J computes with. */
  private static final List<String> PROOFS =
      List.of(
          "verify examples/stackoverflow.json",
          "scan examples/net.pt2 --verify",
          "scan examples/net.onnx --verify",
          "scan examples/net.keras --verify",
          "compare examples/net.pt2 examples/net.keras");

  @TempDir Path folder;

  /** The shaded classes that a command loads; it must have loaded others. */
  private SortedSet<String> loadedBy(String command, String other) throws Exception {
    CommandRun run =
        PackagedLauncher.shell(
            "cd '"
                + EXAMPLES.getParent()
                + "' && PADBRIDGE_JAVA_OPTS=\"'-Xlog:class+load:file="
                + folder.resolve("log")
                + "'\" padbridge "
                + command,
            folder);
    assertThat(run.exitCode()).as("%s: %s", command, run.err()).isIn(0, 1);
    String log = Files.readString(folder.resolve("log"));
    assertThat(log).as(command).contains(other);
    return shaded(log);
  }

  private static SortedSet<String> shaded(String log) {
    SortedSet<String> classes = new TreeSet<>();
    Matcher loaded = SHADED.matcher(log);
    while (loaded.find()) {
      assertThat(loaded.group(1)).doesNotMatch(VULNERABLE);
      classes.add(loaded.group(1).replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda"));
    }
    return classes;
  }

  @Test
  void noReaderLoadsThem() throws Exception {
    for (String command : READERS) {
      assertThat(loadedBy(command, " io.github.padbridge.cli.Main ")).as(command).isEmpty();
    }
  }

  /** ND4J uses collections of Guava when it starts, the same ones whatever the input. */
  @Test
  void proofsLoadTheSameFewWhateverTheyRead() throws Exception {
    SortedSet<String> start = loadedBy("verify 'nn.Conv1d(1, 1, 3)'", " org.nd4j.");
    assertThat(start).isNotEmpty().hasSizeLessThan(60);
    List<String> more = new ArrayList<>();
    for (String command : PROOFS) {
      SortedSet<String> classes = loadedBy(command, " org.nd4j.");
      classes.removeAll(start);
      classes.forEach(name -> more.add(command + ": " + name));
    }
    assertThat(more).isEmpty();
  }
}
