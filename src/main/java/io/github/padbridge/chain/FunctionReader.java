package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads activations and normalizations of both frameworks.
 *
 * @param layout of the data that they are applied to
 */
record FunctionReader(Framework framework, Layout layout) {
  private static final Map<String, String> NAMES =
      Map.of(
          "swish", "silu",
          "hardsilu", "hardswish",
          "leakyrelu", "leaky_relu",
          "logsoftmax", "log_softmax",
          "logsigmoid", "log_sigmoid",
          "softmax2d", "softmax");

  private static final Pattern NORMALIZATION =
      Pattern.compile("(sync)?(batch|instance|group|layer)norm(alization)?([123]d)?");

  private static final Pattern IGNORED =
      Pattern.compile(
          "name|inplace|dtype|device|trainable|momentum|fused|synchronized|input_shape"
              + "|_stacklevel|\\w+_(initializer|regularizer|constraint)");

  /**
   * The function of a layer or of a call.
   *
   * @param call without its tensor
   */
  AppliedFunction read(Call call, LeftOut.Kind kind) {
    String bare = bare(call.name());
    boolean isClass = Character.isUpperCase(bare.charAt(0));
    if (bare.equals("Activation")) {
      Value what = new Arguments(call).at(0, "activation");
      return what == null ? plain(bare) : activation(what);
    }
    String name = canonical(bare);
    Map<String, String> settings = new TreeMap<>();
    List<FunctionSignature.Parameter> parameters =
        FunctionSignature.of(framework, isClass, name).parameters();
    for (FunctionSignature.Parameter parameter : parameters) {
      put(settings, parameter, parameter.usual());
    }
    int position = 0;
    for (CallArgument argument : call.arguments()) {
      FunctionSignature.Parameter parameter = parameter(parameters, argument, position++);
      if (parameter != null) {
        put(settings, parameter, text(argument.value()));
      } else if (argument.keyword() == null || !IGNORED.matcher(argument.keyword()).matches()) {
        String key = argument.keyword() == null ? "argument " + position : argument.keyword();
        settings.put(key, text(argument.value()));
      }
    }
    boolean isTorchFunction = framework == Framework.PYTORCH && !isClass;
    if (name.equals("batch_norm") && isTorchFunction && !has(call, 2, "weight")) {
      settings.put("affine", "False");
    }
    if (name.equals("prelu") && isTorchFunction) {
      settings.put("slopes", "those of its weight");
    }
    if (bare.equals("Softmax2d")) {
      settings.remove("axis");
    }
    return usual(name, settings, kind);
  }

  /** What a layer's {@code activation} says: a name, a function or a layer. */
  AppliedFunction activation(Value value) {
    if (value instanceof Value.Nested nested) {
      LeftOut.Kind kind = LeftOut.kind(bare(nested.call().name()));
      return kind == null ? plain(value.quoted()) : read(nested.call(), kind);
    }
    boolean isText =
        value instanceof Value.Literal literal && literal.value() instanceof JsonString;
    String name = isText ? text(value) : value.quoted();
    LeftOut.Kind kind = LeftOut.kind(bare(name));
    return kind == null
        ? plain(name)
        : read(new Call(bare(name), List.of(), value.line(), value.column()), kind);
  }

  /** Whether a call without its tensor has an argument. */
  private static boolean has(Call call, int position, String name) {
    Value value = new Arguments(call).at(position, name);
    return value != null && !value.quoted().equals("None");
  }

  private static AppliedFunction plain(String name) {
    return new AppliedFunction(name, Map.of(), true);
  }

  private static String bare(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String canonical(String bare) {
    String name = bare.replace("_", "").toLowerCase(Locale.ROOT);
    Matcher normalization = NORMALIZATION.matcher(name);
    return normalization.matches()
        ? normalization.group(2) + "_norm"
        : NAMES.getOrDefault(name, name);
  }

  private static FunctionSignature.@Nullable Parameter parameter(
      List<FunctionSignature.Parameter> parameters, CallArgument argument, int position) {
    String keyword = argument.keyword();
    if (keyword == null) {
      return position < parameters.size() ? parameters.get(position) : null;
    }
    return parameters.stream()
        .filter(known -> known.names().contains(keyword) || known.names().contains("-" + keyword))
        .findFirst()
        .orElse(null);
  }

  /** The value, unless it is the usual one in every framework. */
  private void put(Map<String, String> to, FunctionSignature.Parameter parameter, String value) {
    if (parameter.isIgnored()) {
      return;
    }
    String setting = parameter.names().get(0);
    String known = parameter.isAxis() ? axis(value) : value;
    boolean isUsual =
        parameter.isAxis()
            ? known.equals("C")
            : !parameter.shown() && value.equals(parameter.usual());
    to.remove(setting);
    if (!isUsual && !known.isEmpty()) {
      to.put(setting, known);
    }
  }

  /** The letter of an axis. */
  private String axis(String number) {
    int rank = layout.axes().length();
    return number.matches("-?\\d") && Math.abs(Integer.parseInt(number)) <= rank
        ? String.valueOf(layout.axes().charAt(Math.floorMod(Integer.parseInt(number), rank)))
        : number;
  }

  private static String text(Value value) {
    OptionalInt integer = Literals.integer(value);
    if (integer.isPresent()) {
      return String.valueOf(integer.getAsInt());
    }
    if (value instanceof Value.Literal literal && literal.value() instanceof JsonString string) {
      return string.value();
    }
    try {
      BigDecimal number = new BigDecimal(value.quoted()).stripTrailingZeros();
      return number.scale() > 40 || number.scale() < -40 ? value.quoted() : number.toPlainString();
    } catch (NumberFormatException notANumber) {
      return value.quoted();
    }
  }

  /** What has a name of its own for some settings. */
  private AppliedFunction usual(String name, Map<String, String> settings, LeftOut.Kind kind) {
    if (name.equals("relu") && settings.equals(Map.of("max", "6"))) {
      return new AppliedFunction("relu6", Map.of(), false);
    }
    if (name.equals("relu") && settings.keySet().equals(Set.of("negative_slope"))) {
      return new AppliedFunction("leaky_relu", settings, false);
    }
    if (name.equals("gelu") && "True".equals(settings.get("approximate"))) {
      settings.put("approximate", "tanh");
    }
    if (name.equals("gelu") && "False".equals(settings.get("approximate"))) {
      settings.remove("approximate");
    }
    if ("False".equals(settings.get("center")) && "False".equals(settings.get("scale"))) {
      settings.keySet().removeAll(Set.of("center", "scale"));
      settings.put("affine", "False");
    }
    boolean isOverChannels = name.endsWith("softmax") && !settings.containsKey("axis");
    return new AppliedFunction(name, settings, kind == LeftOut.Kind.OVER_AXES && !isOverChannels);
  }
}
