package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Prelease verify} makes; without that profile there is nothing to test. */
class ReleaseIT {
  private static final Path RELEASE = PackagedLauncher.HOME.resolveSibling("release");
  private static final String LAYER = " 'nn.Conv2d(3, 4, 3)'";

  @TempDir Path folder;

  @BeforeAll
  static void isMade() {
    assumeTrue(PackagedLauncher.isOfARelease(), "the profile release makes it");
  }

  private CommandRun shell(String line) throws Exception {
    return PackagedLauncher.shell("cd '" + folder + "'; " + line, folder);
  }

  private void assertRuns(String line, String out) throws Exception {
    CommandRun run = shell(line);
    assertThat(run.exitCode()).as("%s: %s", line, run.err()).isZero();
    assertThat(run.out()).as(line).isEqualTo(out);
  }

  @Test
  void everyFileIsThereAndHasItsChecksum() throws Exception {
    try (Stream<Path> files = Files.list(RELEASE)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(11)
          .allMatch(name -> name.equals("SHA256SUMS") || name.startsWith("padbridge"))
          .anyMatch(name -> name.endsWith("-sources.jar"))
          .anyMatch(name -> name.endsWith("-javadoc.jar"))
          .anyMatch(name -> name.endsWith("-man.tar.gz"))
          .anyMatch(name -> name.startsWith("padbridge_proofs-") && name.endsWith(".whl"));
    }
    CommandRun run = shell("cd '" + RELEASE + "' && sha256sum -c SHA256SUMS");
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out().lines()).hasSize(10).allMatch(line -> line.endsWith(": OK"));
  }

  private static JsonNode components(Path sbom) throws Exception {
    JsonNode tree = new ObjectMapper().readTree(sbom.toFile());
    assertThat(tree.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(tree.has("serialNumber")).as("a random number").isFalse();
    assertThat(tree.at("/metadata/component/name").asText()).isEqualTo("padbridge");
    return tree.path("components");
  }

  private static Set<String> names(Path home) throws Exception {
    Set<String> names = new TreeSet<>();
    for (JsonNode component : components(home.resolve("sbom/padbridge.cdx.json"))) {
      names.add(component.path("name").asText());
    }
    return names;
  }

  @Test
  void theBillsOfMaterialsListWhatIsInside() throws Exception {
    Path small = PackagedLauncher.HOME.resolveSibling("padbridge-no-proofs");
    assertThat(names(small))
        .containsExactly(
            "jackson-core", "jline-terminal", "openjdk", "picocli", "progressbar", "protobuf-java");
    assertThat(names(PackagedLauncher.HOME))
        .containsAll(names(small))
        .contains("nd4j-native", "openblas", "guava", "commons-io")
        .doesNotContain("jspecify", "junit-jupiter");
  }

  /** ND4J has copies of old libraries, which a scanner for known vulnerabilities must find. */
  @Test
  void theBillOfMaterialsListsWhatLibrariesContain() throws Exception {
    Set<String> shaded = new TreeSet<>();
    for (JsonNode component :
        components(PackagedLauncher.HOME.resolve("sbom/padbridge.cdx.json"))) {
      for (JsonNode inside : component.path("components")) {
        shaded.add(inside.path("purl").asText());
      }
    }
    assertThat(shaded)
        .contains(
            "pkg:maven/com.google.protobuf/protobuf-java@3.21.2",
            "pkg:maven/com.google.guava/guava@28.0-android",
            "pkg:maven/com.google.guava/guava@30.1.1-jre");
    assertThat(Files.readString(Path.of(".github/SECURITY.md")))
        .contains("| protobuf 3.21.2 |", "| Guava 28.0, ", "| Guava 30.1.1 |");
  }

  @Test
  void pipInstallsTheWheels() throws Exception {
    assumeTrue(
        shell("python3 -m venv --without-pip it && python3 -m pip --python it/bin/python -V")
                .exitCode()
            == 0,
        "no python3 with venv and pip 22.3 or newer");
    String pip =
        "python3 -m pip --python it/bin/python --disable-pip-version-check -q install --no-index"
            + " --find-links '"
            + RELEASE
            + "' ";
    assertRuns(pip + "padbridge", "");
    String answer = shell("padbridge translate" + LAYER).out();
    assertRuns("it/bin/padbridge translate" + LAYER, answer);
    assertRuns("it/bin/python -m padbridge translate" + LAYER, answer);
    assertThat(shell("it/bin/padbridge verify" + LAYER).err())
        .contains("the wheel padbridge-proofs");
    assertRuns(pip + "'padbridge[proofs]'", "");
    assertRuns("it/bin/padbridge verify" + LAYER, shell("padbridge verify" + LAYER).out());
    CommandRun loaded =
        shell(
            "PADBRIDGE_JAVA_OPTS='-Xlog:class+load:file=log' it/bin/padbridge verify"
                + LAYER
                + " > answer; grep -c 'shared objects file' log");
    assertThat(Integer.parseInt(loaded.out().strip())).as("from the archive").isGreaterThan(1000);
    // Links out of a temporary folder give a warning.
    assertRuns("rm -r it", "");
  }
}
