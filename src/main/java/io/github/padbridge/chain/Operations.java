package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Expression.Operation;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads {@code x + bias} and arithmetic of sizes. */
final class Operations {
  private final Evaluator evaluator;

  Operations(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Operand of(Operation operation) {
    Operand left = evaluator.evaluate(operation.left());
    Operand right = evaluator.evaluate(operation.right());
    Extent extent = extent(operation.operator(), left, right);
    if (extent != null) {
      return extent;
    }
    if (left instanceof Tensor data) {
      Optional<Tensor> average = average(operation, data, right);
      if (average.isPresent()) {
        join(average.get(), data, right);
        return average.get();
      }
    }
    boolean isSum = operation.operator().equals("+");
    if (isSum && left instanceof Tensor a && right instanceof Tensor b) {
      return sum(a, b, operation);
    }
    Operand tensor = left instanceof Tensor ? left : right instanceof Tensor ? right : left;
    return evaluator.refused(tensor, operation, "'" + operation.operator() + "'");
  }

  /** Another average that the operation makes of an average or a sum; empty where it makes none. */
  private Optional<Tensor> average(Operation operation, Tensor data, Operand right) {
    Optional<Tensor> divided =
        operation.operator().equals("/")
            ? new WindowAverages(evaluator.text()).of(data, right)
            : Optional.empty();
    return divided.or(() -> Scaling.of(operation.operator(), data, right, operation));
  }

  /** All steps of the operands are part of the last step of the average. */
  private void join(Tensor average, Tensor data, Operand right) {
    List<Node> parts = new ArrayList<>(data.nodes());
    parts.addAll(Dropped.nodes(right));
    evaluator.joined().put(average.nodes().get(average.nodes().size() - 1), parts);
  }

  private static @Nullable Extent extent(String operator, Operand left, Operand right) {
    OptionalInt a = number(left);
    OptionalInt b = number(right);
    if (left instanceof Extent extent && b.isPresent()) {
      long number = b.getAsInt();
      return switch (operator) {
        case "+" -> extent.with(extent.factor(), extent.offset() + number);
        case "-" -> extent.with(extent.factor(), extent.offset() - number);
        case "*" -> extent.with(extent.factor() * number, extent.offset() * number);
        default -> null;
      };
    }
    boolean turns = operator.equals("+") || operator.equals("*");
    return right instanceof Extent && a.isPresent() && turns ? extent(operator, right, left) : null;
  }

  private static OptionalInt number(Operand operand) {
    return operand instanceof Constant constant
        ? Literals.integer(constant.literal())
        : OptionalInt.empty();
  }

  /** {@code a + b}, where one is the output of a layer and the other its bias. */
  Operand sum(Tensor a, Tensor b, Value at) {
    if (a.hasLayer() && b.isPlain() && !a.root().equals(b.root())) {
      return a.then(new Node.BiasNode(b.root(), at.line(), at.column()));
    }
    if (b.hasLayer() && a.isPlain() && !a.root().equals(b.root())) {
      return b.then(new Node.BiasNode(a.root(), at.line(), at.column()));
    }
    boolean isBranch = a.hasLayer() || b.hasLayer();
    Refusal refusal =
        evaluator.refusal(
            at,
            isBranch
                ? "this joins two branches; a chain has one"
                : "a sum must be the bias of a convolution");
    Tensor longer = b.hasLayer() && !a.hasLayer() ? b : a;
    return longer.then(new Node.RefusedNode(refusal, at.line(), at.column()));
  }

  /** A bias added by a function. */
  Operand sum(@Nullable Operand a, @Nullable Operand b, Value at) {
    if (a instanceof Tensor left && b instanceof Tensor right) {
      return sum(left, right, at);
    }
    if (a instanceof Unknown) {
      return a;
    }
    return a == null
        ? new Unknown(evaluator.refusal(at, "this sum has too few terms"))
        : evaluator.refused(a, at, "this sum");
  }
}
