package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.render.SchemaJson;
import java.io.IOException;
import java.util.Locale;

/** {@code padbridge schema}: the JSON Schemas of inputs and outputs. */
final class SchemaCommand extends SubCommand {
  enum Subject {
    /** Files of layers. */
    SPEC,
    /** Files of layers with tensors. */
    CASE,
    /** Output of {@code translate}. */
    PLAN,
    /** Output of {@code verify}. */
    REPORT,
    SCAN,
    TABLE,
    PAD,
    MATRIX,
    COMPARISON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Subject subject = Subject.SPEC;

  SchemaCommand(Console console) {
    super(
        console,
        "schema",
        "Prints the JSON Schema (draft 2020-12) of what Padbridge reads or writes.");
    options.parameter(
        Subject.class,
        value -> subject = value,
        "NAME",
        "1",
        "spec: files of layers; case: layers with their numbers; plan: what translate answers;",
        "report: what verify answers; scan, table, pad, matrix: what these answer; comparison: what compare answers.");
  }

  @Override
  public Integer call() throws IOException {
    console.out().write(SchemaJson.of(subject.toString()));
    return ExitCode.OK;
  }
}
