package io.github.padbridge.spec;

import java.util.List;

/**
 * The names of a spec's arguments, as PyTorch spells them and in the order Padbridge writes them.
 */
public final class Argument {
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
  public static final String INPUT_SHAPE = "input_shape";

  public static final List<String> ALL =
      List.of(
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
          INPUT_SHAPE);

  private Argument() {}
}
