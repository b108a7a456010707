package io.github.padbridge.render.python;

import io.github.padbridge.plan.Interpreter;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TargetLayout;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that builds one layer as a {@code keras.Sequential}: the steps of a plan of strategy
 * "keras", of which each is a layer or a part of one.
 */
final class KerasFunction implements Interpreter.OfTensorFlow<Void> {
  private final OpenSizes sizes = new OpenSizes();
  private final KerasConvolution layer;
  private final int rank;
  private final List<Code> layers = new ArrayList<>();
  private @Nullable Code convolution;
  private Code weight = Code.of("weight");

  private final Shape given;
  private Shape data;

  /**
   * @param input the input's shape in the model's layout
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
            + ", channels last; weight as "
            + spec.framework().title()
            + " has it.");
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
      traced.step().accept(this);
      // A transposition of the data leads into the layout that the model has, or out of it.
      if (traced.step().on() == Operand.DATA && !(traced.step() instanceof Step.Transpose)) {
        data = traced.shape();
      }
    }
  }

  /** {@code (None, 3)}: Keras needs no spatial size, but the channels. */
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

  @Override
  public Void transpose(Step.Transpose step) {
    if (step.on() == Operand.WEIGHT) {
      weight = Code.of("np.transpose(weight, " + Arrays.toString(step.permutation()) + ")");
    }
    return null;
  }

  @Override
  public Void pad(Step.Pad step) {
    layers.add(
        Code.call(
            "keras.layers.ZeroPadding" + rank + "D",
            amounts(step.paddings().subList(1, rank + 1))));
    return null;
  }

  /**
   * The kernel (k..., 1, C·multiplier) of a depthwise layer becomes Keras' (k..., C, multiplier);
   * the output channels keep their order.
   */
  @Override
  public Void conv(TensorFlowStep.Conv step) {
    boolean depthwise = layer.isDepthwise();
    if (depthwise && !layer.hasDepthwiseKernel()) {
      List<Integer> shape = new ArrayList<>(layer.kernelSize());
      shape.addAll(List.of(step.groups().intValue(), layer.multiplier()));
      weight = reshaped(Code.tuple(shape));
    }
    return convolve(depthwise ? layer.depthwise(step) : layer.conv(step));
  }

  @Override
  public Void convTranspose(TensorFlowStep.ConvTranspose step) {
    return convolve(layer.convTranspose(step));
  }

  private Void convolve(Code call) {
    convolution = call;
    layers.add(Code.of("convolution"));
    return null;
  }

  @Override
  public Void slice(Step.Slice step) {
    List<PadAmount> cut = new ArrayList<>();
    for (int axis = 1; axis <= rank; axis++) {
      int begin = step.begin().get(axis);
      cut.add(
          new PadAmount(
              begin, Math.toIntExact(data.size(axis).minus(step.size().get(axis)) - begin)));
    }
    layers.add(Code.call("keras.layers.Cropping" + rank + "D", amounts(cut)));
    return null;
  }

  /** The convolution's own. */
  @Override
  public Void addBias(TensorFlowStep.AddBias step) {
    return null;
  }

  @Override
  public Void expandDims(Step.ExpandDims step) {
    throw noLayer(step);
  }

  @Override
  public Void squeeze(Step.Squeeze step) {
    throw noLayer(step);
  }

  @Override
  public Void gather(TensorFlowStep.Gather step) {
    throw noLayer(step);
  }

  @Override
  public Void dilateKernel(TensorFlowStep.DilateKernel step) {
    throw noLayer(step);
  }

  @Override
  public Void zeroInsert(TensorFlowStep.ZeroInsert step) {
    throw noLayer(step);
  }

  @Override
  public Void flipKernel(Step.FlipKernel step) {
    weight = Code.of("np.flip(" + weight.flat() + ", " + Code.tuple(step.flipped()).flat() + ")");
    return null;
  }

  @Override
  public Void reshape(Step.Reshape step) {
    // Nothing but the kernel of a depthwise layer is reshaped, which Keras' takes as it is.
    if (layer.isDepthwise()) {
      return null;
    }
    weight = reshaped(Code.tuple(step.shape().sizes().stream().map(sizes::expression).toList()));
    return null;
  }

  private Code reshaped(Code shape) {
    return Code.of(weight.flat() + ".reshape(" + shape.flat() + ")");
  }

  @Override
  public Void ones(Step.Ones step) {
    throw noLayer(step);
  }

  @Override
  public Void divide(Step.Divide step) {
    throw noLayer(step);
  }

  @Override
  public Void scale(Step.Scale step) {
    throw noLayer(step);
  }

  @Override
  public Void pool(TensorFlowStep.Pool step) {
    throw noLayer(step);
  }

  @Override
  public Void windowMax(TensorFlowStep.WindowMax step) {
    throw noLayer(step);
  }

  @Override
  public Void split(Step.Split step) {
    throw noLayer(step);
  }

  @Override
  public Void concat(Step.Concat step) {
    throw noLayer(step);
  }

  private static IllegalStateException noLayer(Step step) {
    return new IllegalStateException("no layer of Keras' is a " + step.op(Framework.TENSORFLOW));
  }
}
