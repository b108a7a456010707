package io.github.padbridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code padbridge schema}: the JSON Schemas of what is read and written. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = "Prints the JSON Schema (draft 2020-12) of what Padbridge reads or writes.")
final class SchemaCommand implements Callable<Integer> {
  /** What there is a schema of. */
  enum Subject {
    /** Files of layers. */
    SPEC,
    /** Files of layers with their numbers. */
    CASE,
    /** What {@code translate} answers. */
    PLAN,
    /** What {@code verify} answers. */
    REPORT,
    SCAN,
    TABLE,
    PAD,
    MATRIX;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;

  @Parameters(
      paramLabel = "NAME",
      description = {
        "spec: files of layers; case: layers with their numbers; plan: what translate answers;",
        "report: what verify answers; scan, table, pad, matrix: what these answer."
      })
  private Subject subject;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream in =
        SchemaCommand.class.getResourceAsStream("/schema/" + subject + ".schema.json")) {
      in.transferTo(console.out());
    }
    return ExitCode.OK;
  }
}
