package io.github.padbridge.render.python;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Interpreter;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of a Python function: every step of a plan as a statement on {@code x} and {@code
 * weight}, with the shape it leaves as a comment. Sizes that the plan leaves open are read from
 * {@code x} when the function runs.
 */
final class TensorFlowFunction implements Interpreter.OfTensorFlow<Void> {
  private final DataFormat dataFormat;
  private final CodeWriter body = new CodeWriter();

  /** The unknown sizes that the code uses, by the axis of {@code x} they are read from. */
  private final TreeMap<Integer, String> usedSizes = new TreeMap<>();

  /** Null until the data's first step. */
  private @Nullable Shape given;

  private Shape data;
  private @Nullable Shape weight;
  private Shape after;
  private boolean dataIsSplit;

  private TensorFlowFunction(Plan plan, DataFormat dataFormat) {
    this.dataFormat = dataFormat;
    this.data = plan.input();
    this.weight = plan.weight();
    this.after = data;
  }

  /** Writes {@code def name(x, weight, bias=None)}, or {@code def name(x)} without a weight. */
  static String of(String name, String title, Plan plan, DataFormat dataFormat) {
    TensorFlowFunction function = new TensorFlowFunction(plan, dataFormat);
    function.run(plan);
    CodeWriter code = new CodeWriter();
    boolean weighs = plan.weight() != null;
    code.line(0, "def " + name + (weighs ? "(x, weight, bias=None):" : "(x):"));
    code.line(1, "\"\"\"" + title + ".");
    code.line(0, "");
    code.line(
        1,
        "x "
            + function.given
            + (weighs ? ", weight " + function.weight : "")
            + " -> "
            + function.data);
    code.line(1, "\"\"\"");
    function.usedSizes.forEach((axis, size) -> code.line(1, size + " = tf.shape(x)[" + axis + "]"));
    return code + function.body.toString();
  }

  private void run(Plan plan) {
    Shape weightGiven = weight;
    for (Plan.Traced traced : plan.steps()) {
      after = traced.shape();
      boolean isLayout = traced.step() instanceof Step.Transpose;
      boolean isFirst = given == null && traced.step().on() == Operand.DATA;
      if (isLayout && dataFormat == DataFormat.CHANNELS_LAST) {
        // The data comes as TensorFlow has it and stays so; the weight has been converted.
        weightGiven = traced.step().on() == Operand.WEIGHT ? after : weightGiven;
        given = isFirst ? after : given;
        after = traced.step().on() == Operand.WEIGHT || isFirst ? after : data;
      } else {
        given = isFirst ? data : given;
        traced.step().accept(this);
      }
      switch (traced.step().on()) {
        case DATA -> data = after;
        case WEIGHT -> weight = after;
        case COVERAGE -> {}
      }
    }
    weight = weightGiven;
    body.line(1, "return x");
  }

  private void assign(String target, Code code) {
    body.assign(1, target, code, after.toString());
  }

  private void assignX(String function, Object... arguments) {
    assign("x", Code.call(function, arguments));
  }

  @Override
  public Void expandDims(Step.ExpandDims step) {
    assignX("tf.expand_dims", "x", 0);
    return null;
  }

  @Override
  public Void squeeze(Step.Squeeze step) {
    assignX("tf.squeeze", "x", 0);
    return null;
  }

  @Override
  public Void transpose(Step.Transpose step) {
    String target = name(step.on());
    assign(target, Code.call("tf.transpose", target, ints(step.permutation())));
    return null;
  }

  @Override
  public Void pad(Step.Pad step) {
    String target = name(step.on());
    List<Object> arguments = new ArrayList<>(List.of(target));
    arguments.add(step.paddings().stream().map(p -> List.of(p.before(), p.after())).toList());
    if (step.mode() != Step.Pad.Mode.CONSTANT) {
      arguments.add(Code.named("mode", "\"" + step.mode() + "\""));
    }
    switch (step.fill()) {
      case ZERO -> {}
      case ONE -> arguments.add(Code.named("constant_values", 1));
      case LOWEST -> arguments.add(Code.named("constant_values", "float(\"-inf\")"));
    }
    assign(target, Code.call("tf.pad", arguments.toArray()));
    return null;
  }

  @Override
  public Void gather(TensorFlowStep.Gather step) {
    Size size = data.size(step.axis());
    int before = step.amount().before();
    Code range = Code.call("tf.range", -before, expression(size.plus(step.amount().after())));
    Code indices =
        switch (step.mode()) {
          case CLIP -> Code.call("tf.clip_by_value", range, 0, expression(size.minus(1)));
          case WRAP -> Code.call("tf.math.floormod", range, expression(size));
        };
    assignX("tf.gather", "x", indices, Code.named("axis", step.axis()));
    return null;
  }

  @Override
  public Void dilateKernel(TensorFlowStep.DilateKernel step) {
    spread("weight", Objects.requireNonNull(weight), 0, step.dilations());
    return null;
  }

  @Override
  public Void zeroInsert(TensorFlowStep.ZeroInsert step) {
    spread("x", data, 1, step.strides());
    return null;
  }

  /**
   * Each element brings its zeros along in an axis of its own; those after the last are cut off.
   * One axis after the other, since tf.pad takes no more than six.
   */
  private void spread(String target, Shape before, int firstAxis, List<Integer> steps) {
    Shape shape = before;
    for (int i = 0; i < steps.size(); i++) {
      int axis = firstAxis + i;
      int step = steps.get(i);
      Size size = shape.size(axis);
      if (step == 1 || size.equals(Size.of(1))) {
        continue;
      }
      List<Size> apart = new ArrayList<>(shape.sizes());
      apart.add(axis + 1, Size.of(1));
      assign(target, Code.call("tf.expand_dims", target, axis + 1), new Shape(apart));
      List<List<Integer>> zeros = new ArrayList<>(Collections.nCopies(apart.size(), List.of(0, 0)));
      zeros.set(axis + 1, List.of(0, step - 1));
      apart.set(axis + 1, Size.of(step));
      assign(target, Code.call("tf.pad", target, zeros), new Shape(apart));
      shape = shape.with(axis, size.times(step));
      assign(target, Code.call("tf.reshape", target, sizes(shape)), shape);
      shape = shape.with(axis, size.times(step).minus(step - 1));
      List<String> ranges = new ArrayList<>(Collections.nCopies(axis, ":"));
      ranges.add(":-" + (step - 1));
      assign(target, subscript(target, ranges), shape);
    }
  }

  private void assign(String target, Code code, Shape shape) {
    body.assign(1, target, code, shape.toString());
  }

  /**
   * A shape as an argument, which TensorFlow has to put together where a size is known only when it
   * runs.
   */
  private Code sizes(Shape shape) {
    List<String> sizes = shape.sizes().stream().map(this::expression).toList();
    return shape.isKnown() ? Code.list(sizes) : Code.call("tf.stack", sizes);
  }

  @Override
  public Void flipKernel(Step.FlipKernel step) {
    assign("weight", Code.call("tf.reverse", "weight", Code.named("axis", step.flipped())));
    return null;
  }

  @Override
  public Void reshape(Step.Reshape step) {
    assign(name(step.on()), Code.call("tf.reshape", name(step.on()), sizes(step.shape())));
    return null;
  }

  @Override
  public Void ones(Step.Ones step) {
    List<String> ranges = new ArrayList<>(Collections.nCopies(data.rank(), ":"));
    ranges.set(0, ":1");
    ranges.set(step.channelAxis(), ":1");
    assign("coverage", Code.call("tf.ones_like", subscript("x", ranges)));
    return null;
  }

  @Override
  public Void divide(Step.Divide step) {
    assign("x", Code.operation("x / coverage"));
    return null;
  }

  @Override
  public Void scale(Step.Scale step) {
    assign("x", Code.operation("x * " + step.numerator() + " / " + step.denominator()));
    return null;
  }

  @Override
  public Void pool(TensorFlowStep.Pool step) {
    boolean isFlat = step.ksize().size() == 1;
    String target = name(step.on());
    assign(
        target,
        Code.call(
            "tf.nn." + step.op(Framework.TENSORFLOW),
            target,
            Code.named("ksize", isFlat ? step.ksize().get(0) : step.ksize()),
            Code.named("strides", isFlat ? step.strides().get(0) : step.strides()),
            padding(step.padding())));
    return null;
  }

  @Override
  public Void windowMax(TensorFlowStep.WindowMax step) {
    String windows = expression(after.size(step.axis()));
    body.line(
        1,
        "windows = tf.range("
            + windows
            + ")[:, None] * "
            + step.stride()
            + " + tf.range("
            + step.size()
            + ") * "
            + step.dilation());
    Code gathered = Code.call("tf.gather", "x", "windows", Code.named("axis", step.axis()));
    assign("x", Code.call("tf.reduce_max", gathered, Code.named("axis", step.axis() + 1)));
    return null;
  }

  @Override
  public Void split(Step.Split step) {
    dataIsSplit |= step.on() == Operand.DATA;
    body.assign(
        1,
        name(step.on()) + "s",
        Code.call("tf.split", name(step.on()), step.parts(), Code.named("axis", step.axis())),
        step.parts() + " of " + after);
    return null;
  }

  @Override
  public Void concat(Step.Concat step) {
    dataIsSplit &= step.on() != Operand.DATA;
    String target = name(step.on());
    assign(target, Code.call("tf.concat", target + "s", Code.named("axis", step.axis())));
    return null;
  }

  @Override
  public Void conv(TensorFlowStep.Conv step) {
    List<Object> arguments = new ArrayList<>();
    int rank = step.strides().size();
    switch (rank) {
      case 1 -> arguments.add(Code.named("stride", step.strides().get(0)));
      case 2 -> arguments.add(Code.named("strides", step.strides()));
      default -> arguments.add(Code.named("strides", ofAllAxes(step.strides())));
    }
    arguments.add(padding(step.padding()));
    addDilations(
        step.dilations(), rank == 3 ? ofAllAxes(step.dilations()) : step.dilations(), arguments);
    convolve("tf.nn.conv" + rank + "d", arguments);
    return null;
  }

  @Override
  public Void convTranspose(TensorFlowStep.ConvTranspose step) {
    List<Object> options = new ArrayList<>();
    options.add(Code.named("output_shape", sizes(step.outputShape())));
    options.add(
        Code.named("strides", step.strides().size() == 1 ? step.strides().get(0) : step.strides()));
    options.add(padding(step.padding()));
    addDilations(step.dilations(), step.dilations(), options);
    convolve("tf.nn.conv" + step.strides().size() + "d_transpose", options);
    return null;
  }

  private static Code padding(ConvPadding padding) {
    return Code.named(
        "padding", padding.term() instanceof String name ? "\"" + name + "\"" : padding.term());
  }

  private static void addDilations(
      List<Integer> dilations, List<Integer> written, List<Object> arguments) {
    if (dilations.stream().anyMatch(dilation -> dilation > 1)) {
      arguments.add(Code.named("dilations", dilations.size() == 1 ? dilations.get(0) : written));
    }
  }

  /** TensorFlow's 3-D convolution wants the batch and the channels too. */
  private static List<Integer> ofAllAxes(List<Integer> spatial) {
    List<Integer> all = new ArrayList<>(spatial);
    all.add(0, 1);
    all.add(1);
    return all;
  }

  private void convolve(String function, List<Object> options) {
    List<Object> arguments =
        new ArrayList<>(dataIsSplit ? List.of("part", "kernel") : List.of("x", "weight"));
    arguments.addAll(options);
    Code call = Code.call(function, arguments.toArray());
    if (dataIsSplit) {
      Code clause = Code.call("for part, kernel in zip", "xs", "weights");
      body.assign(1, "xs", Code.loop(call, clause), "each " + after);
    } else {
      assign("x", call);
    }
  }

  @Override
  public Void slice(Step.Slice step) {
    List<String> ranges = new ArrayList<>();
    for (int axis = 0; axis < data.rank(); axis++) {
      long begin = step.begin().get(axis);
      long cut = data.size(axis).minus(step.size().get(axis)) - begin;
      String end =
          cut == 0
              ? ""
              : data.size(axis).isKnown() ? "" + (data.size(axis).value() - cut) : "-" + cut;
      ranges.add((begin == 0 ? "" : begin) + ":" + end);
    }
    assign("x", subscript("x", ranges));
    return null;
  }

  /** {@code x[:, 1:5]}, without the axes at the end that stay whole. */
  private static Code subscript(String target, List<String> ranges) {
    int last = ranges.size();
    while (last > 1 && ranges.get(last - 1).equals(":")) {
      last--;
    }
    return Code.of(target + "[" + String.join(", ", ranges.subList(0, last)) + "]");
  }

  @Override
  public Void addBias(TensorFlowStep.AddBias step) {
    assignX("tf.add", "x", "bias");
    return null;
  }

  /** A size as Python computes it from the sizes of {@code x}. */
  private String expression(Size size) {
    String variable = size.variable();
    if (variable == null) {
      return Long.toString(size.value());
    }
    String name = variable.toLowerCase(Locale.ROOT);
    usedSizes.put(axisOf(variable), name);
    return SizeExpression.of(size, name);
  }

  private int axisOf(String variable) {
    Shape input = given == null ? data : given;
    for (int axis = 0; axis < input.rank(); axis++) {
      if (variable.equals(input.size(axis).variable())) {
        return axis;
      }
    }
    throw new IllegalStateException(variable + " is no size of the input " + input);
  }

  private static String name(Operand operand) {
    return switch (operand) {
      case DATA -> "x";
      case WEIGHT -> "weight";
      case COVERAGE -> "coverage";
    };
  }

  private static List<Integer> ints(int[] values) {
    List<Integer> list = new ArrayList<>();
    for (int value : values) {
      list.add(value);
    }
    return list;
  }
}
