package io.github.padbridge.cli;

import io.github.padbridge.cli.input.LayerInputs;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The layers on the command line, with the arguments of their specs as options. */
final class SpecOptions {
  private final Options options;
  private final ArgumentOptions arguments;
  private List<String> inputs = List.of();

  SpecOptions(Options options) {
    this(options, argument -> true);
  }

  /**
   * @param offered the arguments that have an option
   */
  SpecOptions(Options options, Predicate<Argument> offered) {
    options.parameters(
        value -> inputs = value,
        "LAYER|FILE",
        "A layer as in source code, such as 'nn.Conv2d(3, 64, 7)' or 'keras.layers.Conv2D(64, 3)'.",
        "Or an op, such as conv1d, max_pool2d or tf.nn.conv2d, with its arguments as options.",
        "Or a file of layers: JSON, JSON lines or Python (model.py), a folder of such files, a"
            + " pattern such as 'conv/**/*.jsonl', or - for standard input.");
    this.options = options;
    this.arguments = new ArgumentOptions(options, offered);
  }

  /**
   * The layers that are given.
   *
   * @param output the output file, which must not be read; null if none
   */
  LayerInputs inputs(Console console, @Nullable String output) {
    return inputs(console, Map.of(), output);
  }

  /**
   * The layers that are given, with tensors of files.
   *
   * @param tensors for the only layer; none where the layers bring their own
   * @param output the output file, which must not be read; null if none
   */
  LayerInputs inputs(Console console, Map<String, Tensor> tensors, @Nullable String output) {
    return new LayerInputs(
        options.name(),
        inputs,
        arguments.arguments(),
        tensors,
        output,
        console.in(),
        console.err());
  }
}
