package io.github.padbridge.execute;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder that JavaCPP unpacks native libraries to, and loads them from. */
public final class NativeCache {
  private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  private NativeCache() {}

  /**
   * Chooses the folder before JavaCPP does, which may load files that others put into /tmp.
   *
   * @throws Refusal if no folder can be used, or if it cannot be trusted
   */
  public static synchronized void choose() {
    List<String> unusable = new ArrayList<>();
    try {
      for (Path candidate : candidates()) {
        if (isMade(candidate)) {
          return;
        }
        unusable.add(candidate + " cannot be written");
      }
    } catch (IOException e) {
      unusable.add("the current user has no name");
    }
    throw refusal("no folder for them can be used: " + String.join(", ", unusable), null);
  }

  /** The folder that has been chosen. */
  static String folder() {
    return System.getProperty(FOLDER, "");
  }

  private static boolean isMade(Path candidate) {
    try {
      System.setProperty(FOLDER, TrustedFolder.make(candidate).toString());
      return true;
    } catch (IOException e) {
      return false;
    } catch (Refusal refusal) {
      Fault fault = refusal.faults().get(0);
      throw refusal(
          fault.message() + ", so others may have put files into " + candidate, fault.help());
    }
  }

  private static Refusal refusal(String reason, @Nullable String help) {
    String another = "choose another folder with PADBRIDGE_JAVA_OPTS=-D" + FOLDER + "=...";
    return new Refusal(
        new Fault(
            "native libraries are not loaded: " + reason,
            help == null ? another : help + "; or " + another,
            List.of(),
            null));
  }

  /** The folder from the setting, the usual one, and a fallback where that is not writable. */
  private static List<Path> candidates() throws IOException {
    List<Path> candidates = new ArrayList<>();
    String asked = System.getProperty(FOLDER);
    if (asked != null) {
      candidates.add(Path.of(asked));
    }
    Path home = Path.of(System.getProperty("user.home"));
    if (home.isAbsolute()) {
      candidates.add(home.resolve(".javacpp").resolve("cache"));
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    candidates.add(temporary.resolve("padbridge-" + TrustedFolder.self().getName()));
    return candidates;
  }
}
