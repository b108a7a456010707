package io.github.padbridge.frameworks;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.execute.PlanRun;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.OnnxStep;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan for ONNX: the steps as nodes of a graph, by the operators that they name. */
final class PlanOnOnnxRuntime extends PlanRun<String> implements OnnxStep.Interpreter<String> {
  private final OnnxGraph graph;

  private PlanOnOnnxRuntime(Plan plan, CaseTensors on, OnnxGraph graph) {
    super(plan, on, OnnxGraph.DATA, of(on.weight(), graph), of(on.bias(), graph));
    this.graph = graph;
  }

  /**
   * The output of the plan.
   *
   * @throws IllegalStateException with the words of ONNX Runtime if it refuses a step
   */
  static Tensor run(Plan plan, CaseTensors on, Precision precision) {
    OnnxGraph graph = new OnnxGraph(OnnxStep.OPSET, on.x(), precision);
    return new PlanOnOnnxRuntime(plan, on, graph).run();
  }

  private static @Nullable String of(@Nullable Tensor tensor, OnnxGraph graph) {
    return tensor == null ? null : graph.constant(tensor);
  }

  @Override
  protected int[] shape(String value) {
    return graph.tensor(value).shape();
  }

  @Override
  protected Tensor tensor(String value) {
    return graph.tensor(value);
  }

  @Override
  protected List<String> parts(String whole, int axis, int count) {
    throw new IllegalStateException("no plan for ONNX splits");
  }

  @Override
  protected String joined(int axis, List<String> parts) {
    throw new IllegalStateException("no plan for ONNX joins parts");
  }

  @Override
  public String expandDims(Step.ExpandDims step) {
    return onData(x -> graph.node("Unsqueeze", x, graph.integers(List.of(0))));
  }

  @Override
  public String squeeze(Step.Squeeze step) {
    return onData(x -> graph.node("Squeeze", x, graph.integers(List.of(0))));
  }

  @Override
  public String transpose(Step.Transpose step) {
    List<Integer> perm = Arrays.stream(step.permutation()).boxed().toList();
    return on(step.on(), x -> graph.node("Transpose", List.of(x), Map.of("perm", perm)));
  }

  @Override
  public String reshape(Step.Reshape step) {
    List<Integer> shape = Arrays.stream(sizes(step.shape())).boxed().toList();
    return on(step.on(), x -> graph.node("Reshape", x, graph.integers(shape)));
  }

  @Override
  public String flipKernel(Step.FlipKernel step) {
    List<Integer> last = Collections.nCopies(step.flipped().size(), -1);
    List<Integer> beforeFirst = Collections.nCopies(step.flipped().size(), Integer.MIN_VALUE);
    return on(Operand.WEIGHT, kernel -> sliced(kernel, last, beforeFirst, step.flipped(), last));
  }

  @Override
  public String slice(Step.Slice step) {
    List<Integer> ends = new ArrayList<>();
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < step.begin().size(); axis++) {
      ends.add(step.begin().get(axis) + size(step.size().get(axis)));
      axes.add(axis);
    }
    List<Integer> ones = Collections.nCopies(axes.size(), 1);
    return onData(x -> sliced(x, step.begin(), ends, axes, ones));
  }

  private String sliced(
      String value,
      List<Integer> starts,
      List<Integer> ends,
      List<Integer> axes,
      List<Integer> steps) {
    return graph.node(
        "Slice",
        value,
        graph.integers(starts),
        graph.integers(ends),
        graph.integers(axes),
        graph.integers(steps));
  }

  @Override
  public String pad(Step.Pad step) {
    return on(step.on(), x -> padded(x, step.paddings(), step.mode(), step.fill()));
  }

  private String padded(String x, List<PadAmount> amounts, Step.Pad.Mode mode, Step.Pad.Fill fill) {
    double value =
        switch (fill) {
          case ZERO -> 0;
          case ONE -> 1;
          case LOWEST -> Double.NEGATIVE_INFINITY;
        };
    String pads = graph.integers(OnnxStep.beginsThenEnds(amounts));
    return graph.node(
        "Pad", List.of(x, pads, graph.constant(value)), Map.of("mode", OnnxStep.mode(mode)));
  }

  @Override
  public String samePad(OnnxStep.SamePad step) {
    return on(
        step.on(),
        x -> {
          List<PadAmount> amounts = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
          for (int axis = 0; axis < step.strides().size(); axis++) {
            amounts.add(step.amount(axis, shape(x)[axis + 2]));
          }
          return padded(x, amounts, Step.Pad.Mode.CONSTANT, step.fill());
        });
  }

  @Override
  public String zeroInsert(OnnxStep.ZeroInsert step) {
    return onData(
        x -> {
          int[] kernel = new int[step.strides().size() + 2];
          Arrays.fill(kernel, 1);
          kernel[0] = shape(x)[1];
          return graph.node(
              "ConvTranspose",
              List.of(x, ones(kernel)),
              Map.of("strides", step.strides(), "group", kernel[0]));
        });
  }

  private String ones(int[] shape) {
    double[] ones = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    Arrays.fill(ones, 1);
    return graph.constant(new Tensor(shape, ones));
  }

  @Override
  public String ones(Step.Ones step) {
    return cover(
        x -> {
          int[] one = shape(x).clone();
          one[0] = 1;
          one[step.channelAxis()] = 1;
          return ones(one);
        });
  }

  @Override
  public String divide(Step.Divide step) {
    String coverage = coverage();
    return onData(x -> graph.node("Div", x, coverage));
  }

  @Override
  public String scale(Step.Scale step) {
    return onData(
        x ->
            graph.node(
                "Div",
                graph.node("Mul", x, graph.constant(step.numerator())),
                graph.constant(step.denominator())));
  }

  @Override
  public String conv(OnnxStep.Conv step) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("strides", step.strides());
    attributes.put("dilations", step.dilations());
    attributes.put("group", size(step.group()));
    addPadding(step.padding(), attributes);
    return onPairs((x, kernel) -> graph.node("Conv", inputs(x, kernel, step.bias()), attributes));
  }

  @Override
  public String convTranspose(OnnxStep.ConvTranspose step) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("strides", step.strides());
    attributes.put("dilations", step.dilations());
    attributes.put("pads", OnnxStep.beginsThenEnds(step.pads()));
    attributes.put("output_padding", step.outputPadding());
    attributes.put("group", size(step.group()));
    return onPairs(
        (x, kernel) -> graph.node("ConvTranspose", inputs(x, kernel, step.bias()), attributes));
  }

  private List<String> inputs(String x, String kernel, boolean takesBias) {
    String bias = bias();
    unless(!takesBias || bias != null, "a bias is added that the layer does not have");
    return takesBias && bias != null ? List.of(x, kernel, bias) : List.of(x, kernel);
  }

  @Override
  public String maxPool(OnnxStep.MaxPool step) {
    return onData(x -> graph.node("MaxPool", List.of(x), attributes(step.windows())));
  }

  @Override
  public String averagePool(OnnxStep.AveragePool step) {
    Map<String, Object> attributes = attributes(step.windows());
    attributes.put("count_include_pad", step.countIncludePad() ? 1 : 0);
    return on(step.on(), x -> graph.node("AveragePool", List.of(x), attributes));
  }

  private static Map<String, Object> attributes(OnnxStep.PoolWindows windows) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("kernel_shape", windows.kernelShape());
    attributes.put("strides", windows.strides());
    attributes.put("dilations", windows.dilations());
    addPadding(windows.padding(), attributes);
    return attributes;
  }

  private static void addPadding(ConvPadding padding, Map<String, Object> attributes) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      attributes.put("pads", OnnxStep.beginsThenEnds(explicit.amounts()));
    } else {
      attributes.put("auto_pad", OnnxStep.autoPad(padding));
    }
  }
}
