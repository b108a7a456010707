package io.github.padbridge.cli;

import io.github.padbridge.cli.input.LayerInputs;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.spec.Argument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The layers on the command line, and the arguments of a spec as options. Options become JSON
 * values, so that one reader and one set of rules serve both.
 */
final class SpecOptions {
  private final Options options;

  /** The given values by argument name. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<String, Boolean> switches = new HashMap<>();

  /** The argument names in the order of their options. */
  private final List<String> names = new ArrayList<>();

  private final Set<String> lists = new HashSet<>();
  private List<String> inputs = List.of();

  SpecOptions(Options options) {
    this.options = options;
    options.parameters(
        value -> inputs = value,
        "LAYER|FILE|-",
        "A layer as it stands in the source, such as 'nn.Conv2d(3, 64, 7)' or 'keras.layers.Conv2D(64, 3)';",
        "an op (conv1d, conv_transpose2d, max_pool2d, tf.nn.conv2d, ...) described by the options below;",
        "a file holding a JSON spec, an array of them, or JSON lines; a directory of such files, or a pattern",
        "such as 'conv/**/*.jsonl'; or - for standard input.");
    text(
        Argument.FRAMEWORK,
        "NAME",
        "pytorch or tensorflow: whose layer it is; default by the op's name.");
    text(Argument.IN_CHANNELS, "N", "Channels of the input.");
    text(Argument.OUT_CHANNELS, "N", "Channels of the output.");
    text(Argument.KERNEL_SIZE, "N[,N...]", "One number, or one per spatial axis.");
    text(Argument.STRIDE, "N[,N...]", "Default 1.");
    text(Argument.PADDING, "N[,N...]|same|valid", "Default 0.");
    text(Argument.OUTPUT_PADDING, "N[,N...]", "Transposed only; default 0.");
    text(Argument.OUTPUT_SIZE, "N[,N...]", "In place of --output-padding.");
    text(Argument.DILATION, "N[,N...]", "Default 1.");
    text(Argument.GROUPS, "N", "Default 1.");
    text(Argument.PADDING_MODE, "MODE", "zeros, reflect, replicate or circular.");
    text(Argument.RUNTIME_PADDING, "SAME", "SAME padding at run time, as in timm's Conv2dSame.");
    text(Argument.DIVISOR_OVERRIDE, "N", "The divisor (PyTorch average pooling).");
    text(Argument.FILTERS, "N", "Output channels of a TensorFlow layer.");
    text(Argument.STRIDES, "N[,N...]", "The stride of a TensorFlow layer.");
    text(Argument.DILATIONS, "N[,N...]", "The dilation of a TensorFlow layer.");
    text(
        Argument.DEPTH_MULTIPLIER,
        "N",
        "Outputs of each channel of a depthwise convolution; default 1.");
    either(Argument.BIAS, "Default: a bias.");
    either(Argument.FLIP_KERNEL, "Flip the kernel first, as in the mathematical convolution.");
    either(Argument.CEIL_MODE, "Round the output size up (PyTorch pooling layers).");
    either(
        Argument.COUNT_INCLUDE_PAD,
        "Count padding in the divisor (PyTorch average pooling); default true.");
    list(
        Argument.INPUT_SHAPE,
        "N,C,...",
        "(N, C, spatial...) or unbatched (C, spatial...), TensorFlow's (N, spatial..., C);",
        "? for a size that is not known.");
    list(Argument.WEIGHT_SHAPE, "N,N,...", "In place of kernel size and channels.");
    list(Argument.OUTPUT_SHAPE, "N,...,C", "TensorFlow transposed convolutions.");
  }

  private void text(String argument, String paramLabel, String... description) {
    names.add(argument);
    options
        .option(String.class, new Kept<>(argument, texts), option(argument))
        .paramLabel(paramLabel)
        .description(description);
  }

  /** An argument that is a list even with a single element. */
  private void list(String argument, String paramLabel, String... description) {
    lists.add(argument);
    text(argument, paramLabel, description);
  }

  private void either(String argument, String description) {
    names.add(argument);
    options.eitherWay(new Kept<>(argument, switches), option(argument), description);
  }

  private static String option(String argument) {
    return "--" + argument.replace('_', '-');
  }

  /** Stores a value under a name. One class loads faster than a lambda for each option. */
  private record Kept<T>(String name, Map<String, T> values) implements Consumer<T> {
    @Override
    public void accept(T value) {
      values.put(name, value);
    }
  }

  /**
   * The layers that are given.
   *
   * @param output the output file, which must not be read; null if none
   */
  LayerInputs inputs(Console console, @Nullable String output) {
    return new LayerInputs(inputs, arguments(), output, console.in(), console.err());
  }

  /** The given arguments by name. */
  private Map<String, JsonValue> arguments() {
    Map<String, JsonValue> arguments = new LinkedHashMap<>();
    for (String name : names) {
      String text = texts.get(name);
      Boolean given = switches.get(name);
      if (text != null) {
        boolean isList = lists.contains(name) || text.matches(".*[,(\\[].*");
        arguments.put(name, isList ? list(text) : scalar(text));
      } else if (given != null) {
        arguments.put(name, new JsonBoolean(0, 0, given));
      }
    }
    return arguments;
  }

  /** {@code 2,258,249}, in brackets or not. */
  private static JsonValue list(String text) {
    String inside = text.strip().replaceAll("^\\((.*?),?\\)$|^\\[(.*)\\]$", "$1$2");
    List<JsonValue> items = new ArrayList<>();
    for (String item : inside.split(",", 0)) {
      items.add(scalar(item));
    }
    return new JsonArray(0, 0, items);
  }

  private static JsonValue scalar(String text) {
    String word = text.strip();
    if (word.matches("[+-]?[0-9]{1,1000}")) {
      BigInteger integer = new BigInteger(word);
      return new JsonNumber(
          0, 0, integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer);
    }
    return Set.of("?", "null", "None").contains(word)
        ? new JsonNull(0, 0)
        : new JsonString(0, 0, word);
  }
}
