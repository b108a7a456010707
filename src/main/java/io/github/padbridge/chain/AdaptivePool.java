package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.layer.AdaptiveWindows;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pooling whose windows follow from its input size and its output size: output {@code p} of an
 * axis of {@code L} elements pools those from {@code floor(p·L / out)} up to {@code ceil((p + 1)·L
 * / out)}. A global pooling has one output.
 *
 * <p>Sources: {@code aten/src/ATen/native/AdaptivePooling.h}, {@code
 * keras/src/layers/pooling/base_adaptive_pooling.py}.
 *
 * @param call as it is written
 * @param isFunction whether it is applied to a tensor
 * @param max whether it is a maximum, not an average
 * @param outputs the output size of each spatial axis; 0 for that of the input
 * @param channelsFirst whether the channels come before the spatial axes
 * @param dropsAxes whether its output has no spatial axes
 */
record AdaptivePool(
    Call call,
    boolean isFunction,
    Framework framework,
    boolean max,
    List<Integer> outputs,
    boolean channelsFirst,
    boolean dropsAxes) {
  /** More windows than these are not listed. */
  private static final int MOST_LISTED = 8;

  AdaptivePool {
    outputs = List.copyOf(outputs);
  }

  int rank() {
    return outputs.size();
  }

  /** The order of the axes of its data. */
  Layout layout() {
    return channelsFirst ? Layout.of("NC", rank(), "") : Layout.of("N", rank(), "C");
  }

  /** Whether it computes the same as another, which may be of another framework. */
  boolean isSame(AdaptivePool other) {
    return max == other.max && outputs.equals(other.outputs);
  }

  /** {@code the average over the whole of H and W}, or the output sizes. */
  String described() {
    String kind = max ? "the maximum" : "the average";
    return isGlobal()
        ? kind + " over the whole of " + axes()
        : "an adaptive " + (max ? "maximum" : "average") + " with output size " + shown();
  }

  private boolean isGlobal() {
    return outputs.stream().allMatch(out -> out == 1);
  }

  private String shown() {
    return outputs.stream()
        .map(out -> out == 0 ? "None" : String.valueOf(out))
        .collect(Collectors.joining("x"));
  }

  private String axes() {
    String letters = Layout.spatialAxes(rank());
    return letters.length() == 1
        ? letters
        : letters.substring(0, letters.length() - 1).replaceAll("(?<=.)(?=.)", ", ")
            + " and "
            + letters.charAt(letters.length() - 1);
  }

  /**
   * The pooling with windows of one size and one stride that it is on an input; empty where a
   * spatial size is open, or the windows have several sizes or distances.
   *
   * @param input in its layout
   * @throws Refusal if the input is empty
   */
  Optional<Node.LayerNode> on(Shape input, SourceText text) {
    if (framework == Framework.JAX) {
      return Optional.empty();
    }
    List<Integer> windows = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      Size size = input.size(layout().indexOf(letter(axis)));
      if (!size.isKnown()) {
        return Optional.empty();
      }
      long length = size.value();
      if (length < 1) {
        throw refusal(text, call.name() + " needs an input of at least 1 (got 0)", null);
      }
      int out = outputs.get(axis) == 0 ? size.intValue() : outputs.get(axis);
      Optional<AdaptiveWindows> regular = AdaptiveWindows.of(length, out);
      if (regular.isEmpty()) {
        return Optional.empty();
      }
      windows.add(regular.get().size());
      strides.add(regular.get().stride());
    }
    return Optional.of(new Node.LayerNode(plain(windows, strides), null, "", List.of()));
  }

  /** The op that it is at every size. */
  Chain.AdaptiveOp op(Place place) {
    return new Chain.AdaptiveOp(
        new AdaptivePooling(max, outputs), framework, layout(), dropsAxes, call.name(), place);
  }

  /** Whether it is a Keras layer. */
  boolean isKeras() {
    return framework == Framework.TENSORFLOW && !isFunction;
  }

  private char letter(int axis) {
    return Layout.spatialAxes(rank()).charAt(axis);
  }

  /** {@code 0:3 2:5 4:7}. */
  private static String windows(long length, int out) {
    StringBuilder windows = new StringBuilder();
    for (long p = 0; p < Math.min(out, MOST_LISTED); p++) {
      windows.append(p == 0 ? "" : " ").append(p * length / out).append(':');
      windows.append(((p + 1) * length + out - 1) / out);
    }
    return windows + (out > MOST_LISTED ? " ..." : "");
  }

  /** The windows on an input where they have several sizes or distances, a sentence. */
  Optional<String> uneven(Shape input) {
    List<String> uneven = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      Size size = input.size(layout().indexOf(letter(axis)));
      int out = outputs.get(axis);
      boolean isUneven =
          size.isKnown() && out > 0 && AdaptiveWindows.of(size.value(), out).isEmpty();
      if (isUneven) {
        uneven.add(letter(axis) + ": " + windows(size.value(), out));
      }
    }
    return uneven.isEmpty()
        ? Optional.empty()
        : Optional.of(
            call.name()
                + " has windows of several sizes or distances on this input: "
                + String.join("; ", uneven));
  }

  /** The call of a pooling with windows of these sizes and strides. */
  private Call plain(List<Integer> windows, List<Integer> strides) {
    List<CallArgument> arguments = new ArrayList<>();
    String kind = max ? "max" : "avg";
    String name;
    if (isFunction) {
      add(arguments, "input", new Value.Name("x", call.line(), call.column()));
    }
    if (framework == Framework.PYTORCH) {
      String type = (max ? "Max" : "Avg") + "Pool" + rank() + "d";
      name =
          isFunction ? "torch.nn.functional." + kind + "_pool" + rank() + "d" : "torch.nn." + type;
      add(arguments, "kernel_size", literal(windows));
      add(arguments, "stride", literal(strides));
    } else if (isFunction) {
      name = "tf.nn." + kind + "_pool" + rank() + "d";
      add(arguments, "ksize", literal(windows));
      add(arguments, "strides", literal(strides));
      add(arguments, "padding", word("VALID"));
      add(arguments, "data_format", word(layout().axes().replace('L', 'W')));
    } else {
      name = "keras.layers." + (max ? "Max" : "Average") + "Pooling" + rank() + "D";
      add(arguments, "pool_size", literal(windows));
      add(arguments, "strides", literal(strides));
      add(arguments, "data_format", word(channelsFirst ? "channels_first" : "channels_last"));
    }
    return new Call(name, arguments, call.line(), call.column());
  }

  /** What its windows are on an input of known size, a sentence without a full stop. */
  String note(Node.LayerNode plain) {
    return call.name()
        + " is read as "
        + plain.call().name().substring(plain.call().name().lastIndexOf('.') + 1)
        + " with the windows of this input size"
        + (dropsAxes ? ", and drops the pooled axes of size 1" : "");
  }

  private static void add(List<CallArgument> to, String name, Value value) {
    to.add(new CallArgument(name, value, value.line(), value.column()));
  }

  private Value literal(List<Integer> numbers) {
    List<JsonValue> items = new ArrayList<>();
    numbers.forEach(n -> items.add(new JsonNumber(call.line(), call.column(), (long) n)));
    return new Value.Literal(new JsonArray(call.line(), call.column(), items));
  }

  private Value word(String word) {
    return new Value.Literal(new JsonString(call.line(), call.column(), word));
  }

  Refusal refusal(SourceText text, String message, @Nullable String help) {
    return text.refusal(call.line(), call.column(), message, help);
  }

  /** An output size, 0 for None; empty if it is none. */
  static OptionalInt output(Value value) {
    return Literals.isNone(value) ? OptionalInt.of(0) : Literals.integer(value);
  }
}
