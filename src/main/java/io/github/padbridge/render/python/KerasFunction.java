package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TargetLayout;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that builds one layer as a {@code keras.Sequential}. Each step of a plan of strategy
 * "keras" is a Keras layer or a part of one.
 */
final class KerasFunction {
  private final OpenSizes sizes = new OpenSizes();
  private final KerasConvolution layer;
  private final int rank;
  private final List<Code> layers = new ArrayList<>();
  private @Nullable Code convolution;
  private Code weight = Code.of("weight");

  private final Shape given;
  private Shape data;

  /**
   * @param input the input shape in the layout of the model
   */
  private KerasFunction(Layer spec, Shape input) {
    this.layer = new KerasConvolution(spec, sizes);
    this.given = input;
    this.rank = spec.spatialRank();
    this.data = input;
  }

  /** Writes {@code def name(weight, bias=None)}, which returns the model. */
  static String of(String name, Translation translation) {
    Layer spec = translation.spec();
    KerasFunction function = new KerasFunction(spec, TargetLayout.input(translation.plan()));
    function.run(translation.plan());
    CodeWriter code = new CodeWriter();
    code.line(0, "def " + name + "(" + Parameters.ofWeighted(spec) + "):");
    code.line(1, "\"\"\"" + SpecText.of(spec) + ".");
    code.line(0, "");
    code.line(
        1,
        "A model from "
            + function.given
            + " to "
            + function.data
            + ", channels last; weight in the "
            + spec.framework().title()
            + " layout.");
    code.line(1, "\"\"\"");
    function.sizes.read(code, Map.of("weight.shape", Objects.requireNonNull(spec.weightShape())));
    code.assign(1, "convolution", Objects.requireNonNull(function.convolution));
    code.assign(1, "model", Code.call("keras.Sequential", function.layers));
    code.line(1, "kernel = " + function.weight.flat());
    String weights = "[kernel, np.asarray(bias)]";
    if (Parameters.takesOptionalBias(spec)) {
      weights = "[kernel] if bias is None else " + weights;
    }
    code.line(1, "convolution.set_weights(" + weights + ")");
    code.line(1, "return model");
    return code.toString();
  }

  private void run(Plan plan) {
    layers.add(Code.call("keras.Input", sample(given)));
    for (Plan.Traced traced : plan.steps()) {
      add(traced.step());
      // Transposes of the data only change into the layout of the model and back.
      if (traced.step().on() == Operand.DATA && !(traced.step() instanceof Transpose)) {
        data = traced.shape();
      }
    }
  }

  private void add(Step step) {
    if (step instanceof Transpose transpose) {
      transpose(transpose);
    } else if (step instanceof Reshape reshape) {
      reshape(reshape);
    } else if (step instanceof FlipKernel flip) {
      weight = Code.of("np.flip(" + weight.flat() + ", " + Code.tuple(flip.flipped()).flat() + ")");
    } else if (step instanceof Pad pad) {
      layers.add(
          Code.call(
              "keras.layers.ZeroPadding" + rank + "D",
              amounts(pad.paddings().subList(1, rank + 1))));
    } else if (step instanceof Slice slice) {
      slice(slice);
    } else if (step instanceof Conv conv) {
      conv(conv);
    } else if (step instanceof OutputShapeConvTranspose conv) {
      convolve(layer.convTranspose(conv));
    } else if (!(step instanceof AddBias)) {
      // The Keras convolution adds the bias.
      throw new IllegalStateException("no Keras layer is a " + TensorFlowOpSet.OPS.call(step).op());
    }
  }

  /** {@code (None, 3)}: Keras needs the channels but no spatial sizes. */
  private Code sample(Shape input) {
    List<String> sample = new ArrayList<>();
    for (int axis = 1; axis < input.rank(); axis++) {
      Size size = input.size(axis);
      boolean needed = size.isKnown() || axis == rank + 1;
      sample.add(needed ? sizes.expression(size) : "None");
    }
    return Code.tuple(sample);
  }

  /** {@code (1, 2)} for one axis, {@code ((0, 1), (2, 2))} for several. */
  private static Code amounts(List<PadAmount> amounts) {
    List<String> pairs =
        amounts.stream().map(a -> "(" + a.before() + ", " + a.after() + ")").toList();
    return pairs.size() == 1 ? Code.of(pairs.get(0)) : Code.tuple(pairs);
  }

  private void transpose(Transpose step) {
    if (step.on() == Operand.WEIGHT) {
      weight = Code.of("np.transpose(weight, " + Arrays.toString(step.permutation()) + ")");
    }
  }

  /**
   * Reshapes the kernel (k..., 1, C·multiplier) of a depthwise layer to the Keras layout (k..., C,
   * multiplier); the output channels keep their order.
   */
  private void conv(Conv step) {
    boolean depthwise = layer.isDepthwise();
    if (depthwise && !layer.hasDepthwiseKernel()) {
      List<Integer> shape = new ArrayList<>(layer.kernelSize());
      shape.addAll(List.of(step.groups().intValue(), layer.multiplier()));
      weight = reshaped(Code.tuple(shape));
    }
    convolve(depthwise ? layer.depthwise(step) : layer.conv(step));
  }

  private void convolve(Code call) {
    convolution = call;
    layers.add(Code.of("convolution"));
  }

  private void slice(Slice step) {
    List<PadAmount> cut = new ArrayList<>();
    for (int axis = 1; axis <= rank; axis++) {
      int begin = step.begin().get(axis);
      cut.add(
          new PadAmount(
              begin, Math.toIntExact(data.size(axis).minus(step.size().get(axis)) - begin)));
    }
    layers.add(Code.call("keras.layers.Cropping" + rank + "D", amounts(cut)));
  }

  private void reshape(Reshape step) {
    // Only the kernel of a depthwise layer is reshaped; Keras takes it as given.
    if (!layer.isDepthwise()) {
      weight = reshaped(Code.tuple(step.shape().sizes().stream().map(sizes::expression).toList()));
    }
  }

  private Code reshaped(Code shape) {
    return Code.of(weight.flat() + ".reshape(" + shape.flat() + ")");
  }
}
