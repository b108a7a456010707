package io.github.padbridge.chain;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowOp.Kind;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the layer of the other side tells about a weight of unknown shape.
 *
 * @param kernelSize empty if unknown
 * @param in input channels; null if unknown
 * @param out output channels; null if unknown
 * @param multiplier outputs for each channel of a depthwise convolution; null for other layers
 * @param groups of a convolution; null for other layers
 * @param bias of a convolution; null for other layers
 * @param perGroup whether {@code in} may be the channels of one group, as in a TensorFlow filter
 * @param layout of the data, for a call that does not name its axes; null if unknown
 */
record Hints(
    List<Integer> kernelSize,
    @Nullable Long in,
    @Nullable Long out,
    @Nullable Integer multiplier,
    @Nullable Long groups,
    @Nullable Boolean bias,
    boolean perGroup,
    @Nullable Layout layout) {
  static final Hints NONE = new Hints(List.of(), null, null, null, null, null, false);

  Hints(
      List<Integer> kernelSize,
      @Nullable Long in,
      @Nullable Long out,
      @Nullable Integer multiplier,
      @Nullable Long groups,
      @Nullable Boolean bias,
      boolean perGroup) {
    this(kernelSize, in, out, multiplier, groups, bias, perGroup, null);
  }

  private static Hints ofPooling(Layer pooling) {
    return new Hints(
        List.of(),
        null,
        null,
        null,
        null,
        null,
        false,
        pooling.isBatched() ? pooling.layout() : null);
  }

  static Hints of(Layer other) {
    return other.accept(
        new Layer.Visitor<Hints>() {
          @Override
          public Hints conv(ConvSpec spec) {
            return new Hints(
                spec.kernelSize(),
                known(spec.inChannels()),
                known(spec.outChannels()),
                null,
                (long) spec.groups(),
                spec.bias(),
                false);
          }

          @Override
          public Hints pool(PoolSpec spec) {
            return ofPooling(spec);
          }

          @Override
          public Hints tensorFlow(TensorFlowSpec spec) {
            return spec.op().isPooling()
                ? ofPooling(spec)
                : new Hints(
                    spec.kernelSize(),
                    known(spec.inChannels()),
                    known(spec.outChannels()),
                    spec.op().kind() == Kind.DEPTHWISE_CONV ? spec.depthMultiplier() : null,
                    (long) spec.groups(),
                    spec.bias(),
                    spec.op().kind() == Kind.CONV && spec.groups() == 1);
          }

          @Override
          public Hints onnx(OnnxSpec spec) {
            return spec.op().isPooling()
                ? ofPooling(spec)
                : new Hints(
                    spec.kernelSize(),
                    known(spec.inChannels()),
                    known(spec.outChannels()),
                    null,
                    (long) spec.channels().group(),
                    spec.channels().bias(),
                    false);
          }

          @Override
          public Hints jax(JaxSpec spec) {
            return spec.op().isPooling()
                ? ofPooling(spec)
                : new Hints(
                    spec.kernelSize(),
                    known(spec.channels().in()),
                    known(spec.channels().out()),
                    null,
                    (long) spec.groups(),
                    spec.bias(),
                    false);
          }
        });
  }

  private static @Nullable Long known(Size size) {
    return size.isKnown() ? size.value() : null;
  }

  /** The same with the output channels of the previous op as input channels. */
  Hints withIn(@Nullable Long channels) {
    return channels == null
        ? this
        : new Hints(kernelSize, channels, out, multiplier, groups, bias, false, layout);
  }

  /** The same for data in a layout. */
  Hints withLayout(Layout data) {
    Layout known = data.axes().startsWith("N") ? data : null;
    return new Hints(kernelSize, in, out, multiplier, groups, bias, perGroup, known);
  }

  /** The same without channels. */
  Hints kernelOnly() {
    Integer outputs = depthMultiplier().map(Math::toIntExact).orElse(null);
    return new Hints(kernelSize, null, null, outputs, null, bias, false, layout);
  }

  /**
   * Arguments of a PyTorch convolution, by their names in a spec, all at one place.
   *
   * @param line of the call that needs them
   */
  Map<String, JsonValue> forTorch(ConvOp op, int line, int column) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    if (perGroup && in != null && out != null && !op.isTransposed()) {
      List<JsonValue> shape = new ArrayList<>();
      shape.add(new JsonNumber(line, column, out));
      shape.add(new JsonNumber(line, column, in));
      kernelSize.forEach(size -> shape.add(new JsonNumber(line, column, (long) size)));
      told.put(Argument.WEIGHT_SHAPE, new JsonArray(line, column, shape));
      return told;
    }
    putKernel(told, op.spatialRank(), line, column);
    put(told, Argument.IN_CHANNELS, in, line, column);
    put(told, Argument.OUT_CHANNELS, out, line, column);
    return told;
  }

  /** The same of a TensorFlow convolution. */
  Map<String, JsonValue> forTensorFlow(TensorFlowOp op, int line, int column) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    if (op.isPooling()) {
      return told;
    }
    putKernel(told, op.spatialRank(), line, column);
    put(told, Argument.IN_CHANNELS, in, line, column);
    if (op.kind() == Kind.DEPTHWISE_CONV) {
      put(told, Argument.DEPTH_MULTIPLIER, depthMultiplier().orElse(null), line, column);
    } else {
      put(told, Argument.FILTERS, out, line, column);
    }
    if (op.kind() == Kind.CONV) {
      put(told, Argument.GROUPS, groups, line, column);
    }
    return told;
  }

  /** What an ONNX node leaves to its inputs: the channels, the kernel and whether it has a bias. */
  Map<String, JsonValue> forOnnx(OnnxOp op, int line, int column) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    if (op.isPooling()) {
      return told;
    }
    if (!kernelSize.isEmpty()) {
      told.put(Argument.KERNEL_SHAPE, kernel(line, column));
    }
    put(told, Argument.IN_CHANNELS, in, line, column);
    put(told, Argument.OUT_CHANNELS, out, line, column);
    if (bias != null) {
      told.put(Argument.BIAS, new JsonBoolean(line, column, bias));
    }
    return told;
  }

  /** The order of the axes of a pooling in the letters of JAX. */
  Map<String, JsonValue> forWindows(int line, int column) {
    if (layout == null) {
      return Map.of();
    }
    int rank = layout.axes().length() - 2;
    String letters = JaxLayouts.ofPooling(rank, layout.indexOf('C') == 1).dataLetters();
    return Map.of(Argument.DIMENSIONS, new JsonString(line, column, letters));
  }

  /** The same of a JAX convolution. */
  Map<String, JsonValue> forJax(JaxOp op, int line, int column) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    if (op.isPooling()) {
      return told;
    }
    putKernel(told, kernelSize.size(), line, column);
    put(told, Argument.IN_CHANNELS, in, line, column);
    put(told, Argument.OUT_CHANNELS, out, line, column);
    return told;
  }

  private Optional<Long> depthMultiplier() {
    if (multiplier != null) {
      return Optional.of(multiplier.longValue());
    }
    if (in == null || out == null || in < 1 || out % in != 0) {
      return Optional.empty();
    }
    return Optional.of(out / in);
  }

  private void putKernel(Map<String, JsonValue> told, int rank, int line, int column) {
    if (kernelSize.size() == rank && rank > 0) {
      told.put(Argument.KERNEL_SIZE, kernel(line, column));
    }
  }

  private JsonArray kernel(int line, int column) {
    List<JsonValue> sizes = new ArrayList<>();
    kernelSize.forEach(size -> sizes.add(new JsonNumber(line, column, (long) size)));
    return new JsonArray(line, column, sizes);
  }

  private static void put(
      Map<String, JsonValue> told, String name, @Nullable Long value, int line, int column) {
    if (value != null) {
      told.put(name, new JsonNumber(line, column, value));
    }
  }
}
