package io.github.padbridge.layer;

import static io.github.padbridge.layer.ArgumentType.AUTO_PADDING;
import static io.github.padbridge.layer.ArgumentType.BEGINS_AND_ENDS;
import static io.github.padbridge.layer.ArgumentType.BOOLEAN;
import static io.github.padbridge.layer.ArgumentType.CHANNELS;
import static io.github.padbridge.layer.ArgumentType.CONVOLUTION_OP;
import static io.github.padbridge.layer.ArgumentType.DIMENSION_NUMBERS;
import static io.github.padbridge.layer.ArgumentType.JAX_CONVOLUTION_OP;
import static io.github.padbridge.layer.ArgumentType.JAX_NAME;
import static io.github.padbridge.layer.ArgumentType.JAX_PADDING;
import static io.github.padbridge.layer.ArgumentType.JAX_POOLING_OP;
import static io.github.padbridge.layer.ArgumentType.MODE;
import static io.github.padbridge.layer.ArgumentType.ONNX_NAME;
import static io.github.padbridge.layer.ArgumentType.ONNX_OP;
import static io.github.padbridge.layer.ArgumentType.OPTIONAL_INTEGER;
import static io.github.padbridge.layer.ArgumentType.OPTIONAL_OVER_AXES;
import static io.github.padbridge.layer.ArgumentType.OPTIONAL_PER_AXIS;
import static io.github.padbridge.layer.ArgumentType.OPTIONAL_SHAPE;
import static io.github.padbridge.layer.ArgumentType.OPTIONAL_WORD;
import static io.github.padbridge.layer.ArgumentType.OUTPUT_SIZES;
import static io.github.padbridge.layer.ArgumentType.OVER_AXES;
import static io.github.padbridge.layer.ArgumentType.PER_AXIS;
import static io.github.padbridge.layer.ArgumentType.POOLING_OP;
import static io.github.padbridge.layer.ArgumentType.POOLING_STRIDE;
import static io.github.padbridge.layer.ArgumentType.POSITIVE_INTEGER;
import static io.github.padbridge.layer.ArgumentType.POSITIVE_LIST;
import static io.github.padbridge.layer.ArgumentType.POSITIVE_PER_AXIS;
import static io.github.padbridge.layer.ArgumentType.PYTORCH_NAME;
import static io.github.padbridge.layer.ArgumentType.SAME;
import static io.github.padbridge.layer.ArgumentType.SAME_OR_PAIRS;
import static io.github.padbridge.layer.ArgumentType.TENSORFLOW_NAME;
import static io.github.padbridge.layer.ArgumentType.TENSORFLOW_OP;
import static io.github.padbridge.layer.ArgumentType.TENSORFLOW_PADDING;
import static io.github.padbridge.layer.ArgumentType.TORCH_PADDING;
import static io.github.padbridge.layer.ArgumentType.ZERO_OR_ONE;
import static io.github.padbridge.layer.LayerFamily.CONVOLUTION;
import static io.github.padbridge.layer.LayerFamily.JAX_CONVOLUTION;
import static io.github.padbridge.layer.LayerFamily.JAX_POOLING;
import static io.github.padbridge.layer.LayerFamily.ONNX;
import static io.github.padbridge.layer.LayerFamily.POOLING;
import static io.github.padbridge.layer.LayerFamily.TENSORFLOW;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a spec. Options, known keys, defaults and JSON Schemas are generated from {@link
 * #TABLE}.
 *
 * @param name in the spelling of its framework
 * @param placeholder stands for its value in the help of its option; empty for a switch, null if
 *     there is no option
 * @param description one sentence, without the default and the full stop
 * @param byDefault an Integer, a Boolean or a String; null if there is no default, or several
 * @param types of its values, by layer family
 */
public record Argument(
    String name,
    @Nullable String placeholder,
    String description,
    @Nullable Object byDefault,
    Map<LayerFamily, ArgumentType> types) {
  public static final String FRAMEWORK = "framework";
  public static final String OP = "op";
  public static final String IN_CHANNELS = "in_channels";
  public static final String OUT_CHANNELS = "out_channels";
  public static final String FILTERS = "filters";
  public static final String DEPTH_MULTIPLIER = "depth_multiplier";
  public static final String KERNEL_SIZE = "kernel_size";
  public static final String STRIDE = "stride";
  public static final String STRIDES = "strides";
  public static final String PADDING = "padding";
  public static final String OUTPUT_PADDING = "output_padding";
  public static final String OUTPUT_SIZE = "output_size";
  public static final String DILATION = "dilation";
  public static final String DILATIONS = "dilations";
  public static final String GROUPS = "groups";
  public static final String BIAS = "bias";
  public static final String KERNEL_SHAPE = "kernel_shape";
  public static final String PADS = "pads";
  public static final String AUTO_PAD = "auto_pad";
  public static final String GROUP = "group";
  public static final String STORAGE_ORDER = "storage_order";
  public static final String PADDING_MODE = "padding_mode";
  public static final String CEIL_MODE = "ceil_mode";
  public static final String COUNT_INCLUDE_PAD = "count_include_pad";
  public static final String DIVISOR_OVERRIDE = "divisor_override";

  /** Not an argument in PyTorch: the padding that a subclass of a convolution adds at run time. */
  public static final String RUNTIME_PADDING = "runtime_padding";

  public static final String WINDOW_SHAPE = "window_shape";
  public static final String WINDOW_STRIDES = "window_strides";
  public static final String LHS_DILATION = "lhs_dilation";
  public static final String RHS_DILATION = "rhs_dilation";
  public static final String WINDOW_DILATION = "window_dilation";
  public static final String FEATURE_GROUP_COUNT = "feature_group_count";
  public static final String BATCH_GROUP_COUNT = "batch_group_count";
  public static final String DIMENSIONS = "dimension_numbers";

  /** Not an argument of a function of JAX: whether the kernel is read in reverse. */
  public static final String WINDOW_REVERSAL = "window_reversal";

  public static final String FLIP_KERNEL = "flip_kernel";
  public static final String DATA_FORMAT = "data_format";
  public static final String INPUT_SHAPE = "input_shape";
  public static final String OUTPUT_SHAPE = "output_shape";
  public static final String WEIGHT_SHAPE = "weight_shape";

  /** Not an argument of the layer: the output shape that the record expects. */
  public static final String EXPECTED_OUTPUT_SHAPE = "expected_output_shape";

  /** All arguments in output order. */
  public static final List<Argument> TABLE =
      List.of(
          argument(
                  FRAMEWORK,
                  "NAME",
                  "Framework of the layer, pytorch, tensorflow, onnx or jax; by default the one that the"
                      + " name of the op belongs to")
              .in(CONVOLUTION, PYTORCH_NAME)
              .in(POOLING, PYTORCH_NAME)
              .in(TENSORFLOW, TENSORFLOW_NAME)
              .in(ONNX, ONNX_NAME)
              .in(JAX_CONVOLUTION, JAX_NAME)
              .in(JAX_POOLING, JAX_NAME),
          argument(OP, null, "Name of the function or class")
              .in(CONVOLUTION, CONVOLUTION_OP)
              .in(POOLING, POOLING_OP)
              .in(TENSORFLOW, TENSORFLOW_OP)
              .in(ONNX, ONNX_OP)
              .in(JAX_CONVOLUTION, JAX_CONVOLUTION_OP)
              .in(JAX_POOLING, JAX_POOLING_OP),
          argument(IN_CHANNELS, "N", "Number of input channels")
              .in(CONVOLUTION, CHANNELS)
              .in(TENSORFLOW, CHANNELS)
              .in(ONNX, CHANNELS)
              .in(JAX_CONVOLUTION, CHANNELS),
          argument(OUT_CHANNELS, "N", "Number of output channels of a PyTorch convolution")
              .in(CONVOLUTION, CHANNELS)
              .in(ONNX, CHANNELS)
              .in(JAX_CONVOLUTION, CHANNELS),
          argument(FILTERS, "N", "Number of output channels of a TensorFlow or Keras convolution")
              .in(TENSORFLOW, CHANNELS),
          argument(
                  DEPTH_MULTIPLIER,
                  "N",
                  "Number of output channels for each input channel of a depthwise convolution",
                  1)
              .in(TENSORFLOW, POSITIVE_INTEGER),
          argument(
                  KERNEL_SIZE,
                  "N[,N...]",
                  "Size of the kernel of a convolution, or of the window of a pooling layer")
              .in(CONVOLUTION, POSITIVE_PER_AXIS)
              .in(POOLING, POSITIVE_PER_AXIS)
              .in(TENSORFLOW, OVER_AXES)
              .in(JAX_CONVOLUTION, POSITIVE_PER_AXIS),
          argument(KERNEL_SHAPE, null, "Size of the window of an ONNX node")
              .in(ONNX, POSITIVE_LIST),
          argument(WINDOW_SHAPE, null, "Size of the window of a JAX pooling")
              .in(JAX_POOLING, POSITIVE_PER_AXIS),
          argument(WINDOW_STRIDES, null, "Step from one window to the next in a JAX convolution", 1)
              .in(JAX_CONVOLUTION, POSITIVE_PER_AXIS),
          argument(
                  STRIDE,
                  "N[,N...]",
                  "Step from one window to the next in a PyTorch layer; pooling layers step by the kernel"
                      + " size by default",
                  1)
              .in(CONVOLUTION, POSITIVE_PER_AXIS)
              .in(POOLING, POOLING_STRIDE),
          argument(
                  STRIDES,
                  "N[,N...]",
                  "Step from one window to the next in a TensorFlow or Keras layer",
                  1)
              .in(TENSORFLOW, OVER_AXES)
              .in(ONNX, POSITIVE_LIST)
              .in(JAX_POOLING, POSITIVE_PER_AXIS),
          argument(
                  PADDING,
                  "N[,N...]|same|valid",
                  "Padding on both sides of each axis, or same or valid",
                  0)
              .in(CONVOLUTION, TORCH_PADDING)
              .in(POOLING, PER_AXIS)
              .in(TENSORFLOW, TENSORFLOW_PADDING)
              .in(JAX_CONVOLUTION, JAX_PADDING)
              .in(JAX_POOLING, JAX_PADDING),
          argument(PADS, null, "Padding of an ONNX node: all begins, then all ends")
              .in(ONNX, BEGINS_AND_ENDS),
          argument(AUTO_PAD, null, "Padding rule of an ONNX node", "NOTSET").in(ONNX, AUTO_PADDING),
          argument(
                  OUTPUT_PADDING,
                  "N[,N...]",
                  "Size to add at the end of the output of a transposed convolution",
                  0)
              .in(CONVOLUTION, PER_AXIS)
              .in(TENSORFLOW, OPTIONAL_PER_AXIS)
              .in(ONNX, PER_AXIS),
          argument(
                  OUTPUT_SIZE,
                  "N[,N...]",
                  "Output size of a PyTorch transposed convolution, in place of its output padding")
              .in(CONVOLUTION, OUTPUT_SIZES),
          argument(
                  DILATION,
                  "N[,N...]",
                  "Step between the elements of a window in a PyTorch layer",
                  1)
              .in(CONVOLUTION, POSITIVE_PER_AXIS)
              .in(POOLING, POSITIVE_PER_AXIS),
          argument(
                  DILATIONS,
                  "N[,N...]",
                  "Step between the elements of a window in a TensorFlow or Keras layer",
                  1)
              .in(TENSORFLOW, OPTIONAL_OVER_AXES)
              .in(ONNX, POSITIVE_LIST),
          argument(
                  LHS_DILATION,
                  null,
                  "Step between the input elements of a JAX convolution, with zeros in between",
                  1)
              .in(JAX_CONVOLUTION, POSITIVE_PER_AXIS),
          argument(
                  RHS_DILATION,
                  null,
                  "Step between the elements of the kernel of a JAX convolution",
                  1)
              .in(JAX_CONVOLUTION, POSITIVE_PER_AXIS),
          argument(
                  WINDOW_DILATION,
                  null,
                  "Step between the elements of the window of a JAX pooling",
                  1)
              .in(JAX_POOLING, POSITIVE_PER_AXIS),
          argument(GROUPS, "N", "Number of groups of channels, each convolved by itself", 1)
              .in(CONVOLUTION, POSITIVE_INTEGER)
              .in(TENSORFLOW, POSITIVE_INTEGER),
          argument(GROUP, null, "Number of groups of channels of an ONNX convolution", 1)
              .in(ONNX, POSITIVE_INTEGER),
          argument(
                  FEATURE_GROUP_COUNT, null, "Number of groups of channels of a JAX convolution", 1)
              .in(JAX_CONVOLUTION, POSITIVE_INTEGER),
          argument(BATCH_GROUP_COUNT, null, "Number of groups of samples of a JAX convolution", 1)
              .in(JAX_CONVOLUTION, POSITIVE_INTEGER),
          argument(
                  BIAS, "", "Add a bias to each output channel; PyTorch convolutions do by default")
              .in(CONVOLUTION, BOOLEAN)
              .in(TENSORFLOW, BOOLEAN)
              .in(ONNX, BOOLEAN)
              .in(JAX_CONVOLUTION, BOOLEAN),
          argument(
                  PADDING_MODE,
                  "MODE",
                  "Content of the padding: zeros, reflect, replicate or circular",
                  "zeros")
              .in(CONVOLUTION, MODE)
              .in(JAX_CONVOLUTION, MODE),
          argument(CEIL_MODE, "", "Round the output size up in PyTorch pooling layers", false)
              .in(POOLING, BOOLEAN)
              .in(ONNX, ZERO_OR_ONE),
          argument(
                  COUNT_INCLUDE_PAD,
                  "",
                  "Count the padding in averages (PyTorch average pooling)",
                  true)
              .in(POOLING, BOOLEAN)
              .in(ONNX, ZERO_OR_ONE)
              .in(JAX_POOLING, BOOLEAN),
          argument(STORAGE_ORDER, null, "Order of the indices of an ONNX MaxPool; has no effect", 0)
              .in(ONNX, ZERO_OR_ONE),
          argument(
                  DIVISOR_OVERRIDE,
                  "N",
                  "Divisor of averages, in place of the window size (PyTorch average pooling)")
              .in(POOLING, OPTIONAL_INTEGER),
          argument(
                  RUNTIME_PADDING,
                  "SAME",
                  "Padding that depends on the input size, as in the layer Conv2dSame of timm")
              .in(CONVOLUTION, SAME_OR_PAIRS)
              .in(POOLING, SAME),
          argument(
                  FLIP_KERNEL,
                  "",
                  "Flip the kernel first, as the convolution of mathematics does",
                  false)
              .in(CONVOLUTION, BOOLEAN)
              .in(TENSORFLOW, BOOLEAN)
              .in(ONNX, BOOLEAN),
          argument(DATA_FORMAT, null, "Order of the axes, such as NHWC or channels_first")
              .in(TENSORFLOW, OPTIONAL_WORD),
          argument(
                  DIMENSIONS,
                  null,
                  "Order of the axes of input, weight and output of a JAX layer, such as"
                      + " [\"NHWC\", \"HWIO\", \"NHWC\"]")
              .in(JAX_CONVOLUTION, DIMENSION_NUMBERS)
              .in(JAX_POOLING, DIMENSION_NUMBERS),
          argument(
                  WINDOW_REVERSAL,
                  null,
                  "Read the kernel of a JAX convolution in reverse, as transpose_kernel does",
                  false)
              .in(JAX_CONVOLUTION, BOOLEAN),
          argument(
                  INPUT_SHAPE,
                  "N,C,..",
                  "Input shape: (N, C, spatial...) or unbatched (C, spatial...) in PyTorch,"
                      + " (N, spatial..., C) in TensorFlow; ? for an unknown size")
              .in(CONVOLUTION, OPTIONAL_SHAPE)
              .in(POOLING, OPTIONAL_SHAPE)
              .in(TENSORFLOW, OPTIONAL_SHAPE)
              .in(ONNX, OPTIONAL_SHAPE)
              .in(JAX_CONVOLUTION, OPTIONAL_SHAPE)
              .in(JAX_POOLING, OPTIONAL_SHAPE),
          argument(OUTPUT_SHAPE, "N,...,C", "Output shape of a TensorFlow transposed convolution")
              .in(TENSORFLOW, OPTIONAL_SHAPE)
              .in(ONNX, OPTIONAL_SHAPE),
          argument(
                  WEIGHT_SHAPE,
                  "N,N,..",
                  "Shape of the weight, in place of the kernel size and the channels")
              .in(CONVOLUTION, OPTIONAL_SHAPE)
              .in(TENSORFLOW, OPTIONAL_SHAPE)
              .in(ONNX, OPTIONAL_SHAPE)
              .in(JAX_CONVOLUTION, OPTIONAL_SHAPE));

  private static final Map<String, Argument> NAMED = new HashMap<>();
  private static final Map<LayerFamily, Set<String>> NAMES = new EnumMap<>(LayerFamily.class);

  static {
    for (Argument argument : TABLE) {
      NAMED.put(argument.name, argument);
      for (LayerFamily family : argument.types.keySet()) {
        NAMES.computeIfAbsent(family, f -> new LinkedHashSet<>()).add(argument.name);
      }
    }
  }

  private static Argument argument(String name, @Nullable String placeholder, String description) {
    return argument(name, placeholder, description, null);
  }

  private static Argument argument(
      String name, @Nullable String placeholder, String description, @Nullable Object byDefault) {
    return new Argument(
        name, placeholder, description, byDefault, new EnumMap<>(LayerFamily.class));
  }

  /** For the creation of the table. */
  private Argument in(LayerFamily family, ArgumentType type) {
    types.put(family, type);
    return this;
  }

  /** The names of all arguments. */
  public static Set<String> names() {
    return NAMED.keySet();
  }

  /** The names of the arguments of a layer family, in order. */
  public static Set<String> names(LayerFamily family) {
    return Objects.requireNonNull(NAMES.get(family));
  }

  private static Argument named(String name) {
    return Objects.requireNonNull(NAMED.get(name), name);
  }

  /** The number to use for a missing or invalid argument: its default, otherwise 1. */
  public static int defaultNumber(String name) {
    return named(name).byDefault instanceof Integer number ? number : 1;
  }

  public static boolean defaultSwitch(String name) {
    return named(name).byDefault instanceof Boolean on && on;
  }

  /** Whether null means the same as leaving the argument out. */
  public static boolean isNullAbsent(String name) {
    Argument argument = NAMED.get(name);
    return argument != null
        && argument.types.values().stream().anyMatch(ArgumentType::isNullAbsent);
  }

  /** Whether a number in it may be unknown: sizes of a shape, and channels. */
  public static boolean mayBeUnknown(String name) {
    Argument argument = NAMED.get(name);
    return name.equals(EXPECTED_OUTPUT_SHAPE)
        || (argument != null
            && (argument.holds(ArgumentType.OPTIONAL_SHAPE)
                || argument.holds(ArgumentType.CHANNELS)));
  }

  /** What an option of numbers takes, with an example. */
  public static String numbersExample(String name) {
    Argument argument = named(name);
    if (argument.holds(ArgumentType.OPTIONAL_SHAPE)) {
      return "sizes such as 1,3,32,32";
    }
    boolean isList = argument.placeholder != null && argument.placeholder.contains(",");
    return isList ? "integers such as 3 or 3,5" : "an integer";
  }

  /** The description with the default. */
  public String sentence() {
    boolean hasDefault = byDefault != null && !byDefault.equals(false);
    return description + (hasDefault ? ". Default: " + byDefault + "." : ".");
  }

  public boolean holds(ArgumentType type) {
    return types.containsValue(type);
  }
}
