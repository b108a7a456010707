package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Expression.Member;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Name;
import java.util.Set;

/** Refuses changes of the attributes of a layer, which its call does not show. */
final class Attributes {
  /** Attributes that do not change the output. */
  private static final Set<String> HARMLESS = Set.of("trainable", "training", "requires_grad");

  /** Methods that fill a weight with values. */
  private static final Set<String> FILLS =
      Set.of("copy_", "fill_", "normal_", "uniform_", "zero_", "requires_grad_");

  private final Evaluator evaluator;

  Attributes(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * Requires that an assignment does not change a layer. The values of a weight may be assigned.
   *
   * @throws Refusal if it does
   */
  void assign(Value target, Operand operand) {
    if (target instanceof Name name) {
      boolean isWeight = name.dotted().matches(".*\\.(weight|bias)(\\.data)?");
      boolean allowed = (isWeight && isPlain(operand)) || isHarmless(name.dotted());
      if (isOfLayer(name.dotted()) && !allowed) {
        throw refusal(target);
      }
    } else if (target instanceof Member member) {
      if (!HARMLESS.contains(member.name())) {
        throw refusal(target);
      }
    } else if (target instanceof Subscript subscript
        && (!(subscript.value() instanceof Name name) || isOfLayer(name.dotted()))) {
      throw refusal(target);
    }
  }

  /** The same for a method that changes its object: {@code conv.weight.data.mul_(2)}. */
  void change(String owner, Call method) {
    boolean fills =
        FILLS.contains(method.name())
            && method.arguments().stream()
                .map(argument -> evaluator.evaluate(argument.value()))
                .allMatch(value -> value instanceof Constant || isPlain(value));
    if (isOfLayer(owner) && !fills) {
      throw refusal(new Value.Name(owner, method.line(), method.column()));
    }
  }

  private static boolean isHarmless(String dotted) {
    return HARMLESS.contains(dotted.substring(dotted.lastIndexOf('.') + 1));
  }

  private static boolean isPlain(Operand operand) {
    return operand instanceof Tensor tensor && tensor.nodes().isEmpty() && tensor.shape().isEmpty();
  }

  /** Whether the name is that of an attribute of a layer of the text. */
  boolean isOfLayer(String dotted) {
    for (int dot = dotted.indexOf('.'); dot > 0; dot = dotted.indexOf('.', dot + 1)) {
      if (evaluator.scope().get(dotted.substring(0, dot)) instanceof Module) {
        return true;
      }
    }
    return false;
  }

  private Refusal refusal(Value at) {
    return evaluator
        .text()
        .refusal(
            at.line(),
            at.column(),
            "changing an attribute of a layer is not supported",
            "write the arguments into the call of the layer");
  }
}
