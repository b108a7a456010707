package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Statement.ClassDefinition;
import io.github.padbridge.expression.Statement.Function;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the functions and classes that a text defines. */
final class Definitions {
  /** The limit of nested calls. */
  private static final int DEEPEST = 8;

  static final Set<String> FORWARD = Set.of("forward", "call", "__call__");

  private final Evaluator evaluator;
  private final Procedures procedures;
  private final Decorators decorators;
  private int depth;
  private final List<String> notes = new ArrayList<>();

  Definitions(Evaluator evaluator, Procedures procedures) {
    this.evaluator = evaluator;
    this.decorators = new Decorators(evaluator);
    this.procedures = procedures;
  }

  /** Assumptions. */
  List<String> notes() {
    return notes;
  }

  /** The return value of a function for these arguments. */
  Operand run(Function function, List<Operand> arguments, Call call) {
    Optional<Refusal> changed = decorators.refusal(function.decorators());
    if (changed.isPresent()) {
      return new Unknown(changed.get());
    }
    if (++depth > DEEPEST) {
      throw evaluator
          .text()
          .refusal(call.line(), call.column(), "function calls are nested too deep", null);
    }
    Scope before = evaluator.enter(new Scope(evaluator.scope()));
    List<Function.Parameter> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      Operand given = argument(call, arguments, i, name);
      Value byDefault = parameters.get(i).byDefault();
      if (given != null) {
        evaluator.scope().put(name, given);
      } else {
        byDefault(name, byDefault);
      }
    }
    Operand returned = body(function);
    evaluator.enter(before).leaveTo(before);
    depth--;
    return returned == null ? new Items(List.of()) : returned;
  }

  private @Nullable Operand body(Function function) {
    List<Procedures.Result> results = new ArrayList<>();
    Operand returned = procedures.run(function.body(), results);
    Dropped.refuse(evaluator.text(), results, returned);
    return returned;
  }

  private static @Nullable Operand argument(
      Call call, List<Operand> arguments, int position, String name) {
    int positional = call.positional().size();
    if (position < positional) {
      return arguments.get(position);
    }
    for (int i = positional; i < arguments.size(); i++) {
      if (name.equals(call.arguments().get(i).keyword())) {
        return arguments.get(i);
      }
    }
    return null;
  }

  /** The layers that the forward method of a class applies to its first argument. */
  Operand instance(ClassDefinition definition, Call call) {
    Optional<Function> forward = method(definition, FORWARD);
    Optional<Refusal> changed = decorators.refusal(decorators(definition));
    if (changed.isPresent()) {
      return new Unknown(changed.get());
    }
    if (forward.isEmpty() || forward.get().parameters().size() < 2) {
      return new Unknown(
          evaluator
              .text()
              .refusal(
                  definition.line(),
                  definition.column(),
                  "this class has no forward method with a tensor argument",
                  "give the layers, or the statements of the method"));
    }
    Scope before = evaluator.enter(new Scope(evaluator.scope()));
    methods(definition);
    for (String first : List.of("__init__", "build")) {
      Optional<Function> prelude = method(definition, Set.of(first));
      prelude.ifPresent(function -> prepare(function, call));
    }
    Function function = forward.get();
    String input = function.parameters().get(1).name();
    function.parameters().forEach(parameter -> evaluator.scope().forget(parameter.name()));
    Operand returned = body(function);
    evaluator.enter(before);
    if (!(returned instanceof Tensor tensor)) {
      return returned == null ? new Unknown(evaluator.notUnderstood(call)) : returned;
    }
    return tensor.root().equals(input)
        ? new Module(tensor.nodes())
        : new Unknown(
            evaluator.refusal(call, "the result of this class does not depend on " + input));
  }

  /** The decorators of a class and of the methods of it that run first. */
  private static List<Value> decorators(ClassDefinition definition) {
    List<Value> all = new ArrayList<>(definition.decorators());
    for (Set<String> names : List.of(Set.of("__init__"), Set.of("build"), FORWARD)) {
      method(definition, names).ifPresent(function -> all.addAll(function.decorators()));
    }
    return all;
  }

  private void prepare(Function function, Call call) {
    List<Function.Parameter> parameters = function.parameters();
    for (int i = 1; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      Operand given =
          argument(
              call,
              call.arguments().stream().map(a -> evaluator.evaluate(a.value())).toList(),
              i - 1,
              name);
      Value byDefault = parameters.get(i).byDefault();
      if (given != null) {
        evaluator.scope().put(name, given);
      } else {
        byDefault(name, byDefault);
      }
    }
    List<Procedures.Result> results = new ArrayList<>();
    procedures.run(function.body(), results);
    Dropped.refuse(evaluator.text(), results, null);
  }

  /** The methods that others call: {@code self.name(...)}, without their first parameter. */
  private void methods(ClassDefinition definition) {
    for (Statement statement : definition.body()) {
      if (statement instanceof Function method
          && !method.name().startsWith("__")
          && !FORWARD.contains(method.name())
          && !CarriedWeights.isInitializer(method.name())
          && !method.parameters().isEmpty()
          && method.parameters().get(0).name().equals("self")) {
        List<Function.Parameter> others =
            method.parameters().subList(1, method.parameters().size());
        evaluator
            .scope()
            .put(
                "self." + method.name(),
                new Operand.Procedure(
                    new Function(
                        method.decorators(),
                        method.name(),
                        others,
                        method.body(),
                        "",
                        method.line(),
                        method.column())));
      }
    }
  }

  /** The value of a parameter that is not given. */
  private void byDefault(String name, @Nullable Value byDefault) {
    if (byDefault == null) {
      evaluator.scope().forget(name);
      return;
    }
    Operand operand = evaluator.of(byDefault);
    evaluator.scope().put(name, operand);
    if (operand instanceof Constant constant && Literals.isNone(constant.literal())) {
      notes.add(name + " has its default None");
    }
  }

  private static Optional<Function> method(ClassDefinition definition, Set<String> names) {
    return definition.body().stream()
        .filter(Function.class::isInstance)
        .map(Function.class::cast)
        .filter(function -> names.contains(function.name()))
        .findFirst();
  }
}
