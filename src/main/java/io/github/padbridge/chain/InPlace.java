package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Follows functions that change their tensor, such as {@code nn.ReLU(inplace=True)}. */
final class InPlace {
  private final Evaluator evaluator;
  private final List<Change> changes = new ArrayList<>();

  InPlace(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** A name and its changed value. */
  record Change(String name, Tensor after) {}

  /** The changes since the last time. */
  List<Change> drain() {
    List<Change> drained = List.copyOf(changes);
    changes.clear();
    return drained;
  }

  /** Whether it is the name of a PyTorch function or method that changes its tensor. */
  static boolean isName(String name) {
    return name.endsWith("_") && !name.endsWith("__");
  }

  /** The tensor after the steps; the leading steps that work in place also change {@code value}. */
  Tensor then(Tensor before, List<Node> nodes, Call at, @Nullable Value value) {
    int leading = 0;
    for (int i = 0; i < nodes.size() && isSameData(nodes.get(i)); i++) {
      leading = isInPlace(nodes.get(i)) ? i + 1 : leading;
    }
    if (leading > 0) {
      changed(value, before, before.then(nodes.subList(0, leading)), at);
    }
    return evaluator.then(before, nodes, at);
  }

  /** Gives a name its changed value. Other names of the same data are refused. */
  void changed(@Nullable Value value, Tensor before, Tensor after, Call at) {
    String name = value instanceof Value.Name named ? named.dotted() : "";
    changed(before, new Value.Nested(at));
    if (!name.isEmpty()) {
      evaluator.scope().put(name, after);
      changes.add(new Change(name, after));
    }
  }

  /** The data of a tensor changes: all names of it are refused. */
  void changed(Tensor before, Value at) {
    Refusal refusal =
        evaluator.refusal(at, "this may also change another tensor, which is used later");
    evaluator.scope().changeInPlace(before, new Node.RefusedNode(refusal, at.line(), at.column()));
  }

  private static boolean isSameData(Node node) {
    return node instanceof Node.AsideNode || isInPlace(node);
  }

  private static boolean isInPlace(Node node) {
    if (!(node instanceof Node.FunctionNode function)) {
      return false;
    }
    Call call = function.call();
    boolean isNorm = call.name().toLowerCase(Locale.ROOT).contains("norm");
    return isName(call.name())
        || (!isNorm && call.arguments().stream().anyMatch(InPlace::isInPlace));
  }

  /** The only argument of an activation that may be true is {@code inplace}. */
  private static boolean isInPlace(CallArgument argument) {
    boolean isFalse =
        argument.value() instanceof Value.Literal literal
            && literal.value() instanceof JsonBoolean bool
            && !bool.value();
    boolean isBoolean =
        argument.value() instanceof Value.Literal literal && literal.value() instanceof JsonBoolean;
    boolean isNamed = "inplace".equals(argument.keyword());
    return !isFalse && (isNamed || (argument.keyword() == null && isBoolean));
  }
}
