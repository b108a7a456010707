package io.github.padbridge.packaging;

import io.github.padbridge.packaging.Tool.ToolFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java runtime with only the modules that Padbridge needs. */
final class RuntimeImage {
  private RuntimeImage() {}

  /**
   * Links a runtime.
   *
   * @param module the application as a module
   * @param folder the output folder, which must not exist
   * @throws ToolFailure if this JDK cannot
   */
  static void link(Path module, Path folder) throws ToolFailure {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--module-path",
                module.toString(),
                "--add-modules",
                ApplicationModule.NAME,
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString()));
    if (Runtime.version().feature() >= 24) {
      // Otherwise Java warns of native code and of memory access by ND4J.
      arguments.add(
          "--add-options=--enable-native-access="
              + ApplicationModule.NAME
              + " --sun-misc-unsafe-memory-access=allow");
    }
    Tool.run("jlink", arguments.toArray(new String[0]));
  }
}
