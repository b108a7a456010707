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
    COMPARISON,
    DIAGNOSIS,
    WEIGHTS;

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
        "Prints the JSON Schema of an input or an answer.",
        "Schemas are of draft 2020-12.");
    options.parameter(
        Subject.class,
        value -> subject = value,
        "NAME",
        "1",
        "Inputs: spec (layers), case (layers with their numbers).",
        "Answers: plan (translate), report (verify), comparison (compare), diagnosis (diagnose), scan,"
            + " weights, table, pad, matrix.");
    options.examples(
        "padbridge schema spec", "padbridge schema comparison", "padbridge schema report");
  }

  @Override
  public Integer call() throws IOException {
    console.out().write(SchemaJson.of(subject.toString()));
    return ExitCode.OK;
  }
}
