package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.OnnxStep;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Python function that builds an ONNX model: a node for each step on the data. It takes the
 * weight in the layout of PyTorch, which is that of the ONNX operators.
 */
final class OnnxFunction extends PlanFunction implements OnnxStep.Interpreter<Void> {
  private final List<String> nodes = new ArrayList<>();
  private final Map<String, Code> tensors = new LinkedHashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final @Nullable Shape kernel;

  /** The value that the next node on an operand takes. */
  private final Map<Operand, String> values = new EnumMap<>(Map.of(Operand.DATA, "x"));

  /** The steps on the data that follow. */
  private long left;

  OnnxFunction(Layer layer, Plan plan) {
    super(layer, plan, "%s.shape");
    this.left = plan.steps().stream().filter(traced -> traced.step().on() == Operand.DATA).count();
    this.kernel = kernel(plan);
    if (plan.weight() != null) {
      tensors.put("weight", Code.of("weight"));
      tensors.put("bias", Code.of("bias"));
    }
  }

  /** The shape of the weight after all steps on it. */
  private static @Nullable Shape kernel(Plan plan) {
    return plan.steps().stream()
        .filter(traced -> traced.step().on() == Operand.WEIGHT)
        .reduce((first, second) -> second)
        .map(Plan.Traced::shape)
        .orElse(plan.weight());
  }

  @Override
  String parameters() {
    return plan().weight() == null ? "" : Parameters.ofWeighted(layer());
  }

  @Override
  boolean takesData() {
    return false;
  }

  @Override
  @Nullable Shape givenWeight() {
    return kernel;
  }

  @Override
  List<String> remarks() {
    return Objects.equals(kernel, plan().weight())
        ? List.of()
        : List.of("The weight is in the layout of PyTorch");
  }

  @Override
  void end() {
    List<Object> arguments = new ArrayList<>();
    arguments.add(Code.list(nodes));
    arguments.add(Code.list(plan().input().sizes().stream().map(this::dimension).toList()));
    arguments.add(Code.list(plan().output().sizes().stream().map(this::dimension).toList()));
    tensors.forEach((name, value) -> arguments.add(Code.named(name, value)));
    body().result(1, Code.call("make_model", arguments.toArray()));
  }

  /** A size as a number, or as a name where the weight does not determine it. */
  private String dimension(Size size) {
    return OpenSizes.isDetermined(size, kernel)
        ? sizes().expression(size)
        : PythonText.literal(size.toString());
  }

  /** A name that is not taken: {@code pads}, {@code pads_2}. */
  private String take(String wish) {
    int number = names.merge(wish, 1, Integer::sum);
    return number == 1 ? wish : wish + "_" + number;
  }

  /** A constant input of a node. */
  private String tensor(String wish, Code numbers) {
    String name = take(wish);
    tensors.put(name, numbers);
    return PythonText.literal(name);
  }

  private static Code integers(List<? extends Number> values) {
    return Code.call("np.array", Code.list(values), "np.int64");
  }

  private static Code number(String value) {
    return Code.call("np.array", value, "np.float32");
  }

  /** The node of the last operator of a step on the data. */
  private Void node(String op, List<String> inputs, Object... attributes) {
    left--;
    return node(op, Operand.DATA, left == 0, inputs, attributes);
  }

  private Void node(
      String op, Operand on, boolean last, List<String> inputs, Object... attributes) {
    String name = take(op.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
    List<String> all = new ArrayList<>(List.of(input(on)));
    all.addAll(inputs);
    values.put(on, last ? "y" : name);
    List<Object> arguments = new ArrayList<>();
    arguments.add(PythonText.literal(op));
    arguments.add(Code.list(all));
    arguments.add(Code.list(List.of(input(on))));
    arguments.addAll(Arrays.asList(attributes));
    nodes.add(name);
    return assign(name, Code.call("helper.make_node", arguments.toArray()));
  }

  /** The value of an operand as the input of a node. */
  private String input(Operand on) {
    return PythonText.literal(Objects.requireNonNull(values.get(on)));
  }

  /** A list of nodes. */
  @Override
  public Void samePad(OnnxStep.SamePad step) {
    String name = take("pad");
    List<Object> arguments = new ArrayList<>();
    arguments.add(input(step.on()));
    arguments.add(PythonText.literal(name));
    for (List<Integer> numbers : List.of(step.kernelShape(), step.strides(), step.dilations())) {
      arguments.add(numbers);
    }
    if (step.fill() == Step.Pad.Fill.LOWEST) {
      arguments.add(Code.named("value", "-np.inf"));
    }
    switch (step.rule()) {
      case UPPER -> {}
      case LOWER -> arguments.add(Code.named("lower", "True"));
      case UPPER_STARTING_LATE -> arguments.add(Code.named("late_start", "True"));
    }
    left -= step.on() == Operand.DATA ? 1 : 0;
    values.put(step.on(), name);
    nodes.add("*" + name);
    return assign(name, Code.call("same_pad", arguments.toArray()));
  }

  @Override
  public Void zeroInsert(OnnxStep.ZeroInsert step) {
    Object channels = sizes().expression(data().size(1));
    List<Object> shape = new ArrayList<>(List.of(channels));
    shape.addAll(Collections.nCopies(step.strides().size() + 1, 1));
    String ones = tensor("ones", Code.call("np.ones", Code.tuple(shape), "weight.dtype"));
    return node(
        "ConvTranspose",
        List.of(ones),
        Code.named("strides", step.strides()),
        Code.named("group", channels));
  }

  @Override
  public Void conv(OnnxStep.Conv step) {
    List<Object> attributes = new ArrayList<>();
    addUnless(1, "strides", step.strides(), attributes);
    addUnless(1, "dilations", step.dilations(), attributes);
    addPadding(step.padding(), attributes);
    addGroup(step.group(), attributes);
    return node("Conv", weights(), attributes.toArray());
  }

  @Override
  public Void convTranspose(OnnxStep.ConvTranspose step) {
    List<Object> attributes = new ArrayList<>();
    addUnless(1, "strides", step.strides(), attributes);
    addUnless(1, "dilations", step.dilations(), attributes);
    addPadding(new ConvPadding.Explicit(step.pads()), attributes);
    addUnless(0, "output_padding", step.outputPadding(), attributes);
    addGroup(step.group(), attributes);
    return node("ConvTranspose", weights(), attributes.toArray());
  }

  private List<String> weights() {
    boolean optional = Parameters.takesOptionalBias(layer());
    return List.of("\"weight\"", optional ? "\"\" if bias is None else \"bias\"" : "\"bias\"");
  }

  @Override
  public Void maxPool(OnnxStep.MaxPool step) {
    return node("MaxPool", List.of(), attributes(step.windows()).toArray());
  }

  @Override
  public Void averagePool(OnnxStep.AveragePool step) {
    List<Object> attributes = attributes(step.windows());
    if (step.countIncludePad()) {
      attributes.add(Code.named("count_include_pad", 1));
    }
    return step.on() == Operand.DATA
        ? node("AveragePool", List.of(), attributes.toArray())
        : node("AveragePool", step.on(), false, List.of(), attributes.toArray());
  }

  private static List<Object> attributes(OnnxStep.PoolWindows windows) {
    List<Object> attributes = new ArrayList<>();
    attributes.add(Code.named("kernel_shape", windows.kernelShape()));
    addUnless(1, "strides", windows.strides(), attributes);
    addUnless(1, "dilations", windows.dilations(), attributes);
    addPadding(windows.padding(), attributes);
    return attributes;
  }

  private static void addPadding(ConvPadding padding, List<Object> attributes) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      addUnless(0, "pads", OnnxStep.beginsThenEnds(explicit.amounts()), attributes);
    } else {
      attributes.add(Code.named("auto_pad", PythonText.literal(OnnxStep.autoPad(padding))));
    }
  }

  private static void addUnless(
      int usual, String name, List<Integer> values, List<Object> attributes) {
    if (values.stream().anyMatch(value -> value != usual)) {
      attributes.add(Code.named(name, values));
    }
  }

  private void addGroup(Size group, List<Object> attributes) {
    if (!group.equals(Size.of(1))) {
      attributes.add(Code.named("group", sizes().expression(group)));
    }
  }

  @Override
  public Void expandDims(Step.ExpandDims step) {
    return node("Unsqueeze", List.of(tensor("axes", integers(List.of(0)))));
  }

  @Override
  public Void squeeze(Step.Squeeze step) {
    return node("Squeeze", List.of(tensor("axes", integers(List.of(0)))));
  }

  /** Weights are taken in the layout of the operators. */
  @Override
  public Void transpose(Step.Transpose step) {
    List<Integer> perm = Arrays.stream(step.permutation()).boxed().toList();
    return step.on() == Operand.WEIGHT
        ? null
        : node("Transpose", List.of(), Code.named("perm", perm));
  }

  /** Only weights are reshaped. */
  @Override
  public Void reshape(Step.Reshape step) {
    if (step.on() != Operand.WEIGHT) {
      throw unknown(step);
    }
    return null;
  }

  @Override
  public Void flipKernel(Step.FlipKernel step) {
    return assign("weight", Code.call("np.flip", "weight", Code.tuple(step.flipped())));
  }

  @Override
  public Void pad(Step.Pad step) {
    List<String> inputs = new ArrayList<>();
    inputs.add(tensor("pads", integers(OnnxStep.beginsThenEnds(step.paddings()))));
    if (step.fill() != Step.Pad.Fill.ZERO) {
      inputs.add(tensor("value", number(step.fill() == Step.Pad.Fill.LOWEST ? "-np.inf" : "1.0")));
    }
    Object[] attributes =
        step.mode() == Step.Pad.Mode.CONSTANT
            ? new Object[0]
            : new Object[] {Code.named("mode", PythonText.literal(OnnxStep.mode(step.mode())))};
    return node("Pad", inputs, attributes);
  }

  @Override
  public Void scale(Step.Scale step) {
    node("Mul", Operand.DATA, false, List.of(tensor("times", number(step.numerator() + ".0"))));
    return node("Div", List.of(tensor("over", number(step.denominator() + ".0"))));
  }

  @Override
  public Void slice(Step.Slice step) {
    throw unknown(step);
  }

  @Override
  public Void divide(Step.Divide step) {
    return node("Div", List.of(input(Operand.COVERAGE)));
  }

  /** A list of nodes. */
  @Override
  public Void ones(Step.Ones step) {
    String name = take("ones");
    values.put(Operand.COVERAGE, name);
    nodes.add("*" + name);
    return assign(name, Code.call("ones_like", input(Operand.DATA), PythonText.literal(name)));
  }

  @Override
  public Void split(Step.Split step) {
    throw unknown(step);
  }

  @Override
  public Void concat(Step.Concat step) {
    throw unknown(step);
  }

  private static IllegalStateException unknown(Step step) {
    return new IllegalStateException("no plan for ONNX has this step: " + step);
  }
}
