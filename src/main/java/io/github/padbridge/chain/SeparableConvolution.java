package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Signature.Binding;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.read.Spelled;
import io.github.padbridge.layer.read.Spellings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code keras.layers.SeparableConv2D}, {@code tf.nn.separable_conv2d}, {@code
 * tf.layers.separable_conv2d} and similar: a depthwise convolution without a bias, then a
 * convolution with kernel size 1. TF-slim leaves the second one out where num_outputs is None.
 *
 * <p>Sources: {@code keras/src/layers/convolutional/base_separable_conv.py}, {@code
 * tensorflow/python/keras/legacy_tf_layers/convolutional.py}, {@code tf_slim/layers/layers.py}.
 *
 * @param call in the usual spelling
 * @param input the data, where the text calls {@code tf.layers.separable_conv2d} or similar; null
 *     if there is none
 */
record SeparableConvolution(SourceText text, Call call, @Nullable Value input) {
  private static final Pattern KERAS =
      Pattern.compile("(?:(?:.*\\.)?layers\\.|keras\\.)?SeparableConv([12])D");

  private static final Pattern FUNCTION =
      Pattern.compile("(?:tf|tensorflow)(\\.compat\\.v1)?\\.nn\\.separable_conv2d");

  private static final Signature LAYER =
      Signature.of(
          "filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier,"
              + " activation, use_bias, depthwise_initializer, pointwise_initializer,"
              + " bias_initializer, depthwise_regularizer, pointwise_regularizer,"
              + " bias_regularizer, activity_regularizer, depthwise_constraint,"
              + " pointwise_constraint, bias_constraint, *, name, dtype, trainable, autocast,"
              + " input_shape, batch_input_shape");

  private static final Signature NOW =
      Signature.of(
          "input, depthwise_filter, pointwise_filter, strides, padding, data_format, dilations,"
              + " name");

  private static final Signature VERSION_1 =
      Signature.of(
          "input, depthwise_filter, pointwise_filter, strides, padding, rate, name, data_format,"
              + " dilations");

  /** Whether a name is that of one. */
  static boolean is(String name) {
    return KERAS.matcher(name).matches()
        || isFunction(name)
        || Spellings.usualName(name).filter(usual -> KERAS.matcher(usual).matches()).isPresent();
  }

  /**
   * Reads a call under its full name.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if its arguments do not fit
   */
  static SeparableConvolution of(SourceText text, Call call) {
    if (isFunction(call.name())) {
      return new SeparableConvolution(text, call, null);
    }
    Spelled spelled = Spellings.usual(text, call);
    return new SeparableConvolution(text, spelled.call(), spelled.input());
  }

  /** Whether it takes its input and its weights as tensors. */
  static boolean isFunction(String name) {
    return FUNCTION.matcher(name).matches();
  }

  /**
   * The convolutions, in the order in which they run. Arguments that do not exist are left to the
   * depthwise one, whose reader refuses them.
   */
  List<Call> convolutions() {
    return isFunction(call.name()) ? ofFunction() : ofLayer();
  }

  private List<Call> ofLayer() {
    Matcher name = KERAS.matcher(call.name());
    Binding given = LAYER.bind(text, call, call.name());
    if (!name.matches()) {
      throw new IllegalStateException(call.name());
    }
    String rank = name.group(1) + "D";
    List<CallArgument> depthwise = new ArrayList<>();
    for (String argument :
        List.of(
            "kernel_size",
            "strides",
            "padding",
            "data_format",
            "dilation_rate",
            "depth_multiplier",
            "input_shape",
            "batch_input_shape")) {
      add(depthwise, argument, given.get(argument));
    }
    depthwise.addAll(others(given));
    Value filters = given.get("filters");
    if (filters instanceof Value.Literal none && none.value() instanceof JsonNull) {
      for (String argument : List.of("activation", "use_bias")) {
        add(depthwise, argument, given.get(argument));
      }
      return List.of(named("keras.layers.DepthwiseConv" + rank, depthwise));
    }
    add(depthwise, "use_bias", no());
    List<CallArgument> pointwise = new ArrayList<>();
    add(pointwise, "filters", filters);
    add(pointwise, "kernel_size", one());
    for (String argument : List.of("data_format", "activation", "use_bias", "name")) {
      add(pointwise, argument, given.get(argument));
    }
    return List.of(
        named("keras.layers.DepthwiseConv" + rank, depthwise),
        named("keras.layers.Conv" + rank, pointwise));
  }

  private List<Call> ofFunction() {
    boolean isFirst = call.name().contains(".v1.");
    Binding given = (isFirst ? VERSION_1 : NOW).bind(text, call, call.name());
    List<CallArgument> depthwise = new ArrayList<>();
    add(depthwise, "input", given.get("input"));
    add(depthwise, "filter", given.get("depthwise_filter"));
    add(depthwise, "strides", given.get("strides"));
    add(depthwise, "padding", given.get("padding"));
    add(depthwise, "data_format", given.get("data_format"));
    Value rate = given.get("rate");
    add(depthwise, "dilations", rate == null ? given.get("dilations") : rate);
    depthwise.addAll(others(given));
    List<CallArgument> pointwise = new ArrayList<>();
    add(pointwise, "input", given.get("input"));
    add(pointwise, "filters", given.get("pointwise_filter"));
    add(pointwise, "strides", one());
    add(pointwise, "padding", literal(new JsonString(call.line(), call.column(), "VALID")));
    add(pointwise, "data_format", given.get("data_format"));
    add(pointwise, "name", given.get("name"));
    return List.of(named("tf.nn.depthwise_conv2d", depthwise), named("tf.nn.conv2d", pointwise));
  }

  /** The arguments that have no parameter. */
  private List<CallArgument> others(Binding given) {
    return call.arguments().stream()
        .filter(argument -> !given.arguments().containsValue(argument))
        .toList();
  }

  private static void add(List<CallArgument> to, String name, @Nullable Value value) {
    if (value != null) {
      to.add(new CallArgument(name, value, value.line(), value.column()));
    }
  }

  private Call named(String name, List<CallArgument> arguments) {
    return new Call(name, arguments, call.line(), call.column());
  }

  private Value one() {
    return literal(new JsonNumber(call.line(), call.column(), 1L));
  }

  private Value no() {
    return literal(new JsonBoolean(call.line(), call.column(), false));
  }

  private static Value literal(JsonValue value) {
    return new Value.Literal(value);
  }
}
