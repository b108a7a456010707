package io.github.padbridge.frameworks;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.execute.PlanRun;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
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
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.proof.Precision;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan for ONNX: the steps as nodes of a graph, by the operators that they name. */
final class PlanOnOnnxRuntime extends PlanRun<String> implements OnnxInterpreter<String> {
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
    OnnxGraph graph = new OnnxGraph(OnnxOpSet.OPSET, on.x(), precision);
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
  public String expandDims(ExpandDims step) {
    return onData(x -> graph.node("Unsqueeze", x, graph.integers(List.of(0))));
  }

  @Override
  public String squeeze(Squeeze step) {
    return onData(x -> graph.node("Squeeze", x, graph.integers(List.of(0))));
  }

  @Override
  public String transpose(Transpose step) {
    List<Integer> perm = Arrays.stream(step.permutation()).boxed().toList();
    return on(step.on(), x -> graph.node("Transpose", List.of(x), Map.of("perm", perm)));
  }

  @Override
  public String reshape(Reshape step) {
    List<Integer> shape = Arrays.stream(sizes(step.shape())).boxed().toList();
    return on(step.on(), x -> graph.node("Reshape", x, graph.integers(shape)));
  }

  @Override
  public String flipKernel(FlipKernel step) {
    List<Integer> last = Collections.nCopies(step.flipped().size(), -1);
    List<Integer> beforeFirst = Collections.nCopies(step.flipped().size(), Integer.MIN_VALUE);
    return on(Operand.WEIGHT, kernel -> sliced(kernel, last, beforeFirst, step.flipped(), last));
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
  public String pad(Pad step) {
    return on(step.on(), x -> padded(x, step));
  }

  private String padded(String x, Pad step) {
    double value =
        switch (step.fill()) {
          case ZERO -> 0;
          case ONE -> 1;
          case LOWEST -> Double.NEGATIVE_INFINITY;
        };
    String pads = graph.integers(OnnxOpSet.beginsThenEnds(step.paddings()));
    return graph.node(
        "Pad", List.of(x, pads, graph.constant(value)), Map.of("mode", step.mode().numpyName()));
  }

  @Override
  public String samePad(SamePad step) {
    return on(step.on(), x -> padded(x, step.at(shape(x))));
  }

  @Override
  public String zeroInsert(ZeroInsert step) {
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
  public String ones(Ones step) {
    return cover(
        x -> {
          int[] one = shape(x).clone();
          one[0] = 1;
          one[step.channelAxis()] = 1;
          return ones(one);
        });
  }

  @Override
  public String divide(Divide step) {
    String coverage = coverage();
    return onData(x -> graph.node("Div", x, coverage));
  }

  @Override
  public String scale(Scale step) {
    return onData(
        x ->
            graph.node(
                "Div",
                graph.node("Mul", x, graph.constant(step.numerator())),
                graph.constant(step.denominator())));
  }

  @Override
  public String conv(Conv step) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("strides", step.strides());
    attributes.put("dilations", step.dilations());
    attributes.put("group", size(step.groups()));
    addPadding(step.padding(), attributes);
    return onPairs((x, kernel) -> graph.node("Conv", inputs(x, kernel, step.bias()), attributes));
  }

  @Override
  public String convTranspose(ConvTranspose step) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("strides", step.strides());
    attributes.put("dilations", step.dilations());
    attributes.put("pads", OnnxOpSet.beginsThenEnds(step.crops()));
    attributes.put("output_padding", step.outputPadding());
    attributes.put("group", size(step.groups()));
    return onPairs(
        (x, kernel) -> graph.node("ConvTranspose", inputs(x, kernel, step.bias()), attributes));
  }

  private List<String> inputs(String x, String kernel, boolean takesBias) {
    String bias = bias();
    unless(!takesBias || bias != null, "a bias is added that the layer does not have");
    return takesBias && bias != null ? List.of(x, kernel, bias) : List.of(x, kernel);
  }

  @Override
  public String pool(Pool step) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("kernel_shape", step.grid().size());
    attributes.put("strides", step.grid().strides());
    attributes.put("dilations", step.grid().dilations());
    addPadding(step.padding(), attributes);
    if (step.pooling() == Pooling.AVG) {
      attributes.put("count_include_pad", step.countsPadding() ? 1 : 0);
    }
    String op = OnnxOpSet.OPS.call(step).op();
    return on(step.on(), x -> graph.node(op, List.of(x), attributes));
  }

  private static void addPadding(WindowPadding padding, Map<String, Object> attributes) {
    if (padding instanceof WindowPadding.Explicit explicit) {
      attributes.put("pads", OnnxOpSet.beginsThenEnds(explicit.amounts()));
    } else {
      attributes.put("auto_pad", OnnxOpSet.autoPad(padding));
    }
  }
}
