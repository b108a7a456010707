package io.github.padbridge.cli;

import io.github.padbridge.cli.help.Topic;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.shell.ManPage;
import io.github.padbridge.cli.shell.Shell;
import io.github.padbridge.cli.shell.TopicPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * Creates the folder {@code share} of the distribution: man pages and completion scripts. Run by
 * the build.
 */
final class ShareFolder {
  private ShareFolder() {}

  /**
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<String, String> text : files().entrySet()) {
      Path file = Path.of(arguments[0]).resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  /** The text of every file by its path in the folder. */
  static SortedMap<String, String> files() {
    CommandLine all =
        Main.commandLine(
            new Console(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err));
    SortedMap<String, String> files = new TreeMap<>();
    addPage(files, all);
    all.getSubcommands().values().forEach(command -> addPage(files, command));
    for (Topic topic : Topic.values()) {
      files.put(
          "man/man7/" + TopicPage.name(topic.id()) + ".7",
          TopicPage.of(topic.id(), topic.title(), version(all), HelpTables.blocks(topic)));
    }
    for (Shell shell : Shell.values()) {
      files.put(shell.sharedFile(), shell.script(all));
    }
    return files;
  }

  private static String version(CommandLine all) {
    return all.getCommandSpec().version()[0];
  }

  private static void addPage(Map<String, String> files, CommandLine command) {
    String name = ManPage.name(command.getCommandSpec());
    files.put("man/man1/" + name + ".1", ManPage.of(command.getCommandSpec(), ExitCode.meanings()));
  }
}
