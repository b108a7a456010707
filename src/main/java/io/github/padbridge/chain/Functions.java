package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.ShapeOf;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.layer.OpNames;
import io.github.padbridge.layer.read.CallNames;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.Spellings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the functions and classes that a side may call, by their full names. */
final class Functions {
  private static final Set<String> RESHAPES =
      Set.of("reshape", "expand_dims", "squeeze", "unsqueeze");

  private final Evaluator evaluator;
  private final WindowCalls windows;
  private final Sequentials sequentials;
  private final AxisOrders orders;

  Functions(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.windows = new WindowCalls(evaluator, this);
    this.sequentials = new Sequentials(evaluator);
    this.orders = new AxisOrders(evaluator);
  }

  WindowCalls windows() {
    return windows;
  }

  Sequentials sequentials() {
    return sequentials;
  }

  AxisOrders orders() {
    return orders;
  }

  /** The result of a call; null if the function is unknown. */
  @Nullable Operand call(Call call) {
    String name = call.name();
    if (CallNames.isLayer(name)) {
      return windows.layer(Spellings.usual(evaluator.text(), call));
    }
    if (SeparableConvolution.is(name)) {
      return windows.separable(call);
    }
    if (AdaptivePools.isClass(name) || AdaptivePools.isFunction(name)) {
      Operand pooled = windows.pooled(call);
      if (pooled != null) {
        return pooled;
      }
    }
    if (PatchCalls.is(name)) {
      return windows.patches(PatchCalls.of(evaluator.text(), call));
    }
    if (OnnxGraphs.isOwn(name)) {
      return evaluator.graphs().own(call);
    }
    if (LibraryNames.isPad(name)) {
      return pad(call);
    }
    if (LibraryNames.isInitializer(name)) {
      return new Items(List.of());
    }
    if (!LibraryNames.isOfLibrary(name)) {
      return null;
    }
    Arguments arguments = new Arguments(call);
    Value first = arguments.at(0, "input", "x", "a", "tensor", "value", "features");
    return switch (LibraryNames.bare(name)) {
      case "Sequential" -> sequentials.of(arguments, call);
      case "OrderedDict" -> sequentials.ordered(first, call);
      case "Input", "InputLayer" -> NewTensors.input(evaluator, arguments, call);
      case "Model" -> operand(arguments.at(1, "outputs"), call);
      case "Lambda" -> lambda(first == null ? arguments.at(-1, "function") : first, call);
      case "Permute" -> orders.permute(arguments, call);
      case "transpose", "permute", "swapaxes" ->
          orders.transpose(operand(first, call), arguments, call);
      case "flip", "reverse" ->
          orders.flipped(operand(first, call), call, spread(arguments.at(1, "dims", "axis")));
      case "add", "bias_add" ->
          biased(operand(first, call), call, arguments.at(1, "other", "y", "bias"));
      case "shape" -> operand(first, call) instanceof Tensor tensor ? new ShapeOf(tensor) : null;
      case "stack" -> operand(first, call);
      case "ones_like" ->
          operand(first, call) instanceof Tensor tensor
              ? new Tensor(
                  "", List.of(), List.of(new Node.OnesNode(tensor, call.line(), call.column())))
              : null;
      default -> rest(first, arguments, call);
    };
  }

  private @Nullable Operand rest(@Nullable Value first, Arguments arguments, Call call) {
    String bare = LibraryNames.bare(call.name());
    LeftOut.Kind kind = LeftOut.kind(bare);
    if (kind != null) {
      return aside(kind, first, call);
    }
    if (LibraryNames.isWeightWrapper(bare)) {
      return wrapped(operand(arguments.at(0, "module", "layer"), call), call);
    }
    if (Casts.is(bare)) {
      return new Casts(evaluator)
          .of(
              operand(first, call),
              call,
              call.arguments().stream().filter(other -> other.value() != first).toList());
    }
    if (NewTensors.isMaker(call.name())) {
      return NewTensors.made(arguments);
    }
    if (RESHAPES.contains(bare) && operand(first, call) instanceof Tensor tensor) {
      List<Value> shape =
          spread(bare.equals("reshape") ? arguments.at(1, "shape", "newshape") : null);
      return reshaped(tensor, call, shape == null ? List.of() : shape, BatchAxis.change(call, 1));
    }
    return LibraryNames.hasNoValue(bare) ? new Items(List.of()) : null;
  }

  Operand operand(@Nullable Value value, Call call) {
    return value == null ? new Unknown(evaluator.notUnderstood(call)) : evaluator.evaluate(value);
  }

  static @Nullable List<Value> spread(@Nullable Value value) {
    return value == null ? null : Literals.spread(List.of(value));
  }

  /** A padding function is applied to a tensor; a padding layer is returned as a layer. */
  private Operand pad(Call call) {
    Node pad = new Node.PadNode(call);
    Value data = new Arguments(call).at(0, "input", "tensor", "array", "operand", "x");
    return LibraryNames.bare(call.name()).equals("pad")
        ? then(operand(data, call), pad, call)
        : new Module(List.of(pad));
  }

  /** A step of a tensor; other operands are not supported. */
  Operand then(Operand input, Node node, Call call) {
    return input instanceof Tensor tensor
        ? evaluator.then(tensor, List.of(node), call)
        : input instanceof Unknown ? input : new Unknown(evaluator.notUnderstood(call));
  }

  /** {@code Lambda(lambda x: ...)}: the steps of its function. */
  private Operand lambda(@Nullable Value value, Call call) {
    Operand operand = operand(value, call);
    if (!(operand instanceof Operand.Procedure procedure)
        || procedure.function().parameters().size() != 1) {
      return operand instanceof Unknown ? operand : new Unknown(evaluator.notUnderstood(call));
    }
    Tensor input = Tensor.named(procedure.function().parameters().get(0).name());
    Value name = new Value.Name(input.root(), call.line(), call.column());
    Call on =
        new Call(
            call.name(),
            List.of(new CallArgument(null, name, call.line(), call.column())),
            call.line(),
            call.column());
    Operand returned = evaluator.definitions().run(procedure.function(), List.of(input), on);
    if (returned instanceof Tensor tensor && tensor.root().equals(input.root())) {
      return new Module(tensor.nodes());
    }
    return returned instanceof Unknown ? returned : new Unknown(evaluator.notUnderstood(call));
  }

  Operand biased(Operand operand, Call call, @Nullable Value bias) {
    Operand other = operand(bias, call);
    boolean isPlain =
        call.arguments().stream().allMatch(argument -> !"alpha".equals(argument.keyword()));
    if (!isPlain) {
      return evaluator.refused(operand, new Value.Nested(call), "alpha");
    }
    return new Operations(evaluator).sum(operand, other, new Value.Nested(call));
  }

  /** An activation or normalization, or what does nothing. */
  private Operand aside(LeftOut.Kind kind, @Nullable Value first, Call call) {
    if (LibraryNames.isClass(call.name())) {
      return new Module(List.of(LeftOut.node(kind, call)));
    }
    Node node = LeftOut.node(kind, first == null ? call : new Arguments(call).without(first));
    Operand operand = operand(first, call);
    return operand instanceof Tensor tensor
        ? evaluator.inPlace().then(tensor, List.of(node), call, first)
        : operand;
  }

  private Operand wrapped(Operand operand, Call call) {
    if (!(operand instanceof Module module)) {
      return operand;
    }
    String bare = LibraryNames.bare(call.name());
    Node note =
        new Node.AsideNode(
            bare + " is left out: port the weight that it computes", call.line(), call.column());
    return sequentials.joined(List.of(module, new Module(List.of(note))), call);
  }

  /**
   * A reshape of a bias or a weight, or of data that gets or loses a batch.
   *
   * @param batch the number of axes that it adds at the front, and nothing else
   */
  Operand reshaped(Tensor tensor, Call call, List<Value> shape, int batch) {
    Node node =
        new Node.ReshapeNode(
            shape.stream().map(size -> Literals.integer(size).orElse(-1)).toList(),
            batch,
            evaluator.notUnderstood(call),
            call.line(),
            call.column());
    return evaluator.then(tensor, List.of(node), call);
  }

  /** A step of a tensor that is a function, or not supported. */
  Operand otherwise(Tensor tensor, Call call) {
    LeftOut.Kind kind = LeftOut.kind(call.name());
    Node node =
        kind != null
            ? LeftOut.node(kind, call)
            : new Node.RefusedNode(evaluator.notUnderstood(call), call.line(), call.column());
    return evaluator.then(tensor, List.of(node), call);
  }

  /** Why a call is not supported, with what to write instead if that is known. */
  Refusal refusal(Call call) {
    try {
      CallReader.read(evaluator.text(), call, Map.of());
    } catch (Refusal refusal) {
      Fault fault = refusal.faults().get(0);
      String help = fault.help();
      if (help != null && !help.equals(OpNames.HELP)) {
        return refusal;
      }
    }
    return evaluator.notUnderstood(call);
  }
}
