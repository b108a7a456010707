package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Name;
import io.github.padbridge.layer.read.OnnxNodes;
import io.github.padbridge.prelude.PreludeFunction;
import java.util.List;

/** Evaluates calls: of names, of methods, and of what other calls return. */
final class Calls {
  private final Evaluator evaluator;
  private final Methods methods;

  Calls(Evaluator evaluator, Methods methods) {
    this.evaluator = evaluator;
    this.methods = methods;
  }

  /** The result of a call. */
  Operand of(Call call) {
    Operand bound = evaluator.scope().get(call.name());
    if (bound != null) {
      return apply(bound, call);
    }
    int dot = call.name().lastIndexOf('.');
    String owner = dot < 0 ? "" : call.name().substring(0, dot);
    String method = call.name().substring(dot + 1);
    Call ofMethod = new Call(method, call.arguments(), call.line(), call.column());
    Call full =
        new Call(
            evaluator.scope().fullName(call.name()), call.arguments(), call.line(), call.column());
    if (OnnxNodes.isMaker(full.name())) {
      return evaluator.graphs().node(full);
    }
    boolean isInPlace =
        dot > 0
            && InPlace.isName(method)
            && !LibraryNames.isOfLibrary(full.name())
            && !LibraryNames.isInitializer(full.name());
    if (evaluator.scope().get(owner) != null || isInPlace) {
      Name of = ownerOf(call);
      return method(of, evaluator.named(of), ofMethod);
    }
    Operand known = evaluator.functions().call(full);
    if (known != null) {
      return known;
    }
    return dot > 0 && Methods.isKnown(method) && !LibraryNames.isLibrary(full.name())
        ? methods.call(evaluator.named(ownerOf(call)), ofMethod)
        : unknown(full);
  }

  private static Name ownerOf(Call method) {
    String name = method.name();
    return new Name(name.substring(0, name.lastIndexOf('.')), method.line(), method.column());
  }

  /** The result of a method of the operand that {@code owner} is. */
  Operand method(Value owner, Operand operand, Call call) {
    if (!InPlace.isName(call.name())) {
      return methods.call(operand, call);
    }
    if (owner instanceof Name name && evaluator.attributes().isOfLayer(name.dotted())) {
      evaluator.attributes().change(name.dotted(), call);
      return operand;
    }
    Operand after = methods.call(operand, call);
    if (operand instanceof Tensor before
        && after instanceof Tensor tensor
        && tensor.nodes().size() > before.nodes().size()) {
      evaluator.inPlace().changed(owner, before, tensor, call);
    }
    return after;
  }

  /** {@code operand(...)}. */
  Operand apply(Operand operand, Call call) {
    if (operand instanceof Operand.Procedure procedure) {
      return Prelude.of(procedure.function())
          .map(known -> emitted(known, procedure.function(), call))
          .orElseGet(
              () -> evaluator.definitions().run(procedure.function(), arguments(call), call));
    }
    if (operand instanceof Operand.Blueprint blueprint) {
      return evaluator.definitions().instance(blueprint.definition(), call);
    }
    Operand input =
        call.arguments().isEmpty() ? null : evaluator.evaluate(call.arguments().get(0).value());
    Module sized =
        operand instanceof Module module ? OutputSizeCall.of(evaluator, module, call) : null;
    if (sized != null && input instanceof Tensor tensor) {
      return evaluator.then(tensor, sized.nodes(), call);
    }
    boolean isAlone =
        call.arguments().stream().skip(1).allMatch(more -> "training".equals(more.keyword()));
    if (operand instanceof Module module && input instanceof Tensor tensor && isAlone) {
      return evaluator
          .inPlace()
          .then(tensor, module.nodes(), call, call.arguments().get(0).value());
    }
    if (operand instanceof Unknown) {
      return operand;
    }
    if (operand instanceof Module module) {
      Refusal refusal =
          input instanceof Unknown unknown
              ? unknown.refusal()
              : evaluator.refusal(call, "a layer must be called with one tensor");
      return refused(new Tensor("", List.of(), module.nodes()), refusal, call);
    }
    Refusal refusal = evaluator.refusal(call, "this is not a layer and cannot be called");
    return input instanceof Tensor tensor ? refused(tensor, refusal, call) : new Unknown(refusal);
  }

  /** The result of a function that emitted code defines. */
  private Operand emitted(PreludeFunction known, Statement.Function function, Call call) {
    return switch (known) {
      case TORCH_SAME_PAD, TENSORFLOW_SAME_PAD -> samePadded(function, call);
      case ONNX_SAME_PAD -> evaluator.graphs().samePad(function, call);
      case ONNX_MAKE_MODEL -> evaluator.graphs().model(call);
      case ONNX_ONES_LIKE -> evaluator.graphs().ones(call);
      case TORCH_EXTRACT_PATCHES, TENSORFLOW_UNFOLD ->
          evaluator.functions().windows().patches(PatchCalls.own(evaluator.text(), call));
      case TORCH_SAME_LOWER_PAD, JAX_LATE_SAME_PADDING ->
          evaluator.definitions().run(function, arguments(call), call);
    };
  }

  private Operand samePadded(Statement.Function function, Call call) {
    Operand input =
        call.arguments().isEmpty() ? null : evaluator.evaluate(call.arguments().get(0).value());
    return input instanceof Tensor tensor
        ? evaluator.then(tensor, List.of(new Node.SamePadNode(call, function)), call)
        : new Unknown(evaluator.notUnderstood(call));
  }

  private List<Operand> arguments(Call call) {
    return call.arguments().stream().map(argument -> evaluator.evaluate(argument.value())).toList();
  }

  /** A call of an unknown function. Its result is refused if a tensor or layer is involved. */
  private Operand unknown(Call call) {
    Refusal refusal = evaluator.functions().refusal(call);
    Operand whole = new Unknown(refusal, true);
    for (Operand argument : arguments(call)) {
      if (argument instanceof Tensor || argument instanceof Module) {
        return evaluator.refused(argument, call, refusal);
      }
      whole = argument instanceof Items items && !isOfNumbers(items) ? new Unknown(refusal) : whole;
      whole = argument instanceof Unknown ? argument : whole;
    }
    return whole;
  }

  private static boolean isOfNumbers(Items items) {
    return items.items().stream()
        .allMatch(
            item -> item instanceof Items inner ? isOfNumbers(inner) : item instanceof Constant);
  }

  private static Tensor refused(Tensor tensor, Refusal refusal, Call call) {
    return tensor.then(new Node.RefusedNode(refusal, call.line(), call.column()));
  }
}
