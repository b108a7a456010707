package io.github.padbridge.repair;

import io.github.padbridge.chain.Style;
import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.repair.RepairStep.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The code of a chain.
 *
 * @param statements whether it is statements on {@code x}, as opposed to layers
 * @param parts in the order in which they run
 * @param input the name of the input in statements
 * @param weights the names of the weights in statements, one for each layer
 */
public record ChainCode(
    ChainTarget target, boolean statements, List<Part> parts, String input, List<String> weights) {
  public ChainCode {
    parts = List.copyOf(parts);
    weights = List.copyOf(weights);
  }

  /** The names of the weights and biases that the code takes, in order. */
  public List<String> parameters() {
    return parts.stream().flatMap(part -> part.parameters().stream()).distinct().toList();
  }

  /**
   * The code of one step.
   *
   * @param op {@code pad}, {@code crop}, the name of the layer's op, or a function such as {@code
   *     relu}
   * @param layer which layer of the chain this is, counted from 0; null for another step
   * @param number its place among the layers and adaptive poolings, counted from 1; null for
   *     another step
   * @param lines of code; a comment for a function that was left out
   * @param parameters the names of the weight and the bias that it takes, as far as it has them
   */
  public record Part(
      String op,
      @Nullable Integer layer,
      @Nullable Integer number,
      List<String> lines,
      List<String> parameters) {
    public Part {
      lines = List.copyOf(lines);
      parameters = List.copyOf(parameters);
    }

    /** Whether this is a function that was left out. */
    public boolean isAside() {
      return lines.get(0).startsWith("#");
    }
  }

  /**
   * The code with lines for each step.
   *
   * @param way the lines of each step
   */
  static ChainCode of(
      List<RepairStep> steps, List<List<String>> way, ChainTarget target, Style style) {
    List<Part> parts = new ArrayList<>();
    int number = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Windows windows && windows.patches() != null) {
        parts.add(new Part(windows.patches().function(), null, ++number, way.get(i), List.of()));
      } else if (steps.get(i) instanceof Windows windows) {
        parts.add(
            new Part(
                windows.layer().opName(),
                windows.index(),
                ++number,
                way.get(i),
                parameters(windows, style)));
      } else if (steps.get(i) instanceof RepairStep.Adaptive adaptive) {
        parts.add(new Part(op(adaptive.op().pooling()), null, ++number, way.get(i), List.of()));
      } else if (steps.get(i) instanceof RepairStep.Padding padding) {
        boolean crops = Dialect.areAll(padding.amounts(), a -> a.before() <= 0 && a.after() <= 0);
        parts.add(new Part(crops ? "crop" : "pad", null, null, way.get(i), List.of()));
      } else if (steps.get(i) instanceof RepairStep.Function function) {
        parts.add(new Part(function.function().toString(), null, null, way.get(i), List.of()));
      }
    }
    return new ChainCode(target, style.statements(), parts, style.input(), style.weights());
  }

  /** {@code adaptive_avg_pool2d(output_size=1)}. */
  private static String op(AdaptivePooling pooling) {
    return "adaptive_"
        + (pooling.max() ? "max" : "avg")
        + "_pool"
        + pooling.outputs().size()
        + "d(output_size="
        + pooling.sizes()
        + ")";
  }

  private static List<String> parameters(Windows step, Style style) {
    List<String> parameters = new ArrayList<>();
    if (step.layer().weightShape() != null) {
      parameters.add(style.weight(step.index()));
    }
    if (step.bias()) {
      parameters.add(style.bias(step.index()));
    }
    return parameters;
  }

  /** All lines, in order. */
  public List<String> lines() {
    return parts.stream().flatMap(part -> part.lines().stream()).toList();
  }

  /** The functions that statements call, as code; empty if they call none. */
  public String functions() {
    return functions(target, lines());
  }

  /** The functions that some lines call. */
  static String functions(ChainTarget target, List<String> lines) {
    List<PreludeFunction> known =
        switch (target) {
          case PYTORCH ->
              List.of(PreludeFunction.TORCH_SAME_PAD, PreludeFunction.TORCH_EXTRACT_PATCHES);
          case TENSORFLOW -> List.of(PreludeFunction.TENSORFLOW_UNFOLD);
          case KERAS, ONNX, JAX -> List.of();
        };
    return known.stream()
        .filter(
            function ->
                lines.stream().anyMatch(line -> line.contains(" " + function.pythonName() + "(")))
        .map(PreludeFunction::beforeFunction)
        .collect(Collectors.joining());
  }

  /** The whole: statements, one layer, a {@code Sequential}, or nodes, each on a line. */
  public String text() {
    String whole = String.join("\n", lines());
    return switch (target) {
      case TENSORFLOW, ONNX, JAX -> functions() + whole;
      case PYTORCH -> statements ? functions() + whole : sequential("nn.Sequential(\n", ")");
      case KERAS -> sequential("keras.Sequential([\n", "])");
    };
  }

  private String sequential(String before, String after) {
    return lines().size() == 1
        ? lines().get(0)
        : lines().stream()
            .map(line -> line.startsWith("#") ? line : line + ",")
            .map(line -> "    " + line + "\n")
            .collect(Collectors.joining("", before, after));
  }
}
