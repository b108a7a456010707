package io.github.padbridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** {@code padbridge schema}: the JSON Schemas of what is read and written. */
final class SchemaCommand implements SubCommand {
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
  private final Options options;
  private Subject subject = Subject.SPEC;

  SchemaCommand(Console console) {
    this.console = console;
    this.options =
        new Options(
            "schema",
            this,
            "Prints the JSON Schema (draft 2020-12) of what Padbridge reads or writes.");
    options.parameter(
        Subject.class,
        value -> subject = value,
        "NAME",
        "1",
        "spec: files of layers; case: layers with their numbers; plan: what translate answers;",
        "report: what verify answers; scan, table, pad, matrix: what these answer.");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream in =
        SchemaCommand.class.getResourceAsStream("/schema/" + subject + ".schema.json")) {
      console.out().write(in.readAllBytes());
    }
    return ExitCode.OK;
  }
}
