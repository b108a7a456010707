package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions and classes that are others under another name: those of TensorFlow 1 ({@code
 * tf.compat.v1.nn}, {@code tf.layers}, TF-slim), of Keras 1, {@code tf.raw_ops}, MXNet Gluon and
 * Paddle. From their documentation and sources.
 */
public final class Spellings {
  /** The module under which the table has the classes of Keras 1. */
  private static final String KERAS_1 = "keras1.";

  /**
   * Two lines for each: ranks, name and usual name, where {@code #} stands for the rank; then the
   * parameters for {@link LayerSignature#of}, with the names that they have in the usual spelling,
   * or {@code =} where they are the same.
   */
  private static final String TABLE =
      """
      123 keras.layers.Convolution#D keras.layers.Conv#D
      =
      123 keras.layers.Convolution#DTranspose keras.layers.Conv#DTranspose
      =
      12 keras.layers.SeparableConvolution#D keras.layers.SeparableConv#D
      =
      23 keras.layers.Deconv#D keras.layers.Conv#DTranspose
      =
      23 keras.layers.Deconvolution#D keras.layers.Conv#DTranspose
      =
      1 keras1.Convolution#D keras.layers.Conv#D
      nb_filter>filters filter_length>kernel_size | init~ activation weights~ border_mode>padding subsample_length>strides {keras1} bias>use_bias input_dim~ input_length~ input_shape name
      2 keras1.Convolution#D keras.layers.Conv#D
      nb_filter>filters nb_row>kernel_size.0 nb_col>kernel_size.1 | init~ activation weights~ border_mode>padding subsample>strides dim_ordering>data_format {keras1} bias>use_bias input_shape name
      2 keras1.AtrousConvolution#D keras.layers.Conv#D
      nb_filter>filters nb_row>kernel_size.0 nb_col>kernel_size.1 | init~ activation weights~ border_mode>padding subsample>strides atrous_rate>dilation_rate dim_ordering>data_format {keras1} bias>use_bias input_shape name
      3 keras1.Convolution#D keras.layers.Conv#D
      nb_filter>filters kernel_dim1>kernel_size.0 kernel_dim2>kernel_size.1 kernel_dim3>kernel_size.2 | init~ activation weights~ border_mode>padding subsample>strides dim_ordering>data_format {keras1} bias>use_bias input_shape name
      1 keras1.MaxPooling#D keras.layers.MaxPooling#D
      pool_length>pool_size:TWO stride>strides border_mode>padding input_shape name
      23 keras1.MaxPooling#D keras.layers.MaxPooling#D
      pool_size:TWO strides border_mode>padding dim_ordering>data_format input_shape name
      1 keras1.AveragePooling#D keras.layers.AveragePooling#D
      pool_length>pool_size:TWO stride>strides border_mode>padding input_shape name
      23 keras1.AveragePooling#D keras.layers.AveragePooling#D
      pool_size:TWO strides border_mode>padding dim_ordering>data_format input_shape name
      2 keras1.SeparableConvolution#D keras.layers.SeparableConv#D
      nb_filter>filters nb_row>kernel_size.0 nb_col>kernel_size.1 | init~ activation weights~ border_mode>padding subsample>strides depth_multiplier dim_ordering>data_format depthwise_regularizer~ pointwise_regularizer~ b_regularizer~ activity_regularizer~ depthwise_constraint~ pointwise_constraint~ b_constraint~ bias>use_bias input_shape name
      2 tf.nn.atrous_conv#d tf.nn.conv#d
      value>input filters rate>dilations padding | name +strides:ONE
      2 tf.nn.atrous_conv#d_transpose tf.nn.conv#d_transpose
      value>input filters output_shape rate>dilations padding | name +strides:ONE
      1 tf.compat.v1.nn.conv#d tf.nn.conv#d
      value>input filters stride padding | use_cudnn_on_gpu~ data_format name input dilations
      2 tf.compat.v1.nn.conv#d tf.nn.conv#d
      input filter>filters strides padding | use_cudnn_on_gpu~ data_format dilations name filters
      3 tf.compat.v1.nn.conv#d tf.nn.conv#d
      input filter>filters strides padding | data_format dilations name filters
      23 tf.compat.v1.nn.conv#d_transpose tf.nn.conv#d_transpose
      value>input filter>filters output_shape strides | padding data_format name input filters dilations
      2 tf.compat.v1.nn.depthwise_conv#d tf.nn.depthwise_conv#d
      input filter strides padding | rate>dilations name data_format dilations
      2 tf.compat.v1.nn.depthwise_conv#d_native tf.nn.depthwise_conv#d
      input filter strides padding | data_format dilations name
      0 tf.compat.v1.nn.convolution tf.nn.convolution
      input filter>filters padding | strides dilation_rate>dilations name data_format filters dilations
      0 tf.compat.v1.nn.pool tf.nn.pool
      input window_shape pooling_type padding | dilation_rate>dilations strides name data_format dilations
      0 tf.compat.v1.nn.max_pool tf.nn.max_pool2d
      value>input ksize strides padding | data_format name input
      0 tf.compat.v1.nn.avg_pool tf.nn.avg_pool2d
      value>input ksize strides padding | data_format name input
      2 tf.compat.v1.nn.avg_pool#d tf.nn.avg_pool#d
      value>input ksize strides padding | data_format name input
      0 tf.compat.v1.nn.max_pool_v2 tf.nn.max_pool
      =
      0 tf.compat.v1.nn.avg_pool_v2 tf.nn.avg_pool
      =
      23 tf.raw_ops.Conv#D tf.nn.conv#d
      * input filter>filters strides padding | use_cudnn_on_gpu~ explicit_paddings- data_format dilations name
      2 tf.raw_ops.DepthwiseConv#dNative tf.nn.depthwise_conv#d
      * input filter strides padding | explicit_paddings- data_format dilations name
      0 tf.raw_ops.MaxPool tf.nn.max_pool2d
      * input ksize strides padding | explicit_paddings- data_format name
      0 tf.raw_ops.AvgPool tf.nn.avg_pool2d
      * value>input ksize strides padding | data_format name
      3 tf.raw_ops.MaxPool#D tf.nn.max_pool#d
      * input ksize strides padding | data_format name
      3 tf.raw_ops.AvgPool#D tf.nn.avg_pool#d
      * input ksize strides padding | data_format name
      123 tf.layers.conv#d keras.layers.Conv#D
      inputs! filters kernel_size | strides padding data_format dilation_rate activation use_bias {layers}
      12 tf.layers.separable_conv#d keras.layers.SeparableConv#D
      inputs! filters kernel_size | strides padding data_format dilation_rate depth_multiplier activation use_bias {separable}
      23 tf.layers.conv#d_transpose keras.layers.Conv#DTranspose
      inputs! filters kernel_size | strides padding data_format activation use_bias {layers}
      123 tf.layers.max_pooling#d keras.layers.MaxPooling#D
      inputs! pool_size strides | padding data_format name
      123 tf.layers.average_pooling#d keras.layers.AveragePooling#D
      inputs! pool_size strides | padding data_format name
      123 tf.layers.Conv#D keras.layers.Conv#D
      filters kernel_size | strides padding data_format dilation_rate activation use_bias {layers}
      12 tf.layers.SeparableConv#D keras.layers.SeparableConv#D
      filters kernel_size | strides padding data_format dilation_rate depth_multiplier activation use_bias {separable}
      23 tf.layers.Conv#DTranspose keras.layers.Conv#DTranspose
      filters kernel_size | strides padding data_format activation use_bias {layers}
      123 tf.layers.MaxPooling#D keras.layers.MaxPooling#D
      pool_size strides | padding data_format name
      123 tf.layers.AveragePooling#D keras.layers.AveragePooling#D
      pool_size strides | padding data_format name
      123 slim.conv#d keras.layers.Conv#D
      inputs! num_outputs>filters kernel_size | stride>strides padding:SAME data_format rate>dilation_rate {slim}
      2 slim.separable_conv#d keras.layers.SeparableConv#D
      inputs! num_outputs>filters kernel_size | depth_multiplier stride>strides padding:SAME data_format rate>dilation_rate activation_fn>activation:RELU normalizer_fn- normalizer_params~ weights_initializer~ pointwise_initializer~ weights_regularizer~ biases_initializer>use_bias? biases_regularizer~ reuse~ variables_collections~ outputs_collections~ trainable~ scope~
      23 slim.conv#d_transpose keras.layers.Conv#DTranspose
      inputs! num_outputs>filters kernel_size | stride>strides padding:SAME data_format {slim}
      23 slim.max_pool#d keras.layers.MaxPooling#D
      inputs! kernel_size>pool_size | stride>strides:TWO padding:VALID data_format outputs_collections~ scope~
      23 slim.avg_pool#d keras.layers.AveragePooling#D
      inputs! kernel_size>pool_size | stride>strides:TWO padding:VALID data_format outputs_collections~ scope~
      123 mxnet.gluon.nn.Conv#D torch.nn.Conv#d
      channels>out_channels kernel_size | strides>stride padding dilation groups {gluon}
      123 mxnet.gluon.nn.Conv#DTranspose torch.nn.ConvTranspose#d
      channels>out_channels kernel_size | strides>stride padding output_padding dilation groups {gluon}
      123 mxnet.gluon.nn.MaxPool#D torch.nn.MaxPool#d
      pool_size>kernel_size:TWO strides>stride padding layout- ceil_mode- prefix~
      123 mxnet.gluon.nn.AvgPool#D torch.nn.AvgPool#d
      pool_size>kernel_size:TWO strides>stride padding * ceil_mode- layout- count_include_pad prefix~
      123 paddle.nn.Conv#D torch.nn.Conv#d
      in_channels out_channels kernel_size | stride padding dilation groups padding_mode {paddle}
      1 paddle.nn.Conv#DTranspose torch.nn.ConvTranspose#d
      in_channels out_channels kernel_size | stride padding output_padding groups dilation {paddle}
      23 paddle.nn.Conv#DTranspose torch.nn.ConvTranspose#d
      in_channels out_channels kernel_size | stride padding output_padding dilation groups {paddle}
      123 paddle.nn.MaxPool#D torch.nn.MaxPool#d
      kernel_size | stride padding * return_mask- ceil_mode- data_format- name~
      123 paddle.nn.AvgPool#D torch.nn.AvgPool#d
      kernel_size | stride padding * exclusive>count_include_pad:FALSE divisor_override ceil_mode- data_format- name~
      """;

  /** Groups of parameters that many spellings share. */
  private static final Map<String, String> SHARED =
      Map.of(
          "{keras1}",
          "W_regularizer~ b_regularizer~ activity_regularizer~ W_constraint~ b_constraint~",
          "{layers}",
          "kernel_initializer~ bias_initializer~ kernel_regularizer~ bias_regularizer~"
              + " activity_regularizer~ kernel_constraint~ bias_constraint~ trainable~ name reuse~",
          "{separable}",
          "depthwise_initializer~ pointwise_initializer~ bias_initializer~ depthwise_regularizer~"
              + " pointwise_regularizer~ bias_regularizer~ activity_regularizer~"
              + " depthwise_constraint~ pointwise_constraint~ bias_constraint~ trainable~ name"
              + " reuse~",
          "{slim}",
          "activation_fn>activation:RELU normalizer_fn- normalizer_params~ weights_initializer~"
              + " weights_regularizer~ biases_initializer>use_bias? biases_regularizer~ reuse~"
              + " variables_collections~ outputs_collections~ trainable~ scope~",
          "{gluon}",
          "layout- activation- use_bias>bias weight_initializer~ bias_initializer~ in_channels"
              + " prefix~",
          "{paddle}",
          "weight_attr~ bias_attr>bias data_format-");

  /** Keywords that only functions of TensorFlow 1 have. */
  private static final Set<String> TENSORFLOW_1_WORDS =
      Set.of("value", "filter", "use_cudnn_on_gpu", "dilation_rate", "rate");

  /** Keywords that only Keras 1 has. */
  private static final Set<String> KERAS_1_WORDS =
      Set.of(
          "nb_filter",
          "nb_row",
          "nb_col",
          "filter_length",
          "kernel_dim1",
          "border_mode",
          "subsample",
          "subsample_length",
          "atrous_rate",
          "pool_length",
          "dim_ordering",
          "W_regularizer",
          "b_regularizer");

  /** The usual name and the parameters by full name. */
  private static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    List<String> lines = TABLE.lines().toList();
    for (int i = 0; i < lines.size(); i += 2) {
      String[] head = lines.get(i).split(" ", -1);
      for (char rank : head[0].toCharArray()) {
        ALL.put(head[1].replace('#', rank), head[2].replace('#', rank) + " " + lines.get(i + 1));
      }
    }
  }

  private Spellings() {}

  /**
   * A call in the usual spelling.
   *
   * @throws Refusal if its arguments do not fit the function that it names, or have no equivalent
   */
  public static Spelled usual(SourceText text, Call call) {
    String name = name(call);
    if (name == null) {
      return Spelled.asWritten(PoolOfType.specific(text, call));
    }
    if (isUnclear(name, call)) {
      throw unclear(text, call);
    }
    String row = row(name);
    String usual = row.substring(0, row.indexOf(' '));
    String parameters = row.substring(row.indexOf(' ') + 1);
    if (parameters.equals("=")) {
      return usual(text, new Call(usual, call.arguments(), call.line(), call.column()));
    }
    LayerSignature signature = LayerSignature.of(FunctionNames.framework(usual), usual, parameters);
    Spelled spelled = new Spelling(text, call, name, signature).usual();
    return new Spelled(PoolOfType.specific(text, spelled.call()), spelled.input(), spelled.notes());
  }

  /** The usual name of a function or class; empty if it has no other spelling. */
  public static Optional<String> usualName(String name) {
    return found(FunctionNames.inFull(name)).map(full -> row(full).split(" ", 2)[0]);
  }

  /** The full names, without those that only old Keras calls have. */
  static List<String> names() {
    return ALL.keySet().stream().filter(name -> !name.startsWith(KERAS_1)).toList();
  }

  /** The name that differs from an unknown one only in case. */
  static Optional<String> inOtherCase(String name) {
    return ALL.keySet().stream()
        .filter(known -> known.equalsIgnoreCase(name) && !known.startsWith(KERAS_1))
        .findFirst();
  }

  private static String row(String name) {
    String row = Objects.requireNonNull(ALL.get(name), name);
    for (Map.Entry<String, String> shared : SHARED.entrySet()) {
      row = row.replace(shared.getKey(), shared.getValue());
    }
    return row;
  }

  /** The name in the table that a call means; null if none. */
  private static @Nullable String name(Call call) {
    String full = FunctionNames.inFull(call.name());
    String old = KERAS_1 + FunctionNames.bare(full);
    boolean isKeras = FunctionNames.isKeras(full) || !full.contains(".");
    boolean isOnlyOld = full.contains("Atrous");
    if (isKeras && ALL.containsKey(old) && (isOnlyOld || hasAny(call, KERAS_1_WORDS))) {
      return old;
    }
    String first = full.replaceFirst("^tf\\.nn\\.", "tf.compat.v1.nn.");
    if (ALL.containsKey(first) && hasAny(call, TENSORFLOW_1_WORDS)) {
      return first;
    }
    return found(full).orElse(null);
  }

  private static Optional<String> found(String full) {
    return List.of(full, "keras.layers." + full, KERAS_1 + FunctionNames.bare(full)).stream()
        .filter(ALL::containsKey)
        .filter(name -> !name.startsWith(KERAS_1) || full.matches("(keras\\.layers\\.)?Atrous.*"))
        .findFirst();
  }

  private static boolean hasAny(Call call, Set<String> keywords) {
    return call.arguments().stream()
        .anyMatch(a -> a.keyword() != null && keywords.contains(a.keyword()));
  }

  /** {@code Convolution2D(64, 3, 3)} without a word that only one version of Keras has. */
  private static boolean isUnclear(String name, Call call) {
    return name.matches("keras\\.layers\\.(Convolution|Deconvolution|SeparableConvolution)[23]D")
        && call.positional().size() > 2
        && call.positional().stream().skip(1).limit(2).allMatch(a -> isNumber(a.value()));
  }

  private static boolean isNumber(Value value) {
    return value instanceof Value.Literal literal && literal.value().int32().isPresent();
  }

  private static Refusal unclear(SourceText text, Call call) {
    String kernel = call.positional().get(1).value().quoted();
    String next = call.positional().get(2).value().quoted();
    return text.refusal(
        call.line(),
        call.column(),
        "the " + next + " is a size of the kernel in Keras 1, and strides in Keras 2 and 3",
        "write kernel_size=(" + kernel + ", " + next + ") or strides=" + next);
  }
}
