package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.ScaleNode;
import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads averages with another divisor: {@code avg_pool(x, 3) * 9 / 5}, and divided sums. */
final class Scaling {
  private Scaling() {}

  /**
   * The tensor after {@code operator} and an operand; empty if this is no scaling of an average.
   */
  static Optional<Tensor> of(String operator, Tensor left, Operand right, Value at) {
    Tensor data = WindowAverages.scaled(left);
    if (right instanceof Tensor divisor && operator.equals("/")) {
      return Coverage.of(data, WindowAverages.scaled(divisor), at.line(), at.column())
          .map(data::then);
    }
    int number = right instanceof Constant constant ? number(constant) : 0;
    if (number == 0 || data.nodes().isEmpty()) {
      return Optional.empty();
    }
    List<Node> nodes = data.nodes();
    Node last = nodes.get(nodes.size() - 1);
    if (last instanceof ScaleNode before) {
      return scaled(before, operator, number)
          .map(
              scale -> {
                List<Node> all = new ArrayList<>(nodes.subList(0, nodes.size() - 1));
                all.add(scale);
                return new Tensor(data.root(), data.shape(), all);
              });
    }
    return operator.equals("*") && isAverage(last)
        ? Optional.of(data.then(new ScaleNode(number, 1, at.line(), at.column())))
        : Optional.empty();
  }

  private static Optional<ScaleNode> scaled(ScaleNode before, String operator, int number) {
    long numerator = operator.equals("*") ? (long) before.numerator() * number : before.numerator();
    long denominator =
        operator.equals("/") ? (long) before.denominator() * number : before.denominator();
    boolean isKnown = operator.equals("*") || operator.equals("/");
    boolean fits = Math.max(Math.abs(numerator), Math.abs(denominator)) <= Integer.MAX_VALUE;
    return isKnown && fits
        ? Optional.of(
            new ScaleNode((int) numerator, (int) denominator, before.line(), before.column()))
        : Optional.empty();
  }

  private static boolean isAverage(Node node) {
    return node instanceof LayerNode layer
        && layer.call().name().toLowerCase(Locale.ROOT).contains("av");
  }

  /** A whole number; 0 for other numbers. */
  private static int number(Constant constant) {
    String written = constant.literal().quoted().replaceFirst("\\.0*$", "");
    return written.matches("-?[1-9][0-9]{0,8}") ? Integer.parseInt(written) : 0;
  }
}
