package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.OnnxInterpreter;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.plan.step.ZeroInsert;
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
final class OnnxFunction extends PlanFunction implements OnnxInterpreter<Void> {
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
  public Void samePad(SamePad step) {
    String name = take("pad");
    List<Object> arguments = new ArrayList<>();
    arguments.add(input(step.on()));
    arguments.add(PythonText.literal(name));
    WindowGrid grid = step.grid();
    for (List<Integer> numbers : List.of(grid.size(), grid.strides(), grid.dilations())) {
      arguments.add(numbers);
    }
    if (step.fill() == Pad.Fill.LOWEST) {
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
  public Void zeroInsert(ZeroInsert step) {
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
  public Void conv(Conv step) {
    List<Object> attributes = new ArrayList<>();
    addUnless(1, "strides", step.strides(), attributes);
    addUnless(1, "dilations", step.dilations(), attributes);
    addPadding(step.padding(), attributes);
    addGroup(step.groups(), attributes);
    return node("Conv", weights(), attributes.toArray());
  }

  @Override
  public Void convTranspose(ConvTranspose step) {
    List<Object> attributes = new ArrayList<>();
    addUnless(1, "strides", step.strides(), attributes);
    addUnless(1, "dilations", step.dilations(), attributes);
    addPadding(new WindowPadding.Explicit(step.crops()), attributes);
    addUnless(0, "output_padding", step.outputPadding(), attributes);
    addGroup(step.groups(), attributes);
    return node("ConvTranspose", weights(), attributes.toArray());
  }

  private List<String> weights() {
    boolean optional = Parameters.takesOptionalBias(layer());
    return List.of("\"weight\"", optional ? "\"\" if bias is None else \"bias\"" : "\"bias\"");
  }

  @Override
  public Void pool(Pool step) {
    List<Object> attributes = new ArrayList<>();
    attributes.add(Code.named("kernel_shape", step.grid().size()));
    addUnless(1, "strides", step.grid().strides(), attributes);
    addUnless(1, "dilations", step.grid().dilations(), attributes);
    addPadding(step.padding(), attributes);
    if (step.countsPadding()) {
      attributes.add(Code.named("count_include_pad", 1));
    }
    String op = OnnxOpSet.OPS.call(step).op();
    return step.on() == Operand.DATA
        ? node(op, List.of(), attributes.toArray())
        : node(op, step.on(), false, List.of(), attributes.toArray());
  }

  private static void addPadding(WindowPadding padding, List<Object> attributes) {
    if (padding instanceof WindowPadding.Explicit explicit) {
      addUnless(0, "pads", OnnxOpSet.beginsThenEnds(explicit.amounts()), attributes);
    } else {
      attributes.add(Code.named("auto_pad", PythonText.literal(OnnxOpSet.autoPad(padding))));
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
  public Void expandDims(ExpandDims step) {
    return node("Unsqueeze", List.of(tensor("axes", integers(List.of(0)))));
  }

  @Override
  public Void squeeze(Squeeze step) {
    return node("Squeeze", List.of(tensor("axes", integers(List.of(0)))));
  }

  /** Weights are taken in the layout of the operators. */
  @Override
  public Void transpose(Transpose step) {
    List<Integer> perm = Arrays.stream(step.permutation()).boxed().toList();
    return step.on() == Operand.WEIGHT
        ? null
        : node("Transpose", List.of(), Code.named("perm", perm));
  }

  /** Only weights are reshaped. */
  @Override
  public Void reshape(Reshape step) {
    if (step.on() != Operand.WEIGHT) {
      throw new IllegalStateException("no plan for ONNX has this step: " + step);
    }
    return null;
  }

  @Override
  public Void flipKernel(FlipKernel step) {
    return assign("weight", Code.call("np.flip", "weight", Code.tuple(step.flipped())));
  }

  @Override
  public Void pad(Pad step) {
    List<String> inputs = new ArrayList<>();
    inputs.add(tensor("pads", integers(OnnxOpSet.beginsThenEnds(step.paddings()))));
    if (step.fill() != Pad.Fill.ZERO) {
      inputs.add(tensor("value", number(step.fill() == Pad.Fill.LOWEST ? "-np.inf" : "1.0")));
    }
    Object[] attributes =
        step.mode() == Pad.Mode.CONSTANT
            ? new Object[0]
            : new Object[] {Code.named("mode", PythonText.literal(step.mode().numpyName()))};
    return node("Pad", inputs, attributes);
  }

  @Override
  public Void scale(Scale step) {
    node("Mul", Operand.DATA, false, List.of(tensor("times", number(step.numerator() + ".0"))));
    return node("Div", List.of(tensor("over", number(step.denominator() + ".0"))));
  }

  @Override
  public Void divide(Divide step) {
    return node("Div", List.of(input(Operand.COVERAGE)));
  }

  /** A list of nodes. */
  @Override
  public Void ones(Ones step) {
    String name = take("ones");
    values.put(Operand.COVERAGE, name);
    nodes.add("*" + name);
    return assign(name, Code.call("ones_like", input(Operand.DATA), PythonText.literal(name)));
  }
}
