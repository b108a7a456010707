package io.github.padbridge.packaging;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wheels of a small distribution, whose launcher prints its arguments. */
class WheelsTest {
  private static final Wheels WHEELS =
      new Wheels(Path.of("src/main/dist/wheel"), Path.of("LICENSE"), "1.2");

  private static final String LAUNCHER =
      """
      #!/bin/sh
      case $1 in end) exit "$2" ;; fill) exec yes ;; esac
      case $0 in *-proofs/bin/*) echo proofs ;; *) echo no proofs ;; esac
      [ $# -eq 0 ] || printf '<%s>' "$@"
      [ "$1" != kill ] || kill -s "$2" $$
      """;

  @TempDir Path folder;

  private Path command;
  private Path proofs;

  @BeforeEach
  void build() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "a launcher for sh, and ELF files");
    Path home = distribution(folder.resolve("home"));
    command = WHEELS.build(Wheels.COMMAND, home, folder);
    proofs = WHEELS.build(Wheels.PROOFS, home, folder);
  }

  private static Path distribution(Path home) throws IOException {
    write(home.resolve("bin/padbridge"), LAUNCHER, "rwxr-xr-x");
    write(home.resolve("runtime/legal/one/LICENSE"), "free\n", "rw-r--r--");
    Files.createDirectory(home.resolve("runtime/legal/two"));
    Files.createSymbolicLink(home.resolve("runtime/legal/two/LICENSE"), Path.of("../one/LICENSE"));
    Files.createDirectory(home.resolve("runtime/bin"));
    Files.copy(Path.of(System.getProperty("java.home"), "bin/java"), home.resolve("runtime/bin/j"));
    write(home.resolve("share/man/man1/padbridge.1"), "manual\n", "rw-r--r--");
    write(home.resolve("sbom/padbridge.cdx.json"), "{}\n", "rw-r--r--");
    return home;
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theRecordHasEveryFile() throws Exception {
    for (Path wheel : List.of(command, proofs)) {
      try (ZipFile zip = new ZipFile(wheel.toFile())) {
        List<String> expected = new ArrayList<>();
        String record = "";
        for (ZipEntry entry : Collections.list(zip.entries())) {
          if (entry.getName().endsWith("/RECORD")) {
            record = text(zip, entry.getName());
            expected.add(entry.getName() + ",,");
            continue;
          }
          byte[] content = zip.getInputStream(entry).readAllBytes();
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
          String encoded = Base64.getUrlEncoder().encodeToString(digest).replace("=", "");
          expected.add(entry.getName() + ",sha256=" + encoded + "," + content.length);
        }
        assertThat(record.lines()).containsExactlyElementsOf(expected).hasSizeGreaterThan(6);
      }
    }
  }

  @Test
  void theyHaveNoFileInCommon() throws Exception {
    List<String> names = new ArrayList<>();
    for (Path wheel : List.of(command, proofs)) {
      try (ZipFile zip = new ZipFile(wheel.toFile())) {
        zip.stream()
            .map(entry -> entry.getName().replaceFirst("^[^/]*[.]data/", ""))
            .forEach(names::add);
      }
    }
    assertThat(names)
        .doesNotHaveDuplicates()
        .contains(
            "scripts/padbridge",
            "padbridge/__main__.py",
            "data/share/man/man1/padbridge.1",
            "data/libexec/padbridge/bin/padbridge",
            "data/libexec/padbridge-proofs/bin/padbridge",
            "padbridge_proofs-1.2.dist-info/sboms/padbridge.cdx.json",
            "padbridge-1.2.dist-info/licenses/LICENSE");
  }

  /** Read by the zip file system of the JDK; pip wants the type of the file too. */
  @Test
  void modesAreThoseOfTheFiles() throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(command, Map.of("enablePosixFileAttributes", "true"))) {
      for (String name : List.of("scripts/padbridge", "data/libexec/padbridge/bin/padbridge")) {
        assertThat(Files.getPosixFilePermissions(zip.getPath("padbridge-1.2.data", name)))
            .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Path manual = zip.getPath("padbridge-1.2.data/data/share/man/man1/padbridge.1");
      assertThat(Files.getPosixFilePermissions(manual)).doesNotContain(OWNER_EXECUTE);
      assertThat(
              Files.readString(
                  zip.getPath(
                      "padbridge-1.2.data/data/libexec/padbridge/runtime/legal/two/LICENSE")))
          .isEqualTo("free\n");
    }
  }

  @Test
  void theSameFilesGiveTheSameWheel() throws Exception {
    byte[] first = Files.readAllBytes(command);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path home = distribution(elsewhere.resolve("home"));
    Path again = WHEELS.build(Wheels.COMMAND, home, elsewhere);
    assertThat(again.getFileName()).isEqualTo(command.getFileName());
    assertThat(Files.readAllBytes(again)).isEqualTo(first);
  }

  /** The newest glibc version that the launcher of this JDK names. */
  @Test
  void thePlatformIsTheOldestGlibcThatIsEnough() throws Exception {
    String java =
        Files.readString(folder.resolve("home/runtime/bin/j"), StandardCharsets.ISO_8859_1);
    int newest = 0;
    for (int minor = 0; minor < 100; minor++) {
      if (java.matches("(?s).*\0GLIBC_2[.]" + minor + "([.][0-9]+)?\0.*")) {
        newest = minor;
      }
    }
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    String tag = "py3-none-manylinux_2_" + newest + "_" + processor;
    assertThat(command).hasFileName("padbridge-1.2-" + tag + ".whl");
    assertThat(proofs).hasFileName("padbridge_proofs-1.2-" + tag + ".whl");
    try (ZipFile zip = new ZipFile(proofs.toFile())) {
      assertThat(text(zip, "padbridge_proofs-1.2.dist-info/WHEEL"))
          .endsWith("\nTag: " + tag + "\n");
      assertThat(text(zip, "padbridge_proofs-1.2.dist-info/METADATA"))
          .contains("\nVersion: 1.2\n", "\nRequires-Dist: padbridge==1.2\n");
    }
  }

  @Test
  void pipInstallsThem() throws Exception {
    Environment environment = Environment.make(folder.resolve("an environment"));
    environment.pip("install --no-index --no-deps '" + command + "'");
    for (String run : List.of("./it", "bin/python -m padbridge")) {
      environment.assertRun(run + " a 'b  c' '*' '\"'", 0, "no proofs\n<a><b  c><*><\">");
      for (int code : new int[] {0, 1, 2, 70, 130, 141, 143}) {
        environment.assertRun(run + " end " + code, code, "");
      }
      environment.assertRun("exec " + run + " kill TERM", 143, "no proofs\n<kill><TERM>");
      environment.assertRun(run + " fill | head -n 1", 0, "y\n");
    }
    environment.pip("install --no-index --find-links '" + folder + "' 'padbridge[proofs]'");
    environment.assertRun("./it", 0, "proofs\n");
    environment.assertRun("bin/python -m padbridge", 0, "proofs\n");
    environment.pip("uninstall -y padbridge-proofs");
    environment.assertRun("./it", 0, "no proofs\n");
    environment.pip("uninstall -y padbridge");
    environment.assertRun("find . -name '*padbridge*' -type f", 0, "");
    environment.pip("install --no-index --target there '" + command + "'");
    environment.assertRun("there/bin/padbridge", 0, "no proofs\n");
    environment.assertRun("PYTHONPATH=there bin/python -m padbridge", 0, "no proofs\n");
    // Links out of a temporary folder give a warning.
    environment.assertRun("rm -r bin", 0, "");
  }

  /**
   * An environment of Python, in which {@code it} is a link to the command.
   *
   * @param home its folder
   */
  private record Environment(Path home) {
    static Environment make(Path home) throws Exception {
      Environment environment = new Environment(Files.createDirectory(home));
      assumeTrue(
          environment.shell("python3 -m venv --without-pip . && ln -s bin/padbridge it") == 0
              && environment.shell("python3 -m pip --python bin/python --version") == 0,
          "no python3 with venv and pip 22.3 or newer");
      return environment;
    }

    void pip(String arguments) throws Exception {
      String line = "python3 -m pip --python bin/python --disable-pip-version-check " + arguments;
      assertThat(shell(line)).as("%s: %s", line, err()).isZero();
    }

    void assertRun(String line, int exitCode, String out) throws Exception {
      assertThat(shell(line)).as(line).isEqualTo(exitCode);
      assertThat(Files.readString(home.resolve("out"))).as(line).isEqualTo(out);
      assertThat(err()).as(line).isEmpty();
    }

    private String err() throws IOException {
      return Files.readString(home.resolve("err"));
    }

    private int shell(String line) throws Exception {
      return new ProcessBuilder("sh", "-c", line)
          .directory(home.toFile())
          .redirectOutput(home.resolve("out").toFile())
          .redirectError(home.resolve("err").toFile())
          .start()
          .waitFor();
    }
  }
}
