package io.github.padbridge.layer.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The signatures of layers in {@code torch.nn}, {@code torch.nn.functional}, {@code tf.nn} and
 * {@code keras.layers} (PyTorch 2, TensorFlow 2, Keras 3), from their documentation, of {@code
 * timm.layers.Conv2dSame}, and of ONNX operators with their attributes.
 */
final class Signatures {
  /**
   * Two lines for each: ranks, name and op, where {@code #} stands for the rank; then the
   * parameters for {@link LayerSignature#of}.
   */
  private static final String TABLE =
      """
      123 torch.nn.Conv#d conv#d
      in_channels out_channels kernel_size | stride padding dilation groups bias padding_mode {torch}
      123 torch.nn.ConvTranspose#d conv_transpose#d
      in_channels out_channels kernel_size | stride padding output_padding groups bias dilation padding_mode {torch}
      123 torch.nn.LazyConv#d conv#d
      out_channels kernel_size | stride padding dilation groups bias padding_mode {torch}
      123 torch.nn.LazyConvTranspose#d conv_transpose#d
      out_channels kernel_size | stride padding output_padding groups bias dilation padding_mode {torch}
      123 torch.nn.functional.conv#d conv#d
      input! weight! | bias?:FALSE stride padding dilation groups
      123 torch.nn.functional.conv_transpose#d conv_transpose#d
      input! weight! | bias?:FALSE stride padding output_padding groups dilation
      123 torch.nn.MaxPool#d max_pool#d
      kernel_size | stride padding dilation return_indices- ceil_mode
      123 torch.nn.functional.max_pool#d max_pool#d
      input! kernel_size | stride padding dilation ceil_mode return_indices-
      1 torch.nn.AvgPool#d avg_pool#d
      kernel_size | stride padding ceil_mode count_include_pad
      23 torch.nn.AvgPool#d avg_pool#d
      kernel_size | stride padding ceil_mode count_include_pad divisor_override
      1 torch.nn.functional.avg_pool#d avg_pool#d
      input! kernel_size | stride padding ceil_mode count_include_pad
      23 torch.nn.functional.avg_pool#d avg_pool#d
      input! kernel_size | stride padding ceil_mode count_include_pad divisor_override
      1 tf.nn.conv#d conv#d
      input! filters! stride>strides padding | data_format dilations name
      23 tf.nn.conv#d conv#d
      input! filters! strides padding | data_format dilations name
      123 tf.nn.conv#d_transpose conv#d_transpose
      input! filters! output_shape strides | padding:SAME data_format dilations name
      123 tf.nn.max_pool#d max_pool#d
      input! ksize>kernel_size strides padding | data_format name
      123 tf.nn.avg_pool#d avg_pool#d
      input! ksize>kernel_size strides padding | data_format name
      2 tf.nn.depthwise_conv#d depthwise_conv#d
      input! filter! strides padding | data_format dilations name
      123 keras.layers.Conv#D conv#d
      filters kernel_size | strides padding:VALID data_format dilation_rate>dilations groups {biased} * {keras}
      123 keras.layers.Conv#DTranspose conv#d_transpose
      filters kernel_size | strides padding:VALID * output_padding:NONE data_format dilation_rate>dilations {biased} {keras}
      12 keras.layers.DepthwiseConv#D depthwise_conv#d
      kernel_size | strides padding:VALID depth_multiplier data_format dilation_rate>dilations {biased} * {keras}
      123 keras.layers.MaxPooling#D max_pool#d
      pool_size>kernel_size:TWO {pool}
      123 keras.layers.MaxPool#D max_pool#d
      pool_size>kernel_size:TWO {pool}
      123 keras.layers.AveragePooling#D avg_pool#d
      pool_size>kernel_size | {pool}
      123 keras.layers.AvgPool#D avg_pool#d
      pool_size>kernel_size | {pool}
      2 timm.layers.Conv#dSame conv#d
      in_channels out_channels kernel_size | stride padding~ dilation groups bias {torch} +runtime_padding:SAME
      2 onnx.Conv Conv
      | * {onnx} group {weighted}
      2 onnx.ConvTranspose ConvTranspose
      | * {onnx} group output_padding output_shape {weighted}
      2 onnx.MaxPool MaxPool
      | * {onnx} ceil_mode storage_order name= input_shape
      2 onnx.AveragePool AveragePool
      | * {onnx} ceil_mode count_include_pad name= input_shape
      2 onnx.GlobalMaxPool GlobalMaxPool
      | * name= input_shape
      2 onnx.GlobalAveragePool GlobalAveragePool
      | * name= input_shape
      """;

  /** Groups of parameters that many signatures share. */
  private static final Map<String, String> SHARED =
      Map.of(
          "{torch}",
          "device= dtype=",
          "{onnx}",
          "kernel_shape strides pads auto_pad dilations",
          "{weighted}",
          "bias in_channels out_channels weight_shape input_shape name=",
          "{biased}",
          "activation+ use_bias>bias:TRUE",
          "{pool}",
          "strides:NONE padding:VALID data_format name trainable~ dtype~ input_shape"
              + " batch_input_shape",
          "{keras}",
          "kernel_initializer~ bias_initializer~ kernel_regularizer~ bias_regularizer~"
              + " activity_regularizer~ kernel_constraint~ bias_constraint~ lora_rank~ lora_alpha~"
              + " depthwise_initializer~ depthwise_regularizer~ depthwise_constraint~ trainable~"
              + " name dtype~ autocast~ input_shape batch_input_shape");

  /** Functions and classes for every number of axes come last. */
  private static final String RANKS = "1230";

  /** The op and the parameters by full name. */
  private static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    List<String> lines = (TABLE + JaxSignatures.TABLE).lines().toList();
    for (int at = 0; at < RANKS.length(); at++) {
      char rank = RANKS.charAt(at);
      for (int i = 0; i < lines.size(); i += 2) {
        String[] head = lines.get(i).replace('#', rank).split(" ", -1);
        if (head[0].indexOf(rank) >= 0) {
          ALL.put(head[1], head[2] + " " + lines.get(i + 1));
        }
      }
    }
  }

  private Signatures() {}

  /** The full names in a module, which ends with a dot; all names if it is empty. */
  static List<String> ofModule(String module) {
    return ALL.keySet().stream()
        .filter(name -> module.isEmpty() || name.equals(module + FunctionNames.bare(name)))
        .toList();
  }

  /** The modules of the known names. */
  static List<String> modules() {
    return ALL.keySet().stream()
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .distinct()
        .toList();
  }

  /** The PyTorch class whose name differs from a Keras class only in case. */
  static Optional<String> inTorch(String kerasName) {
    return ALL.keySet().stream()
        .filter(name -> FunctionNames.isTorch(name))
        .filter(name -> FunctionNames.bare(name).equalsIgnoreCase(FunctionNames.bare(kerasName)))
        .findFirst();
  }

  /**
   * The full name for {@code name}, whose module may be abbreviated as in imports; empty if it is
   * unknown or ambiguous.
   */
  static Optional<String> fullName(String name) {
    String full = FunctionNames.inFull(name);
    if (ALL.containsKey(full)) {
      return Optional.of(full);
    }
    if (full.contains(".")) {
      return Optional.empty();
    }
    List<String> meant = named(full);
    return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
  }

  /** The signature of a known full name. */
  static LayerSignature of(String fullName) {
    String text = Objects.requireNonNull(ALL.get(fullName), fullName);
    for (Map.Entry<String, String> shared : SHARED.entrySet()) {
      text = text.replace(shared.getKey(), shared.getValue());
    }
    int end = text.indexOf(' ');
    return LayerSignature.of(
        FunctionNames.framework(fullName), text.substring(0, end), text.substring(end + 1));
  }

  /** The full names of a bare name that is in several modules; empty if it is in at most one. */
  static List<String> ambiguous(String name) {
    List<String> all = named(name);
    return all.size() > 1 ? all : List.of();
  }

  /** The full names of a bare name in the libraries of JAX. */
  static List<String> inJax(String bare) {
    return ALL.keySet().stream()
        .filter(name -> FunctionNames.isJax(name) && FunctionNames.bare(name).equals(bare))
        .toList();
  }

  /** The full names of a bare name; those of JAX only if no other framework has it. */
  private static List<String> named(String bare) {
    List<String> all =
        ALL.keySet().stream().filter(name -> FunctionNames.bare(name).equals(bare)).toList();
    List<String> others = all.stream().filter(name -> !FunctionNames.isJax(name)).toList();
    // Many programs have a function conv of their own.
    return others.isEmpty() && !bare.equals("conv") ? all : others;
  }
}
