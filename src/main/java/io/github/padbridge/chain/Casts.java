package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Functions and methods that return their tensor in another type, such as {@code w.astype("f8")}: a
 * cast to integers changes its numbers, and a shape its axes.
 */
final class Casts {
  /** Functions that return their first argument, on another device or in another type. */
  private static final Set<String> SAME =
      Set.of(
          "as_tensor",
          "asarray",
          "array",
          "ascontiguousarray",
          "cast",
          "clone",
          "constant",
          "convert_to_tensor",
          "detach",
          "from_numpy",
          "identity",
          "script",
          "tensor",
          "DataParallel",
          "Variable",
          "Parameter");

  private static final Pattern INTEGERS =
      Pattern.compile(
          "u?int([pc]|\\d+)?_?|q?u?int\\d+|u?(long|short|byte|longlong)|char|bool[8_]?|integer"
              + "|(Int|Long|Short|Byte|Char|Bool)Tensor|[<>=|]?[iub]\\d+|[?bBhHiIlLqQ]");

  private static final Set<String> TYPES = Set.of("dtype", "out_type", "type");

  private final Evaluator evaluator;

  Casts(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Whether it is the name of such a function. */
  static boolean is(String bare) {
    return SAME.contains(bare);
  }

  /**
   * The same tensor or layer, or a refusal where its numbers change.
   *
   * @param others the arguments of the call other than the tensor
   */
  Operand of(Operand operand, Call call, List<CallArgument> others) {
    for (CallArgument argument : others) {
      if ("shape".equals(argument.keyword())) {
        return evaluator.refused(operand, argument.value(), "a shape in " + call.name());
      }
      boolean isType = argument.keyword() == null || TYPES.contains(argument.keyword());
      if (isType && isInteger(evaluator.evaluate(argument.value()))) {
        return evaluator.refused(operand, argument.value(), "a cast to integers");
      }
    }
    return operand;
  }

  /** Whether it is an integer type: {@code torch.int8}, {@code "int8"}. */
  private static boolean isInteger(Operand type) {
    String name =
        type instanceof Tensor tensor && tensor.nodes().isEmpty()
            ? tensor.root()
            : type instanceof Constant constant
                    && constant.literal().value() instanceof JsonString text
                ? text.value()
                : "";
    return INTEGERS.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
  }
}
