package io.github.padbridge.repair;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Style;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.equivalence.ChainAxes;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds code for each step of a chain.
 *
 * @param layout of the data in the code
 */
record StepWriter(Chain source, ChainTarget target, Style style, Layout layout) {
  private static final String ADAPTIVE =
      "give the size with --input-shape: where all windows have one size it is a plain pooling";

  /** The writer for a chain: as layers or statements, as the chain is, where layers can say it. */
  static StepWriter of(Chain source, List<RepairStep> steps, ChainTarget target) {
    Style from = source.style();
    boolean statements =
        switch (target) {
          case KERAS, ONNX -> false;
          case TENSORFLOW, JAX -> true;
          case PYTORCH -> from.statements() || steps.stream().anyMatch(StepWriter::needsStatement);
        };
    Style style =
        new Style(
            target.framework(),
            statements,
            from.statements() ? from.input() : "x",
            from.weights(),
            from.biases(),
            List.of(),
            List.of(),
            target == ChainTarget.KERAS,
            false);
    return new StepWriter(source, target, style, layout(source, target));
  }

  private static Layout layout(Chain source, ChainTarget target) {
    Layout own = ChainLayout.input(source);
    boolean isOwn = target.framework() == source.style().framework();
    boolean first =
        switch (target) {
          case PYTORCH, ONNX -> true;
          case TENSORFLOW, KERAS -> false;
          case JAX -> own.indexOf('C') == 1;
        };
    int rank = source.spatialRank();
    return isOwn ? own : first ? Layout.of("NC", rank, "") : Layout.of("N", rank, "C");
  }

  /** Whether no PyTorch module can say a step: modules name their channels and paddings. */
  private static boolean needsStatement(RepairStep step) {
    if (step instanceof Windows windows
        && LayerComputation.of(windows.layer()) instanceof Convolution convolution) {
      Channels channels = convolution.channels();
      boolean isKnown = channels.in().isKnown() && channels.out().isKnown();
      return !isKnown || Dialect.amounts(windows).isEmpty();
    }
    return (step instanceof RepairStep.Adaptive adaptive && adaptive.op().dropsAxes())
        || (step instanceof Windows windows
            && windows.first() instanceof AxisOp.Max
            && Dialect.amounts(windows).isEmpty());
  }

  /**
   * Ways to write a step, each as lines of code.
   *
   * @param equal whether there is one, which is equal to the step at every size
   */
  record Ways(List<List<String>> lines, boolean equal) {}

  /**
   * Ways to write a step: one that is equal to it at every size, or all where none is.
   *
   * @throws Refusal if there is none
   */
  Ways ways(RepairStep step) {
    if (step instanceof RepairStep.Function function) {
      String comment = "# left out: " + function.function();
      return new Ways(List.of(List.of(code(function).orElse(comment))), true);
    }
    if (step instanceof RepairStep.Adaptive adaptive) {
      return new Ways(
          List.of(dialects(step).get(0).adaptive(adaptive).orElseThrow(() -> refusal(step))), true);
    }
    if (movesGroups(step) || hasNoPatches(step)) {
      throw refusal(step);
    }
    List<List<String>> ways = new ArrayList<>();
    for (Dialect dialect : dialects(step)) {
      if (step instanceof Windows windows) {
        for (List<String> way : written(windows, dialect)) {
          Check check = check(windows, way);
          if (check == Check.EQUAL) {
            return new Ways(List.of(way), true);
          }
          if (check == Check.READ) {
            ways.add(way);
          }
        }
      } else {
        dialect.padding((RepairStep.Padding) step).ifPresent(ways::add);
      }
    }
    if (ways.isEmpty()) {
      throw refusal(step);
    }
    return new Ways(ways, !(step instanceof Windows));
  }

  /** The functions of the chain that the target has no code for. */
  List<Chain.FunctionOp> leftOut(List<RepairStep> steps) {
    List<Chain.FunctionOp> functions = source.functions();
    List<Chain.FunctionOp> leftOut = new ArrayList<>();
    int next = 0;
    for (RepairStep step : steps) {
      if (step instanceof RepairStep.Function function) {
        if (code(function).isEmpty()) {
          leftOut.add(functions.get(next));
        }
        next++;
      }
    }
    return leftOut;
  }

  private Optional<String> code(RepairStep.Function step) {
    return dialects(step).get(0).function(step);
  }

  /** The ways of a dialect, with zeros that a transposed convolution cannot add in front of it. */
  private static List<List<String>> written(Windows step, Dialect dialect) {
    if (!Dialect.isTransposed(step) || dialect.reachesBeyond()) {
      return dialect.windows(step);
    }
    PaddedTransposed padded = PaddedTransposed.of(step);
    if (padded.isNone()) {
      return dialect.windows(step);
    }
    List<String> pad = dialect.padding(padded.padding()).orElse(List.of());
    return dialect.windows(padded.windows()).stream().map(way -> Dialect.joined(pad, way)).toList();
  }

  /** What a way to write a step has been found to be. */
  private enum Check {
    /** The same as the step at every size. */
    EQUAL,
    /** Code with the same channels. */
    READ,
    /** No code of the framework, or code with other channels. */
    WRONG
  }

  private Check check(Windows step, List<String> way) {
    Chain read;
    try {
      String code = ChainCode.functions(target, way) + String.join("\n", way);
      read = SideText.parse("translation", code).resolve(List.of(step.layer()), Map.of());
    } catch (Refusal refusal) {
      return Check.WRONG;
    }
    if (!sameGroups(step.layer(), read.layers().get(0))) {
      return Check.WRONG;
    }
    List<List<AxisOp>> axes = step.windows().stream().map(w -> alone(w, step.bias())).toList();
    boolean isEqual = Equivalence.isAlways(axes, ChainAxes.of(read)).orElse(false);
    return isEqual ? Check.EQUAL : Check.READ;
  }

  private static boolean sameGroups(Layer one, Layer other) {
    return !(LayerComputation.of(one) instanceof Convolution left
        && LayerComputation.of(other) instanceof Convolution right
        && left.channels().groups().isKnown()
        && right.channels().groups().isKnown()
        && !left.channels().groups().equals(right.channels().groups()));
  }

  /** The ops of a step as those of the first layer of a chain. */
  private static List<AxisOp> alone(AxisOp.Windowed window, boolean bias) {
    AxisOp first =
        window instanceof AxisOp.Sum sum
            ? new AxisOp.Sum(
                sum.window(), sum.edges(), sum.onlySize(), 0, sum.border(), sum.reversed())
            : window;
    return bias ? List.of(first, new AxisOp.Bias(0)) : List.of(first);
  }

  /** How code may be written for a step, the better first. */
  private List<Dialect> dialects(RepairStep step) {
    boolean depthwise =
        step instanceof Windows windows
            && !Dialect.isTransposed(windows)
            && LayerComputation.of(windows.layer()) instanceof Convolution convolution
            && convolution.channels().isDepthwise()
            // Depthwise ops with unequal strides do not run on every build.
            && windows.windows().stream().map(w -> w.window().stride()).distinct().count() == 1;
    return switch (target) {
      case PYTORCH -> List.of(new TorchCode(style, true));
      case TENSORFLOW ->
          depthwise ? List.of(tensorFlow(true), tensorFlow(false)) : List.of(tensorFlow(false));
      case KERAS -> depthwise ? List.of(keras(true), keras(false)) : List.of(keras(false));
      case ONNX -> List.of(new OnnxNodes(true));
      case JAX -> List.of(new LaxStatements(style, jaxLayouts(step), false));
    };
  }

  private Dialect tensorFlow(boolean depthwise) {
    return new TensorFlowStatements(style, layout, depthwise);
  }

  private Dialect keras(boolean depthwise) {
    return new KerasLayers(style, depthwise, layout.indexOf('C') == 1);
  }

  /** The layout of the data, and that of the weight in the chain where JAX has it. */
  private JaxLayouts jaxLayouts(RepairStep step) {
    Layout weight = step instanceof Windows windows ? windows.layer().weightLayout() : null;
    boolean first = layout.indexOf('C') == 1;
    int rank = layout.axes().length() - 2;
    JaxLayouts usual = first ? JaxLayouts.channelsFirst(rank) : JaxLayouts.channelsLast(rank);
    boolean isOfJax =
        weight != null && weight.axes().indexOf('I') >= 0 && weight.axes().indexOf('O') >= 0;
    return isOfJax ? new JaxLayouts(layout, weight) : usual;
  }

  /**
   * Whether the weight of a transposed convolution has its groups along the input axis: JAX takes
   * them along the output axis, which is no permutation.
   */
  private boolean movesGroups(RepairStep step) {
    return target == ChainTarget.JAX
        && source.style().framework() != target.framework()
        && step instanceof Windows windows
        && Dialect.isTransposed(windows)
        && !((Convolution) LayerComputation.of(windows.layer())).channels().isOneGroup();
  }

  /** Whether the target has no function that returns windows. */
  private boolean hasNoPatches(RepairStep step) {
    return step instanceof Windows windows
        && windows.patches() != null
        && target != ChainTarget.PYTORCH
        && target != ChainTarget.TENSORFLOW;
  }

  /** Why there is no code for a step. */
  Refusal refusal(RepairStep step) {
    boolean isLayer = step instanceof Windows;
    String op =
        step instanceof Windows windows
            ? op(windows)
            : step instanceof RepairStep.Adaptive adaptive ? adaptive.op().written() : "pad";
    return new Refusal(
        Fault.at(
            place(step),
            op + " cannot be written in " + target.title() + " here: " + reason(step),
            hasOpenGroups(step)
                ? "give them with --in-channels or --input-shape"
                : hasNoPatches(step)
                    ? "use --to pytorch or --to tensorflow"
                    : isLayer ? help() : step instanceof RepairStep.Adaptive ? ADAPTIVE : null));
  }

  private static String op(Windows step) {
    return step.patches() == null ? step.layer().opName() : step.patches().function();
  }

  private String help() {
    return source.ops().size() > 1 || target == ChainTarget.ONNX || target == ChainTarget.JAX
        ? "translate this layer alone: its plan may take other steps"
        : "use --to tensorflow: its plan has other steps";
  }

  /** Whether PyTorch cannot name the groups of a convolution. */
  private boolean hasOpenGroups(RepairStep step) {
    return target == ChainTarget.PYTORCH
        && step instanceof Windows windows
        && LayerComputation.of(windows.layer()) instanceof Convolution convolution
        && !convolution.channels().groups().isKnown();
  }

  private Place place(RepairStep step) {
    if (step instanceof Windows windows) {
      return source.ops().stream()
          .filter(Chain.LayerOp.class::isInstance)
          .skip(windows.index())
          .findFirst()
          .orElseThrow()
          .place();
    }
    return step instanceof RepairStep.Adaptive adaptive
        ? adaptive.op().place()
        : ChainTranslation.place(source, Chain.PadOp.class);
  }

  private String reason(RepairStep step) {
    if (step instanceof RepairStep.Padding padding) {
      return noPadding(padding.fill());
    }
    if (step instanceof RepairStep.Adaptive) {
      return "it has no code for this pooling at an open input size, or for uneven windows";
    }
    if (hasNoPatches(step)) {
      return "no function that returns windows is known there";
    }
    if (hasOpenGroups(step)) {
      return "its groups are the input channels, which are not known";
    }
    Windows windows = (Windows) step;
    AxisOp.Windowed first = windows.first();
    boolean grouped =
        LayerComputation.of(windows.layer()) instanceof Convolution convolution
            && !convolution.channels().isOneGroup();
    if (movesGroups(step)) {
      return "the groups of its weight would have to be moved to the output axis";
    }
    if (Dialect.isTransposed(windows)) {
      return grouped ? "its transposed convolutions have no groups" : "it has no such layer";
    }
    if (first instanceof AxisOp.Average average) {
      return average.divisor() instanceof Divisor.Constant
          ? "its poolings have no divisor_override"
          : "its average poolings divide by another number at the edges";
    }
    boolean isZero = first instanceof AxisOp.Sum sum && sum.border() == Border.ZEROS;
    if (!isZero && first instanceof AxisOp.Sum) {
      return noPadding(first.beyond());
    }
    return first.edges() instanceof Edges.Fixed
        ? "it has no such layer"
        : "the padding depends on the size of the input";
  }

  private String noPadding(Fill fill) {
    if (!(fill instanceof Fill.Copies copies)) {
      return "it has no such padding";
    }
    String mode = copies.mode().name().toLowerCase(Locale.ROOT);
    boolean isLong = copies.mode() == AxisOp.Mode.REPLICATE;
    return isLong
        ? mode + " padding of more than " + Dialect.MOST_LINES + " elements takes too many calls"
        : "it has no " + mode + " padding";
  }
}
