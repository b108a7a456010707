package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Signature.Binding;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads calls of adaptive and global poolings, and means and maxima over the spatial axes. */
final class AdaptivePools {
  private static final Pattern TORCH =
      Pattern.compile(
          "(?:torch\\.)?nn\\.Adaptive(Avg|Max)Pool([123])d|Adaptive(Avg|Max)Pool([123])d");

  private static final Pattern FUNCTION =
      Pattern.compile("(?:F|(?:torch\\.)?nn\\.functional|torch)\\.adaptive_(avg|max)_pool([123])d");

  private static final Pattern KERAS =
      Pattern.compile(
          "(?:(?:.*\\.)?layers\\.|keras\\.)?(Global|Adaptive)(Max|Average|Avg)Pool(?:ing)?([123])D");

  private static final Pattern REDUCED =
      Pattern.compile(
          "(?:tf|tensorflow)\\.(?:math\\.)?reduce_(mean|max)|keras\\.ops\\.(mean|max)"
              + "|torch\\.(mean|amax)|(?:jnp|jax\\.numpy)\\.(mean|max|amax)");

  private static final Signature MODULE = Signature.of("output_size, return_indices");
  private static final Signature APPLIED = Signature.of("input, output_size, return_indices");
  private static final Signature ADAPTIVE =
      Signature.of("output_size, data_format, *, name, dtype, trainable");
  private static final Signature GLOBAL =
      Signature.of("data_format, keepdims, *, name, dtype, trainable");

  private AdaptivePools() {}

  /** Whether it is the name of a class. */
  static boolean isClass(String name) {
    return TORCH.matcher(name).matches() || KERAS.matcher(name).matches();
  }

  /** Whether it is the name of a function whose first argument is the data. */
  static boolean isFunction(String name) {
    return FUNCTION.matcher(name).matches() || REDUCED.matcher(name).matches();
  }

  /**
   * The pooling of a call; empty if it reduces other axes than the spatial ones.
   *
   * @throws Refusal if its arguments are invalid, or not literals
   */
  static Optional<AdaptivePool> of(SourceText text, Call call) {
    Matcher torch = TORCH.matcher(call.name());
    if (torch.matches()) {
      boolean isFull = torch.group(1) != null;
      Binding given = MODULE.bind(text, call);
      return Optional.of(
          torch(
              text, call, given, torch.group(isFull ? 1 : 3), torch.group(isFull ? 2 : 4), false));
    }
    Matcher function = FUNCTION.matcher(call.name());
    if (function.matches()) {
      Binding given = APPLIED.bind(text, call);
      return Optional.of(torch(text, call, given, function.group(1), function.group(2), true));
    }
    Matcher keras = KERAS.matcher(call.name());
    if (keras.matches()) {
      return Optional.of(keras(text, call, keras));
    }
    return reduced(call, 1, framework(call.name()));
  }

  private static AdaptivePool torch(
      SourceText text, Call call, Binding given, String kind, String rank, boolean isFunction) {
    Value indices = given.get("return_indices");
    if (indices != null && isTrue(indices)) {
      throw text.refusal(
          indices.line(), indices.column(), "return_indices cannot be translated", null);
    }
    List<Integer> outputs = outputs(text, given, Integer.parseInt(rank));
    boolean max = kind.equalsIgnoreCase("max");
    return new AdaptivePool(call, isFunction, Framework.PYTORCH, max, outputs, true, false);
  }

  private static AdaptivePool keras(SourceText text, Call call, Matcher name) {
    boolean isGlobal = name.group(1).equals("Global");
    int rank = Integer.parseInt(name.group(3));
    Binding given = (isGlobal ? GLOBAL : ADAPTIVE).bind(text, call);
    Value format = given.get("data_format");
    Value keeps = isGlobal ? given.get("keepdims") : null;
    return new AdaptivePool(
        call,
        false,
        Framework.TENSORFLOW,
        name.group(2).equals("Max"),
        isGlobal ? Collections.nCopies(rank, 1) : outputs(text, given, rank),
        format != null && format.quoted().contains("channels_first"),
        isGlobal && (keeps == null || !isTrue(keeps)));
  }

  private static List<Integer> outputs(SourceText text, Binding given, int rank) {
    Value size = given.required("output_size", null);
    List<Value> items = Literals.spread(List.of(size));
    List<Integer> outputs = new ArrayList<>();
    for (Value item : items) {
      OptionalInt output = AdaptivePool.output(item);
      boolean isSize = output.isPresent() && output.getAsInt() >= (Literals.isNone(item) ? 0 : 1);
      if (!isSize) {
        throw text.refusal(
            item.line(), item.column(), "output_size must be numbers of at least 1 or None", null);
      }
      outputs.add(output.getAsInt());
    }
    if (outputs.size() == 1) {
      return Collections.nCopies(rank, outputs.get(0));
    }
    if (outputs.size() != rank) {
      throw text.refusal(
          size.line(),
          size.column(),
          "output_size must be one number, or a list of " + rank + " (got " + size.quoted() + ")",
          null);
    }
    return outputs;
  }

  private static Framework framework(String name) {
    if (name.startsWith("torch.")) {
      return Framework.PYTORCH;
    }
    return name.startsWith("j") ? Framework.JAX : Framework.TENSORFLOW;
  }

  /**
   * {@code tf.reduce_mean(x, [1, 2])} or {@code x.mean((2, 3))}.
   *
   * @param position of the axes among the arguments
   * @return empty where the axes are not all spatial axes of one layout
   */
  static Optional<AdaptivePool> reduced(Call call, int position, Framework framework) {
    Arguments arguments = new Arguments(call);
    Value axes = arguments.at(position, "axis", "dim");
    Value keeps = arguments.at(position + 1, "keepdims", "keepdim");
    Optional<List<Integer>> numbers =
        axes == null ? Optional.empty() : Literals.integers(Literals.spread(List.of(axes)));
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    int rank = numbers.get().size();
    Boolean isFirst = rank > 3 ? null : isChannelsFirst(numbers.get());
    if (isFirst == null) {
      return Optional.empty();
    }
    boolean max = call.name().endsWith("max");
    return Optional.of(
        new AdaptivePool(
            call,
            true,
            framework,
            max,
            Collections.nCopies(rank, 1),
            isFirst,
            keeps == null || !isTrue(keeps)));
  }

  /** Whether these are the axes behind N and C, or those between N and C; null for others. */
  private static @Nullable Boolean isChannelsFirst(List<Integer> axes) {
    int rank = axes.size();
    List<Integer> sorted =
        axes.stream().map(axis -> axis < 0 ? axis + rank + 2 : axis).sorted().toList();
    for (int first = 1; first <= 2; first++) {
      List<Integer> spatial = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        spatial.add(first + axis);
      }
      if (sorted.equals(spatial)) {
        return first == 2;
      }
    }
    return null;
  }

  private static boolean isTrue(Value value) {
    return value instanceof Value.Literal literal
        && literal.value() instanceof JsonBoolean given
        && given.value();
  }
}
