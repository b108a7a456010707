package io.github.padbridge.spec;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a spec's arguments, as their framework spells them and in the order Padbridge writes
 * them.
 */
public final class Argument {
  public static final String FRAMEWORK = "framework";
  public static final String OP = "op";
  public static final String IN_CHANNELS = "in_channels";
  public static final String OUT_CHANNELS = "out_channels";
  public static final String KERNEL_SIZE = "kernel_size";
  public static final String STRIDE = "stride";
  public static final String PADDING = "padding";
  public static final String OUTPUT_PADDING = "output_padding";
  public static final String OUTPUT_SIZE = "output_size";
  public static final String DILATION = "dilation";
  public static final String GROUPS = "groups";
  public static final String BIAS = "bias";
  public static final String PADDING_MODE = "padding_mode";
  public static final String FLIP_KERNEL = "flip_kernel";

  /** Not PyTorch's: what a class built on its convolution pads when it runs. */
  public static final String RUNTIME_PADDING = "runtime_padding";

  public static final String INPUT_SHAPE = "input_shape";

  public static final String CEIL_MODE = "ceil_mode";
  public static final String COUNT_INCLUDE_PAD = "count_include_pad";
  public static final String DIVISOR_OVERRIDE = "divisor_override";

  public static final String FILTERS = "filters";
  public static final String STRIDES = "strides";
  public static final String DILATIONS = "dilations";
  public static final String DEPTH_MULTIPLIER = "depth_multiplier";
  public static final String DATA_FORMAT = "data_format";
  public static final String OUTPUT_SHAPE = "output_shape";

  /** Not an argument of the layer: what whoever wrote the record expects of it. */
  public static final String EXPECTED_OUTPUT_SHAPE = "expected_output_shape";

  /** In place of what it tells: kernel_size and channels. */
  public static final String WEIGHT_SHAPE = "weight_shape";

  /** PyTorch's convolutions. */
  public static final Set<String> OF_CONVOLUTIONS =
      inOrder(
          FRAMEWORK,
          OP,
          IN_CHANNELS,
          OUT_CHANNELS,
          KERNEL_SIZE,
          STRIDE,
          PADDING,
          OUTPUT_PADDING,
          OUTPUT_SIZE,
          DILATION,
          GROUPS,
          BIAS,
          PADDING_MODE,
          RUNTIME_PADDING,
          FLIP_KERNEL,
          INPUT_SHAPE,
          WEIGHT_SHAPE);

  /** PyTorch's poolings. */
  public static final Set<String> OF_POOLINGS =
      inOrder(
          FRAMEWORK,
          OP,
          KERNEL_SIZE,
          STRIDE,
          PADDING,
          DILATION,
          CEIL_MODE,
          COUNT_INCLUDE_PAD,
          DIVISOR_OVERRIDE,
          RUNTIME_PADDING,
          INPUT_SHAPE);

  /** TensorFlow's layers. */
  public static final Set<String> OF_TENSORFLOW =
      inOrder(
          FRAMEWORK,
          OP,
          IN_CHANNELS,
          FILTERS,
          DEPTH_MULTIPLIER,
          KERNEL_SIZE,
          STRIDES,
          PADDING,
          DILATIONS,
          GROUPS,
          BIAS,
          FLIP_KERNEL,
          DATA_FORMAT,
          INPUT_SHAPE,
          OUTPUT_SHAPE,
          OUTPUT_PADDING,
          WEIGHT_SHAPE);

  public static final Set<String> ALL = all();

  private Argument() {}

  /** A set, since every key of every record is looked up in one. */
  private static Set<String> inOrder(String... names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
  }

  private static Set<String> all() {
    Set<String> all = new LinkedHashSet<>(OF_CONVOLUTIONS);
    all.addAll(OF_POOLINGS);
    all.addAll(OF_TENSORFLOW);
    return Collections.unmodifiableSet(all);
  }
}
