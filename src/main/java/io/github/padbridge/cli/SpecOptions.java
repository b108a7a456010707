package io.github.padbridge.cli;

import io.github.padbridge.cli.input.LayerInputs;
import io.github.padbridge.cli.output.Console;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers on the command line, with the arguments of their specs as options. */
final class SpecOptions {
  private final ArgumentOptions arguments;
  private List<String> inputs = List.of();

  SpecOptions(Options options) {
    options.parameters(
        value -> inputs = value,
        "LAYER|FILE|-",
        "A layer as it stands in the source, such as 'nn.Conv2d(3, 64, 7)' or 'keras.layers.Conv2D(64, 3)';",
        "an op (conv1d, conv_transpose2d, max_pool2d, tf.nn.conv2d, ...) described by the options below;",
        "a file holding a JSON spec, an array of them, or JSON lines; a directory of such files, or a pattern",
        "such as 'conv/**/*.jsonl'; a Python file (model.py), in which every layer call with literal",
        "arguments is a layer; or - for standard input, JSON or Python.");
    this.arguments = new ArgumentOptions(options, argument -> true);
  }

  /**
   * The layers that are given.
   *
   * @param output the output file, which must not be read; null if none
   */
  LayerInputs inputs(Console console, @Nullable String output) {
    return new LayerInputs(inputs, arguments.arguments(), output, console.in(), console.err());
  }
}
