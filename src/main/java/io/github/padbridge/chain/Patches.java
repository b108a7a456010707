package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a tensor, their elements in one axis: {@code nn.Unfold} or {@code
 * tf.image.extract_patches}.
 *
 * <p>Each element of a window is a channel of a convolution with as many groups as channels, whose
 * filters are one at one tap, and 0 elsewhere. So the windows are read as that convolution, and its
 * result is put into the order of the patches.
 *
 * @param call as it is written
 * @param isFunction whether it is applied to a tensor
 * @param order of the result
 * @param kernelSize the size of the windows, H and W
 * @param padding amounts of PyTorch, one for each axis; empty for TensorFlow
 * @param samePadding whether the padding of TensorFlow is SAME
 */
record Patches(
    Call call,
    boolean isFunction,
    Framework framework,
    PatchOrder order,
    List<Integer> kernelSize,
    List<Integer> stride,
    List<Integer> dilation,
    List<Integer> padding,
    boolean samePadding) {
  /** The channels of data whose channels are open: each channel is taken alone. */
  static final long REPRESENTATIVE = 2;

  Patches {
    kernelSize = List.copyOf(kernelSize);
    stride = List.copyOf(stride);
    dilation = List.copyOf(dilation);
    padding = List.copyOf(padding);
  }

  /** The order of the axes of its data. */
  Layout layout() {
    return framework == Framework.PYTORCH ? Layout.of("NC", 2, "") : Layout.of("N", 2, "C");
  }

  /**
   * The convolution on data of some channels.
   *
   * @throws ArithmeticException if the result has too many channels
   */
  Node.LayerNode on(long channels) {
    int kh = kernelSize.get(0);
    int kw = kernelSize.get(1);
    int in = Math.toIntExact(channels);
    int out = Math.multiplyExact(in, Math.multiplyExact(kh, kw));
    boolean isTorch = framework == Framework.PYTORCH;
    List<CallArgument> arguments = new ArrayList<>();
    if (isFunction) {
      add(arguments, "input", new Value.Name("x", call.line(), call.column()));
      Value filters = new Value.Name("taps", call.line(), call.column());
      add(arguments, isTorch ? "weight" : "filters", filters);
    } else {
      add(arguments, "in_channels", literal(number(in)));
      add(arguments, "out_channels", literal(number(out)));
      add(arguments, "kernel_size", literal(numbers(kernelSize)));
    }
    if (isTorch) {
      add(arguments, "stride", literal(numbers(stride)));
      if (padding.stream().anyMatch(amount -> amount > 0)) {
        add(arguments, "padding", literal(numbers(padding)));
      }
      add(arguments, "dilation", literal(numbers(dilation)));
      add(arguments, "groups", literal(number(in)));
    } else {
      add(arguments, "strides", literal(numbers(stride)));
      String rule = samePadding ? "SAME" : "VALID";
      add(arguments, "padding", literal(new JsonString(call.line(), call.column(), rule)));
      add(arguments, "dilations", literal(numbers(dilation)));
    }
    if (!isFunction) {
      add(arguments, "bias", literal(new JsonBoolean(call.line(), call.column(), false)));
      return node("torch.nn.Conv2d", arguments, null);
    }
    return isTorch
        ? node("torch.nn.functional.conv2d", arguments, filters(List.of(out, 1, kh, kw)))
        : node("tf.nn.conv2d", arguments, filters(List.of(kh, kw, 1, out)));
  }

  private Node.LayerNode node(
      String name, List<CallArgument> arguments, Operand.@Nullable Tensor weight) {
    return new Node.LayerNode(
        new Call(name, arguments, call.line(), call.column()), weight, "", List.of());
  }

  private static Operand.Tensor filters(List<Integer> shape) {
    return new Operand.Tensor("taps", shape, List.of());
  }

  private static void add(List<CallArgument> to, String name, Value value) {
    to.add(new CallArgument(name, value, value.line(), value.column()));
  }

  private static Value literal(JsonValue value) {
    return new Value.Literal(value);
  }

  private JsonValue number(int number) {
    return new JsonNumber(call.line(), call.column(), (long) number);
  }

  private JsonValue numbers(List<Integer> numbers) {
    return new JsonArray(call.line(), call.column(), numbers.stream().map(this::number).toList());
  }
}
