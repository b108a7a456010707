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
import picocli.CommandLine.Option;

/**
 * A spec's arguments as options. They become the JSON values they stand for, so that one reader and
 * one set of rules serves both.
 */
final class SpecOptions {
  @Option(names = "--in-channels", paramLabel = "N", description = "Channels of the input.")
  private String inChannels;

  @Option(names = "--out-channels", paramLabel = "N", description = "Channels of the output.")
  private String outChannels;

  @Option(
      names = "--kernel-size",
      paramLabel = "N[,N...]",
      description = "One number, or one per spatial axis.")
  private String kernelSize;

  @Option(names = "--stride", paramLabel = "N[,N...]", description = "Default 1.")
  private String stride;

  @Option(names = "--padding", paramLabel = "N[,N...]|same|valid", description = "Default 0.")
  private String padding;

  @Option(
      names = "--output-padding",
      paramLabel = "N[,N...]",
      description = "Transposed only; default 0.")
  private String outputPadding;

  @Option(
      names = "--output-size",
      paramLabel = "N[,N...]",
      description = "In place of --output-padding.")
  private String outputSize;

  @Option(names = "--dilation", paramLabel = "N[,N...]", description = "Default 1.")
  private String dilation;

  @Option(
      names = "--framework",
      paramLabel = "NAME",
      description = "pytorch or tensorflow: whose layer it is; default by the op's name.")
  private String framework;

  @Option(names = "--groups", paramLabel = "N", description = "Default 1.")
  private String groups;

  @Option(
      names = "--bias",
      negatable = true,
      defaultValue = Option.NULL_VALUE,
      fallbackValue = "true",
      description = "Default: a bias.")
  private Boolean bias;

  @Option(
      names = "--padding-mode",
      paramLabel = "MODE",
      description = "zeros, reflect, replicate or circular.")
  private String paddingMode;

  @Option(
      names = "--runtime-padding",
      paramLabel = "SAME",
      description = "What the layer pads when it runs, as timm's Conv2dSame does.")
  private String runtimePadding;

  @Option(
      names = "--flip-kernel",
      negatable = true,
      defaultValue = Option.NULL_VALUE,
      fallbackValue = "true",
      description = "The convolution of mathematics: the kernel is flipped first.")
  private Boolean flipKernel;

  @Option(
      names = "--input-shape",
      paramLabel = "N,C,...",
      description = {
        "(N, C, spatial...) or unbatched (C, spatial...), TensorFlow's (N, spatial..., C);",
        "? for a size that is not known."
      })
  private String inputShape;

  @Option(
      names = "--ceil-mode",
      negatable = true,
      defaultValue = Option.NULL_VALUE,
      fallbackValue = "true",
      description = "Poolings of PyTorch's.")
  private Boolean ceilMode;

  @Option(
      names = "--count-include-pad",
      negatable = true,
      defaultValue = Option.NULL_VALUE,
      fallbackValue = "true",
      description = "Averages of PyTorch's; default true.")
  private Boolean countIncludePad;

  @Option(names = "--divisor-override", paramLabel = "N", description = "Averages of PyTorch's.")
  private String divisorOverride;

  @Option(names = "--filters", paramLabel = "N", description = "TensorFlow's output channels.")
  private String filters;

  @Option(names = "--strides", paramLabel = "N[,N...]", description = "TensorFlow's.")
  private String strides;

  @Option(names = "--dilations", paramLabel = "N[,N...]", description = "TensorFlow's.")
  private String dilations;

  @Option(
      names = "--depth-multiplier",
      paramLabel = "N",
      description = "TensorFlow's depthwise_conv2d.")
  private String depthMultiplier;

  @Option(
      names = "--weight-shape",
      paramLabel = "N,N,...",
      description = "In place of kernel size and channels.")
  private String weightShape;

  @Option(
      names = "--output-shape",
      paramLabel = "N,...,C",
      description = "TensorFlow's transposed convolutions.")
  private String outputShape;

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

  private static void put(Map<String, JsonValue> arguments, String name, String text) {
    if (text != null) {
      arguments.put(name, text.matches(".*[,(\\[].*") ? list(text) : scalar(text));
    }
  }

  private static void put(Map<String, JsonValue> arguments, String name, Boolean given) {
    if (given != null) {
      arguments.put(name, new JsonBoolean(0, 0, given));
    }
  }

  /** {@code 2,258,249}, in brackets or not. */
  private static JsonValue list(String text) {
    String inside = text.strip().replaceAll("^\\((.*?),?\\)$|^\\[(.*)\\]$", "$1$2");
    List<JsonValue> items = new ArrayList<>();
    for (String item : inside.split(",")) {
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
