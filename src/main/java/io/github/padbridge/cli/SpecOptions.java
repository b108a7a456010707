package io.github.padbridge.cli;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.spec.Argument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A spec's arguments as options. They become the JSON values they stand for, so that one reader and
 * one set of rules serves both.
 */
final class SpecOptions {
  private @Nullable String inChannels;
  private @Nullable String outChannels;
  private @Nullable String kernelSize;
  private @Nullable String stride;
  private @Nullable String padding;
  private @Nullable String outputPadding;
  private @Nullable String outputSize;
  private @Nullable String dilation;
  private @Nullable String framework;
  private @Nullable String groups;
  private @Nullable Boolean bias;
  private @Nullable String paddingMode;
  private @Nullable String runtimePadding;
  private @Nullable Boolean flipKernel;
  private @Nullable String inputShape;
  private @Nullable Boolean ceilMode;
  private @Nullable Boolean countIncludePad;
  private @Nullable String divisorOverride;
  private @Nullable String filters;
  private @Nullable String strides;
  private @Nullable String dilations;
  private @Nullable String depthMultiplier;
  private @Nullable String weightShape;
  private @Nullable String outputShape;

  SpecOptions(Options options) {
    options
        .option(String.class, value -> inChannels = value, "--in-channels")
        .paramLabel("N")
        .description("Channels of the input.");
    options
        .option(String.class, value -> outChannels = value, "--out-channels")
        .paramLabel("N")
        .description("Channels of the output.");
    options
        .option(String.class, value -> kernelSize = value, "--kernel-size")
        .paramLabel("N[,N...]")
        .description("One number, or one per spatial axis.");
    options
        .option(String.class, value -> stride = value, "--stride")
        .paramLabel("N[,N...]")
        .description("Default 1.");
    options
        .option(String.class, value -> padding = value, "--padding")
        .paramLabel("N[,N...]|same|valid")
        .description("Default 0.");
    options
        .option(String.class, value -> outputPadding = value, "--output-padding")
        .paramLabel("N[,N...]")
        .description("Transposed only; default 0.");
    options
        .option(String.class, value -> outputSize = value, "--output-size")
        .paramLabel("N[,N...]")
        .description("In place of --output-padding.");
    options
        .option(String.class, value -> dilation = value, "--dilation")
        .paramLabel("N[,N...]")
        .description("Default 1.");
    options
        .option(String.class, value -> framework = value, "--framework")
        .paramLabel("NAME")
        .description("pytorch or tensorflow: whose layer it is; default by the op's name.");
    options
        .option(String.class, value -> groups = value, "--groups")
        .paramLabel("N")
        .description("Default 1.");
    options.eitherWay(value -> bias = value, "--bias").description("Default: a bias.");
    options
        .option(String.class, value -> paddingMode = value, "--padding-mode")
        .paramLabel("MODE")
        .description("zeros, reflect, replicate or circular.");
    options
        .option(String.class, value -> runtimePadding = value, "--runtime-padding")
        .paramLabel("SAME")
        .description("What the layer pads when it runs, as timm's Conv2dSame does.");
    options
        .eitherWay(value -> flipKernel = value, "--flip-kernel")
        .description("The convolution of mathematics: the kernel is flipped first.");
    options
        .option(String.class, value -> inputShape = value, "--input-shape")
        .paramLabel("N,C,...")
        .description(
            "(N, C, spatial...) or unbatched (C, spatial...), TensorFlow's (N, spatial..., C);",
            "? for a size that is not known.");
    options
        .eitherWay(value -> ceilMode = value, "--ceil-mode")
        .description("Poolings of PyTorch's.");
    options
        .eitherWay(value -> countIncludePad = value, "--count-include-pad")
        .description("Averages of PyTorch's; default true.");
    options
        .option(String.class, value -> divisorOverride = value, "--divisor-override")
        .paramLabel("N")
        .description("Averages of PyTorch's.");
    options
        .option(String.class, value -> filters = value, "--filters")
        .paramLabel("N")
        .description("TensorFlow's output channels.");
    options
        .option(String.class, value -> strides = value, "--strides")
        .paramLabel("N[,N...]")
        .description("TensorFlow's.");
    options
        .option(String.class, value -> dilations = value, "--dilations")
        .paramLabel("N[,N...]")
        .description("TensorFlow's.");
    options
        .option(String.class, value -> depthMultiplier = value, "--depth-multiplier")
        .paramLabel("N")
        .description("TensorFlow's depthwise_conv2d.");
    options
        .option(String.class, value -> weightShape = value, "--weight-shape")
        .paramLabel("N,N,...")
        .description("In place of kernel size and channels.");
    options
        .option(String.class, value -> outputShape = value, "--output-shape")
        .paramLabel("N,...,C")
        .description("TensorFlow's transposed convolutions.");
  }

  /** The arguments that were given, by their names in a spec. */
  Map<String, JsonValue> arguments() {
    Map<String, JsonValue> arguments = new LinkedHashMap<>();
    put(arguments, Argument.FRAMEWORK, framework);
    put(arguments, Argument.IN_CHANNELS, inChannels);
    put(arguments, Argument.OUT_CHANNELS, outChannels);
    put(arguments, Argument.KERNEL_SIZE, kernelSize);
    put(arguments, Argument.STRIDE, stride);
    put(arguments, Argument.PADDING, padding);
    put(arguments, Argument.OUTPUT_PADDING, outputPadding);
    put(arguments, Argument.OUTPUT_SIZE, outputSize);
    put(arguments, Argument.DILATION, dilation);
    put(arguments, Argument.GROUPS, groups);
    put(arguments, Argument.PADDING_MODE, paddingMode);
    put(arguments, Argument.RUNTIME_PADDING, runtimePadding);
    put(arguments, Argument.DIVISOR_OVERRIDE, divisorOverride);
    put(arguments, Argument.FILTERS, filters);
    put(arguments, Argument.STRIDES, strides);
    put(arguments, Argument.DILATIONS, dilations);
    put(arguments, Argument.DEPTH_MULTIPLIER, depthMultiplier);
    put(arguments, Argument.BIAS, bias);
    put(arguments, Argument.FLIP_KERNEL, flipKernel);
    put(arguments, Argument.CEIL_MODE, ceilMode);
    put(arguments, Argument.COUNT_INCLUDE_PAD, countIncludePad);
    if (inputShape != null) {
      arguments.put(Argument.INPUT_SHAPE, list(inputShape));
    }
    if (weightShape != null) {
      arguments.put(Argument.WEIGHT_SHAPE, list(weightShape));
    }
    if (outputShape != null) {
      arguments.put(Argument.OUTPUT_SHAPE, list(outputShape));
    }
    return arguments;
  }

  private static void put(Map<String, JsonValue> arguments, String name, @Nullable String text) {
    if (text != null) {
      arguments.put(name, text.matches(".*[,(\\[].*") ? list(text) : scalar(text));
    }
  }

  private static void put(Map<String, JsonValue> arguments, String name, @Nullable Boolean given) {
    if (given != null) {
      arguments.put(name, new JsonBoolean(0, 0, given));
    }
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
