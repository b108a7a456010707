package io.github.padbridge.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds the wheels, without Python. {@code padbridge} has the command, the man pages and the
 * program without proofs; {@code padbridge-proofs} adds the program with proofs, which the command
 * then runs. They have no file in common, so that pip can install and remove each.
 *
 * @param templates the folder with the files of each wheel that are not built
 * @param licence the licence of Padbridge
 * @param version the version of both wheels
 */
record Wheels(Path templates, Path licence, String version) {
  /** The wheel with the command. */
  static final String COMMAND = "padbridge";

  /** The wheel with the proofs. */
  static final String PROOFS = "padbridge-proofs";

  private static final String SCRIPT = File.separatorChar == '/' ? "padbridge" : "padbridge.cmd";

  /**
   * Builds a wheel.
   *
   * @param name {@link #COMMAND} or {@link #PROOFS}
   * @param home the distribution in it
   * @return the wheel
   */
  Path build(String name, Path home, Path output) throws IOException {
    String stem = name.replace('-', '_') + "-" + version;
    String tag = "py3-none-" + WheelPlatform.of(home);
    Path wheel = output.resolve(stem + "-" + tag + ".whl");
    try (WheelWriter writer = new WheelWriter(wheel)) {
      if (name.equals(COMMAND)) {
        addCommand(writer, stem, home);
      }
      for (String folder : List.of("bin", "natives", "runtime", "lib")) {
        addFolder(
            writer, home.resolve(folder), data(stem) + "libexec/" + name + "/" + folder + "/");
      }
      addInformation(writer, stem + ".dist-info/", name, home, tag);
    }
    return wheel;
  }

  /** The command, {@code python -m padbridge}, the man pages and completion scripts. */
  private void addCommand(WheelWriter writer, String stem, Path home) throws IOException {
    Path own = templates.resolve(COMMAND);
    String script = Files.readString(own.resolve("scripts").resolve(SCRIPT));
    String lines = SCRIPT.endsWith(".cmd") ? script.replace("\n", "\r\n") : script;
    writer.addExecutable(stem + ".data/scripts/" + SCRIPT, lines);
    addFolder(writer, own.resolve("padbridge"), "padbridge/");
    addFolder(writer, home.resolve("share"), data(stem) + "share/");
  }

  /** Where the files for the folder of the environment are. */
  private static String data(String stem) {
    return stem + ".data/data/";
  }

  private static void addFolder(WheelWriter writer, Path folder, String path) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    for (Path file : FileTree.list(folder)) {
      if (Files.isRegularFile(file)) {
        writer.add(
            path + folder.relativize(file).toString().replace(File.separatorChar, '/'), file);
      }
    }
  }

  private void addInformation(
      WheelWriter writer, String information, String name, Path home, String tag)
      throws IOException {
    String metadata = Files.readString(templates.resolve(name).resolve("METADATA"));
    writer.add(information + "METADATA", metadata.replace("@version@", version));
    writer.add(
        information + "WHEEL",
        String.format(
            """
            Wheel-Version: 1.0
            Generator: padbridge %s
            Root-Is-Purelib: false
            Tag: %s
            """,
            version, tag));
    writer.add(information + "licenses/LICENSE", licence);
    addFolder(writer, home.resolve(DistributionBuilder.SBOM), information + "sboms/");
    writer.addRecord(information + "RECORD");
  }
}
