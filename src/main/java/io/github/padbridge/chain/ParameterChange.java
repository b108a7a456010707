package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses weights and biases whose numbers a text changes before it uses them. */
final class ParameterChange {
  private static final String HELP = "compare reads no arithmetic: change it outside of the text";

  private final SourceText text;

  ParameterChange(SourceText text) {
    this.text = text;
  }

  /**
   * Why a weight argument is not a tensor of the text; empty where it is one. The steps of a tensor
   * are checked with its layer, which knows the axes.
   */
  Optional<Refusal> ofWeight(@Nullable Value value, @Nullable Operand operand) {
    return operand instanceof Tensor ? Optional.empty() : ofOther("weight", value, operand);
  }

  /** Why a bias argument is not the bias as it is; empty where it is. */
  Optional<Refusal> ofBias(@Nullable Value value, @Nullable Operand operand) {
    if (!(operand instanceof Tensor tensor)) {
      return ofOther("bias", value, operand);
    }
    return tensor.nodes().stream()
        .filter(step -> !keepsOneAxis(step))
        .findFirst()
        .map(step -> refusal("bias", step));
  }

  /** The reader of the call refuses literals. */
  private Optional<Refusal> ofOther(String noun, @Nullable Value value, @Nullable Operand operand) {
    if (value == null || operand == null || operand instanceof Constant) {
      return Optional.empty();
    }
    return Optional.of(
        operand instanceof Unknown unknown
            ? because(noun, unknown.refusal())
            : text.refusal(
                value.line(), value.column(), noun + " must be a tensor", "give it by its name"));
  }

  private static boolean keepsOneAxis(Node step) {
    return step instanceof Node.ReshapeNode reshape
        ? reshape.rank() == 1
        : step instanceof Node.TransposeNode transpose && transpose.permutation().of(1).isPresent();
  }

  /** The refusal of a step that changes a weight or a bias. */
  Refusal refusal(String noun, Node step) {
    if (step instanceof Node.RefusedNode refused) {
      return because(noun, refused.refusal());
    }
    if (step instanceof Node.ReshapeNode reshape) {
      return because(noun, reshape.refusal());
    }
    return text.refusal(step.line(), step.column(), changed(noun) + by(step), HELP);
  }

  private static String by(Node step) {
    if (step instanceof Node.FunctionNode function) {
      return ": " + function.call().name();
    }
    if (step instanceof Node.PadNode pad) {
      return ": " + pad.call().name();
    }
    if (step instanceof Node.FlipNode) {
      return ": a flip";
    }
    return step instanceof Node.SliceNode ? ": a slice" : "";
  }

  private static Refusal because(String noun, Refusal reason) {
    Fault fault = reason.faults().get(0);
    String message = changed(noun) + ": " + fault.message();
    String own = fault.help();
    String help = own != null && own.startsWith("did you mean") ? own : HELP;
    return new Refusal(new Fault(message, help, List.of(), fault.place()));
  }

  private static String changed(String noun) {
    return "the " + noun + " is changed here";
  }
}
