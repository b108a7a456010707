package io.github.padbridge.render;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a layer by name, in order; read back as a spec they give the same layer. A value
 * is an Integer, a Boolean, a String, a Size, null, or a List of such.
 */
final class SpecArguments implements Layer.Visitor<Map<String, @Nullable Object>> {
  private SpecArguments() {}

  static Map<String, @Nullable Object> of(Layer layer) {
    return layer.accept(new SpecArguments());
  }

  @Override
  public Map<String, @Nullable Object> conv(ConvSpec spec) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>(32);
    arguments.put(Argument.OP, spec.opName());
    arguments.put(Argument.IN_CHANNELS, spec.inChannels());
    arguments.put(Argument.OUT_CHANNELS, spec.outChannels());
    arguments.put(Argument.KERNEL_SIZE, spec.kernelSize());
    arguments.put(Argument.STRIDE, spec.stride());
    arguments.put(Argument.PADDING, padding(spec));
    arguments.put(Argument.OUTPUT_PADDING, spec.outputPadding());
    arguments.put(Argument.DILATION, spec.dilation());
    arguments.put(Argument.GROUPS, spec.groups());
    arguments.put(Argument.BIAS, spec.bias());
    arguments.put(Argument.PADDING_MODE, spec.paddingMode().torchName());
    if (spec.padsAtRuntime()) {
      arguments.put(Argument.RUNTIME_PADDING, "SAME");
    } else if (spec.padding() instanceof Padding.PerSide perSide) {
      arguments.put(Argument.RUNTIME_PADDING, pairs(perSide.amounts()));
    }
    if (spec.flipKernel()) {
      arguments.put(Argument.FLIP_KERNEL, true);
    }
    arguments.put(Argument.INPUT_SHAPE, spec.inputShape().sizes());
    return arguments;
  }

  private static Object padding(ConvSpec spec) {
    if (spec.padsAtRuntime() || spec.padding() instanceof Padding.PerSide) {
      return Collections.nCopies(spec.spatialRank(), 0);
    }
    if (spec.padding() instanceof Padding.Explicit explicit) {
      return explicit.amounts();
    }
    return spec.padding() instanceof Padding.Same ? "same" : "valid";
  }

  static List<List<Integer>> pairs(List<PadAmount> amounts) {
    return amounts.stream().map(amount -> List.of(amount.before(), amount.after())).toList();
  }

  @Override
  public Map<String, @Nullable Object> pool(PoolSpec spec) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put(Argument.OP, spec.opName());
    arguments.put(Argument.KERNEL_SIZE, spec.kernelSize());
    arguments.put(Argument.STRIDE, spec.stride());
    arguments.put(Argument.PADDING, spec.padding());
    if (spec.op().isMax()) {
      arguments.put(Argument.DILATION, spec.dilation());
    }
    arguments.put(Argument.CEIL_MODE, spec.ceilMode());
    if (!spec.op().isMax()) {
      arguments.put(Argument.COUNT_INCLUDE_PAD, spec.countIncludePad());
      if (spec.spatialRank() > 1) {
        arguments.put(Argument.DIVISOR_OVERRIDE, spec.divisorOverride());
      }
    }
    if (spec.padsSame()) {
      arguments.put(Argument.RUNTIME_PADDING, "SAME");
    }
    arguments.put(Argument.INPUT_SHAPE, spec.inputShape().sizes());
    return arguments;
  }

  @Override
  public Map<String, @Nullable Object> tensorFlow(TensorFlowSpec spec) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    boolean depthwise = spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    arguments.put(Argument.FRAMEWORK, spec.framework().id());
    arguments.put(Argument.OP, spec.opName());
    if (!spec.op().isPooling()) {
      arguments.put(Argument.IN_CHANNELS, spec.inChannels());
      arguments.put(
          depthwise ? Argument.DEPTH_MULTIPLIER : Argument.FILTERS,
          depthwise ? spec.depthMultiplier() : spec.filters());
    }
    arguments.put(Argument.KERNEL_SIZE, spec.kernelSize());
    arguments.put(Argument.STRIDES, spec.strides());
    arguments.put(Argument.PADDING, padding(spec));
    if (!spec.op().isPooling()) {
      arguments.put(Argument.DILATIONS, spec.dilations());
      if (spec.op().kind() == TensorFlowOp.Kind.CONV) {
        arguments.put(Argument.GROUPS, spec.groups());
      }
      arguments.put(Argument.BIAS, spec.bias());
      if (spec.flipKernel()) {
        arguments.put(Argument.FLIP_KERNEL, true);
      }
    }
    arguments.put(Argument.DATA_FORMAT, spec.dataFormat());
    arguments.put(Argument.INPUT_SHAPE, spec.inputShape().sizes());
    if (spec.op().isTransposed()) {
      boolean known = spec.outputSize().stream().allMatch(Size::isKnown);
      arguments.put(
          known ? Argument.OUTPUT_SHAPE : Argument.OUTPUT_PADDING,
          known ? spec.outputShape().sizes() : outputPadding(spec));
    }
    return arguments;
  }

  @Override
  public Map<String, @Nullable Object> onnx(OnnxSpec spec) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put(Argument.FRAMEWORK, spec.framework().id());
    arguments.put(Argument.OP, spec.opName());
    arguments.putAll(attributes(spec));
    arguments.put(Argument.INPUT_SHAPE, spec.inputShape().sizes());
    if (!spec.op().isPooling()) {
      arguments.put(Argument.IN_CHANNELS, spec.inChannels());
      arguments.put(Argument.OUT_CHANNELS, spec.outChannels());
      arguments.put(Argument.BIAS, spec.channels().bias());
      if (spec.flipKernel()) {
        arguments.put(Argument.FLIP_KERNEL, true);
      }
    }
    return arguments;
  }

  /** The attributes of an ONNX node that are not at their default, in order. */
  static Map<String, Object> attributes(OnnxSpec spec) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (!spec.op().isGlobal()) {
      attributes.put(Argument.KERNEL_SHAPE, spec.kernelSize());
    }
    putUnless(1, Argument.STRIDES, spec.op().isGlobal() ? List.of() : spec.strides(), attributes);
    if (spec.padding() instanceof OnnxPadding.Pads pads) {
      putUnless(0, Argument.PADS, OnnxPadding.list(pads.amounts()), attributes);
    } else {
      attributes.put(Argument.AUTO_PAD, spec.padding().autoPad());
    }
    putUnless(1, Argument.DILATIONS, spec.dilations(), attributes);
    if (spec.channels().group() != 1) {
      attributes.put(Argument.GROUP, spec.channels().group());
    }
    putUnless(0, Argument.OUTPUT_PADDING, spec.output().padding(), attributes);
    if (!spec.output().shape().isEmpty()) {
      attributes.put(Argument.OUTPUT_SHAPE, spec.output().shape());
    }
    if (spec.ceilMode()) {
      attributes.put(Argument.CEIL_MODE, 1);
    }
    if (spec.countIncludePad()) {
      attributes.put(Argument.COUNT_INCLUDE_PAD, 1);
    }
    return attributes;
  }

  private static void putUnless(
      int usual, String name, List<Integer> values, Map<String, Object> attributes) {
    if (values.stream().anyMatch(value -> value != usual)) {
      attributes.put(name, values);
    }
  }

  @Override
  public Map<String, @Nullable Object> jax(JaxSpec spec) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put(Argument.FRAMEWORK, spec.framework().id());
    arguments.put(Argument.OP, spec.opName());
    if (spec.op().isPooling()) {
      arguments.put(Argument.WINDOW_SHAPE, spec.kernelSize());
      arguments.put(Argument.STRIDES, spec.strides());
      arguments.put(Argument.PADDING, padding(spec));
      arguments.put(Argument.WINDOW_DILATION, spec.dilations());
      if (spec.op() == JaxOp.AVG_POOL) {
        arguments.put(Argument.COUNT_INCLUDE_PAD, spec.countIncludePad());
      }
      arguments.put(Argument.DIMENSIONS, spec.layouts().dataLetters());
    } else {
      arguments.put(Argument.IN_CHANNELS, spec.channels().in());
      arguments.put(Argument.OUT_CHANNELS, spec.channels().out());
      arguments.put(Argument.KERNEL_SIZE, spec.kernelSize());
      arguments.put(Argument.WINDOW_STRIDES, spec.strides());
      arguments.put(Argument.PADDING, padding(spec));
      arguments.put(Argument.LHS_DILATION, spec.reading().baseDilation());
      arguments.put(Argument.RHS_DILATION, spec.dilations());
      arguments.put(Argument.FEATURE_GROUP_COUNT, spec.groups());
      arguments.put(
          Argument.DIMENSIONS,
          List.of(
              spec.layouts().dataLetters(),
              spec.layouts().weightLetters(),
              spec.layouts().dataLetters()));
      arguments.put(Argument.BIAS, spec.bias());
      if (spec.reading().paddingMode() != PaddingMode.ZEROS) {
        arguments.put(Argument.PADDING_MODE, spec.reading().paddingMode().torchName());
      }
      if (spec.reading().reversal()) {
        arguments.put(Argument.WINDOW_REVERSAL, true);
      }
    }
    arguments.put(Argument.INPUT_SHAPE, spec.inputShape().sizes());
    return arguments;
  }

  /** SAME, SAME_LOWER, or a pair for each spatial axis. */
  static Object padding(JaxSpec spec) {
    return spec.padding() instanceof JaxPadding.Same same
        ? same.title()
        : pairs(((JaxPadding.Pairs) spec.padding()).amounts());
  }

  /** The Keras output_padding for an output size; null for its default. */
  private static @Nullable List<Integer> outputPadding(TensorFlowSpec spec) {
    boolean same = spec.padding() instanceof TensorFlowPadding.Same;
    List<Integer> outputPadding = new ArrayList<>();
    boolean isDefault = same;
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      long reach = spec.effectiveKernel(axis);
      long stride = spec.strides().get(axis);
      Size in = spec.inputSize(axis);
      Size out = spec.outputSize().get(axis);
      isDefault &= out.equals(ConvArithmetic.kerasTransposedSame(in, reach, stride, null));
      Size without =
          same
              ? ConvArithmetic.kerasTransposedSame(in, reach, stride, 0)
              : ConvArithmetic.kerasTransposedValid(in, reach, stride, 0);
      outputPadding.add(Math.toIntExact(out.minus(without)));
    }
    return isDefault ? null : outputPadding;
  }

  /** SAME, VALID, or a pair for each axis of the data. */
  static Object padding(TensorFlowSpec spec) {
    if (!(spec.padding() instanceof TensorFlowPadding.Explicit explicit)) {
      return spec.padding() instanceof TensorFlowPadding.Same ? "SAME" : "VALID";
    }
    if (spec.op() == TensorFlowOp.CONV1D) {
      return "causal";
    }
    List<List<Integer>> pairs = new ArrayList<>(pairs(explicit.amounts()));
    pairs.add(0, List.of(0, 0));
    pairs.add(spec.channelAxis(), List.of(0, 0));
    return pairs;
  }
}
