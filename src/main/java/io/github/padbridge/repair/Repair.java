package io.github.padbridge.repair;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.chain.Style;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.LayerFunctions;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One side of a comparison, rewritten so that it is equal to the other side.
 *
 * @param framework the framework of the code: {@code pytorch}, {@code tensorflow} or {@code keras}
 * @param lines of code
 */
public record Repair(String framework, List<String> lines) {
  /** More combinations than this are not tried. */
  private static final int MOST = 64;

  public Repair {
    lines = List.copyOf(lines);
  }

  /** The code. */
  public String code() {
    return String.join("\n", lines);
  }

  /**
   * Rewrites the right side in its own framework and style. What is returned has been read back,
   * and is equal to the left side at every size.
   *
   * @return empty where no rewriting of the kinds tried here is equal
   */
  public static Optional<Repair> of(Chain left, Chain right) {
    Dialect dialect = dialect(right);
    List<RepairStep> steps;
    try {
      List<RepairStep> ofLeft = RepairStep.of(left).orElse(List.of());
      steps = RepairStep.ordered(RepairStep.activated(ofLeft, right), left, right);
    } catch (Refusal refusal) {
      return Optional.empty();
    }
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    try {
      for (List<String> way : ways(steps, dialect)) {
        List<String> lines = transposed(right, dialect, way);
        if (isEqual(left, lines)) {
          return Optional.of(new Repair(framework(right.style()), lines));
        }
      }
    } catch (Refusal tooFar) {
      // The decision took too long, and would with the other ways.
    }
    return Optional.empty();
  }

  private static String framework(Style style) {
    return style.keras() ? "keras" : style.framework().id();
  }

  private static Dialect dialect(Chain right) {
    Style style = right.style();
    Layer first = right.layers().stream().findFirst().orElse(null);
    Layout layout = right.placed().get(0).layout();
    boolean depthwise =
        first instanceof TensorFlowSpec spec
            && spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    if (style.framework() == Framework.PYTORCH) {
      return new TorchCode(style);
    }
    if (style.framework() == Framework.ONNX) {
      return new OnnxNodes(false);
    }
    if (first == null && style.framework() == Framework.JAX) {
      return new LaxStatements(
          style, JaxLayouts.ofPooling(right.spatialRank(), layout.indexOf('C') == 1), true);
    }
    if (first instanceof JaxSpec spec) {
      return style.statements()
          ? new LaxStatements(style, spec.layouts(), true)
          : new JaxLayers(style, spec);
    }
    return style.keras()
        ? new KerasLayers(style, depthwise, layout.indexOf('C') == 1)
        : new TensorFlowStatements(style, layout, depthwise);
  }

  /** All ways to write the steps, the simplest first. */
  private static List<List<String>> ways(List<RepairStep> steps, Dialect dialect) {
    List<List<String>> ways = List.of(List.of());
    for (RepairStep step : steps) {
      List<List<String>> more = ways(step, dialect);
      List<List<String>> longer = new ArrayList<>();
      for (List<String> begun : ways) {
        for (List<String> next : more) {
          if (longer.size() < MOST) {
            List<String> way = new ArrayList<>(begun);
            way.addAll(next);
            longer.add(way);
          }
        }
      }
      ways = longer;
    }
    return ways;
  }

  private static List<List<String>> ways(RepairStep step, Dialect dialect) {
    if (step instanceof RepairStep.Windows windows) {
      return dialect.windows(windows);
    }
    if (step instanceof RepairStep.Adaptive adaptive) {
      return dialect.adaptive(adaptive).stream().toList();
    }
    return step instanceof RepairStep.Function function
        ? dialect.function(function).map(List::of).stream().toList()
        : dialect.padding((RepairStep.Padding) step).stream().toList();
  }

  /** The functions that are called, and the lines between the right side's own reorderings. */
  private static List<String> transposed(Chain right, Dialect dialect, List<String> way) {
    ChainTarget target =
        right.style().framework() == Framework.PYTORCH
            ? ChainTarget.PYTORCH
            : ChainTarget.TENSORFLOW;
    List<String> lines = new ArrayList<>(ChainCode.functions(target, way).lines().toList());
    boolean before = true;
    for (Chain.Op op : right.ops()) {
      if (op instanceof Chain.PlacedOp && before) {
        lines.addAll(way);
        before = false;
      } else if (op instanceof Chain.TransposeOp transpose) {
        lines.add(dialect.transpose(transpose.permutation()));
      }
    }
    return lines;
  }

  private static boolean isEqual(Chain left, List<String> lines) {
    Chain repaired;
    try {
      repaired =
          SideText.parse("repair", String.join("\n", lines)).resolve(left.layers(), Map.of());
    } catch (Refusal refusal) {
      return false;
    }
    Sides sides = LayerFunctions.settled(new Sides(left, repaired));
    return Equivalence.isAlways(sides.left(), sides.right());
  }
}
