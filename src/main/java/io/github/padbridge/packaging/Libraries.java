package io.github.padbridge.packaging;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars of a distribution.
 *
 * @param application jars for all commands, Padbridge first
 * @param proofs jars for proofs only
 * @param natives native libraries, for proofs only
 */
record Libraries(List<Path> application, List<Path> proofs, List<Path> natives) {
  private static final Pattern NATIVE =
      Pattern.compile(".*-(linux|macosx|windows)-[a-z0-9_]+[.]jar");

  private static final Pattern APPLICATION =
      Pattern.compile("(picocli|jackson-core|protobuf-java|progressbar|jline-terminal)-.*");

  /** What only the build uses. */
  private static final Pattern BUILD = Pattern.compile("asm(-tree|-commons)?-.*");

  Libraries {
    application = List.copyOf(application);
    proofs = List.copyOf(proofs);
    natives = List.copyOf(natives);
  }

  /**
   * @param padbridge the jar of this project
   * @param classPath the libraries; folders are ignored
   */
  static Libraries of(Path padbridge, String classPath) {
    List<Path> application = new ArrayList<>(List.of(padbridge));
    List<Path> proofs = new ArrayList<>();
    List<Path> natives = new ArrayList<>();
    Stream.of(classPath.split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(Files::isRegularFile)
        .forEach(
            jar -> {
              String name = jar.getFileName().toString();
              if (BUILD.matcher(name).matches()) {
                return;
              }
              if (NATIVE.matcher(name).matches()) {
                natives.add(jar);
              } else if (APPLICATION.matcher(name).matches()) {
                application.add(jar);
              } else {
                proofs.add(jar);
              }
            });
    return new Libraries(application, proofs, natives);
  }

  Libraries withoutProofs() {
    return new Libraries(application, List.of(), List.of());
  }

  /** All jars except native ones. */
  List<Path> classes() {
    return Stream.concat(application.stream(), proofs.stream()).toList();
  }
}
