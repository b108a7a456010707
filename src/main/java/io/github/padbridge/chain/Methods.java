package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.ShapeOf;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads methods of tensors and layers: {@code x.permute(0, 2, 3, 1)}, {@code conv.cuda()}. */
final class Methods {
  /** Methods that return the same tensor or layer, on another device or in another type. */
  private static final Set<String> SAME =
      Set.of(
          "apply",
          "astype",
          "bfloat16",
          "build",
          "clone",
          "compile",
          "contiguous",
          "copy",
          "cpu",
          "cuda",
          "detach",
          "double",
          "eval",
          "float",
          "half",
          "load_state_dict",
          "load_weights",
          "numpy",
          "requires_grad_",
          "set_weights",
          "summary",
          "to",
          "train",
          "type",
          "zero_grad");

  /** Those with a type as argument. */
  private static final Set<String> CASTS = Set.of("astype", "to", "type");

  private static final Set<String> ATTRIBUTES =
      Set.of("T", "mT", "H", "mH", "data", "grad", "shape");

  private static final Set<String> RESHAPES =
      Set.of("expand", "reshape", "squeeze", "unsqueeze", "view");

  private static final Set<String> OTHERS =
      Set.of(
          "add",
          "add_",
          "amax",
          "dim",
          "flip",
          "mean",
          "permute",
          "size",
          "swapaxes",
          "transpose",
          "__call__");

  private final Evaluator evaluator;

  Methods(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Whether the name is that of a supported tensor method. */
  static boolean isKnown(String name) {
    return SAME.contains(name) || RESHAPES.contains(name) || OTHERS.contains(name);
  }

  /** Whether the name is that of an attribute of every tensor. */
  static boolean isAttribute(String name) {
    return ATTRIBUTES.contains(name);
  }

  /** {@code operand.name}. */
  Operand member(Operand operand, String name, Value at) {
    return operand instanceof Tensor tensor
        ? attribute(tensor, name, at)
        : evaluator.refused(operand, at, "'." + name + "'");
  }

  private Operand attribute(Tensor tensor, String name, Value at) {
    Call call = new Call(name, List.of(), at.line(), at.column());
    AxisOrders orders = evaluator.functions().orders();
    return switch (name) {
      case "shape" -> new ShapeOf(tensor);
      case "data" -> tensor;
      case "T" -> orders.reversed(tensor, call);
      case "mT" -> orders.matrices(tensor, call);
      default -> evaluator.refused(tensor, at, "'." + name + "'");
    };
  }

  /** {@code operand.name(...)}. */
  Operand call(Operand operand, Call call) {
    if (SAME.contains(call.name())) {
      carry(operand, call);
      return CASTS.contains(call.name())
          ? new Casts(evaluator).of(operand, call, call.arguments())
          : operand;
    }
    if (operand instanceof Tensor tensor) {
      return ofTensor(tensor, call);
    }
    if (operand instanceof Module module) {
      return ofModule(module, call);
    }
    boolean isNothing = operand instanceof Operand.Items items && items.items().isEmpty();
    return operand instanceof Unknown
        ? operand
        : new Unknown(evaluator.notUnderstood(call), isNothing);
  }

  /** The weights that a method gives to its layer. */
  private void carry(Operand owner, Call call) {
    CarriedWeights carried = evaluator.carried();
    switch (call.name()) {
      case "set_weights" -> carried.set(owner, call);
      case "load_state_dict", "apply" ->
          call.arguments().stream()
              .limit(1)
              .map(CallArgument::value)
              .forEach(value -> carried.requirePlain(evaluator.evaluate(value), value));
      default -> {}
    }
  }

  private Operand ofModule(Module module, Call call) {
    return switch (call.name()) {
      case "forward", "call", "__call__" -> evaluator.calls().apply(module, call);
      case "add", "append" -> added(module, call);
      default -> evaluator.refused(module, call, evaluator.notUnderstood(call));
    };
  }

  /** The model after {@code model.add(layer)}. */
  private Operand added(Module module, Call call) {
    Operand layer =
        call.arguments().size() == 1
            ? evaluator.evaluate(call.arguments().get(0).value())
            : new Unknown(evaluator.notUnderstood(call));
    Operand whole = evaluator.functions().sequentials().joined(List.of(module, layer), call);
    return whole instanceof Unknown unknown
        ? evaluator.refused(module, call, unknown.refusal())
        : whole;
  }

  private Operand ofTensor(Tensor tensor, Call call) {
    Arguments arguments = new Arguments(call);
    Functions functions = evaluator.functions();
    return switch (call.name()) {
      case "permute" ->
          functions.orders().transposed(tensor, call, Literals.spread(arguments.positional()));
      case "transpose", "swapaxes" ->
          call.arguments().size() == 2
              ? functions
                  .orders()
                  .swapped(tensor, call, arguments.at(0, "dim0"), arguments.at(1, "dim1"))
              : functions
                  .orders()
                  .transposed(tensor, call, Literals.spread(arguments.positional()));
      case "flip" ->
          functions.orders().flipped(tensor, call, Literals.spread(arguments.positional()));
      case "size" -> size(tensor, arguments.at(0, "dim"));
      case "mean", "amax" -> functions.windows().reduced(tensor, call);
      case "add", "add_" -> functions.biased(tensor, call, arguments.at(0, "other"));
      default ->
          RESHAPES.contains(call.name())
              ? functions.reshaped(tensor, call, shape(call), BatchAxis.change(call, 0))
              : functions.otherwise(tensor, call);
    };
  }

  /** The sizes of a reshape; empty for methods that add or remove axes. */
  private static List<Value> shape(Call call) {
    boolean isWhole = call.name().equals("reshape") || call.name().equals("view");
    return isWhole ? Literals.spread(new Arguments(call).positional()) : List.of();
  }

  private static Operand size(Tensor tensor, @Nullable Value axis) {
    OptionalInt number = Literals.integer(axis);
    return number.isPresent() ? new Extent(tensor, number.getAsInt(), 1, 0) : new ShapeOf(tensor);
  }
}
