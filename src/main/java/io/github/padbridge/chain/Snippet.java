package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Blueprint;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Procedure;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.chain.Procedures.Result;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.StatementParser;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the steps from the input of a snippet to its last result. */
final class Snippet {
  private final SourceText text;
  private final Evaluator evaluator;
  private final List<Result> results = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Snippet(SourceText text) {
    this.text = text;
    this.evaluator = new Evaluator(text);
  }

  /**
   * What was found.
   *
   * @param input the name of the input tensor
   * @param sequential whether layers were in a {@code Sequential}
   * @param notes what was ignored
   */
  record Found(List<Node> nodes, String input, boolean sequential, List<String> notes) {}

  /**
   * Reads a text.
   *
   * @throws Refusal if it is not supported Python, or computes nothing
   */
  static Found read(SourceText text) {
    return new Snippet(text).read();
  }

  private Found read() {
    List<Statement> statements = StatementParser.parse(text);
    Operand returned = evaluator.procedures().run(statements, results);
    Operand whole = returned == null ? last() : returned;
    if (whole == null) {
      whole = onlyDefinition(statements);
    }
    if (whole == null) {
      throw nothing();
    }
    noteUnused(whole);
    notes.addAll(evaluator.definitions().notes());
    return found(whole);
  }

  private Found found(Operand whole) {
    boolean sequential = evaluator.procedures().isSequential();
    if (whole instanceof Tensor tensor) {
      String input = tensor.root().isEmpty() ? "x" : tensor.root();
      return new Found(tensor.nodes(), input, sequential, notes);
    }
    if (whole instanceof Module module) {
      return new Found(module.nodes(), "x", sequential, notes);
    }
    if (whole instanceof Unknown unknown) {
      throw unknown.refusal();
    }
    throw new Refusal(
        Fault.at(
            Place.of(text.source()),
            "this text returns neither a tensor nor a layer",
            "return one tensor"));
  }

  /** The last tensor that a layer computes; if there is none, all layers in order. */
  private @Nullable Operand last() {
    Operand last = null;
    for (Result result : results) {
      boolean counts = result.operand() instanceof Tensor tensor && tensor.hasLayer();
      // An unsupported value after a layer may depend on the layer.
      boolean isDoubtful =
          last != null && result.name() != null && result.operand() instanceof Unknown;
      last = counts || isDoubtful ? result.operand() : last;
    }
    return last == null ? layers() : last;
  }

  /** The layers that are not part of others, one after another. */
  private @Nullable Operand layers() {
    List<Result> parts = new ArrayList<>();
    for (Result result : results) {
      if (isPart(result)) {
        add(result, parts);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    if (parts.size() > 1 && parts.stream().allMatch(part -> part.name() != null)) {
      notes.add("the layers are assumed to run in the written order");
    }
    Statement at = parts.get(0).statement();
    return evaluator
        .functions()
        .sequentials()
        .joined(
            parts.stream().map(Result::operand).toList(),
            new Call("", List.of(), at.line(), at.column()));
  }

  private static boolean isPart(Result result) {
    Operand operand = result.operand();
    boolean isList =
        operand instanceof Items items
            && result.name() == null
            && items.items().stream().anyMatch(Module.class::isInstance);
    return operand instanceof Module
        || isList
        || (operand instanceof Unknown && isLayerLike(result));
  }

  /** Whether a model is separate: not extended, redefined or part of another. */
  private static void add(Result result, List<Result> parts) {
    List<Node> nodes = nodes(result.operand());
    Set<Node> whole = identities(nodes);
    boolean isThere =
        !nodes.isEmpty()
            && result.name() == null
            && parts.stream()
                .anyMatch(part -> identities(nodes(part.operand())).containsAll(nodes));
    if (isThere) {
      return;
    }
    parts.removeIf(part -> result.name() != null && result.name().equals(part.name()));
    parts.removeIf(part -> isInside(part, whole));
    parts.add(result);
  }

  /** Whether a named layer became part of another. */
  private static boolean isInside(Result part, Set<Node> whole) {
    List<Node> nodes = nodes(part.operand());
    return part.name() != null && !nodes.isEmpty() && whole.containsAll(nodes);
  }

  private static Set<Node> identities(List<Node> nodes) {
    Set<Node> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(nodes);
    return all;
  }

  /** Whether an unknown call may be meant as a layer: a class, or assigned to a name. */
  private static boolean isLayerLike(Result result) {
    Statement statement = result.statement();
    if (!(statement instanceof Statement.Evaluation evaluation)
        || !(evaluation.value() instanceof Value.Nested nested)) {
      return statement instanceof Statement.Evaluation;
    }
    String name = nested.call().name();
    return Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1));
  }

  /** The result of the only function or class that the text does not call itself. */
  private @Nullable Operand onlyDefinition(List<Statement> statements) {
    Set<String> called = new HashSet<>();
    List<Operand> definitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement instanceof Statement.Function function) {
        definitions.add(new Procedure(function));
        names.add(function.name());
      } else if (statement instanceof Statement.ClassDefinition definition) {
        definitions.add(new Blueprint(definition));
        names.add(definition.name());
      }
    }
    if (definitions.size() > 1) {
      called.addAll(new CalledNames(names).in(statements));
    }
    List<Operand> uncalled = new ArrayList<>();
    List<String> uncalledNames = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      if (!called.contains(names.get(i))) {
        uncalled.add(definitions.get(i));
        uncalledNames.add(names.get(i));
      }
    }
    if (uncalled.size() > 1) {
      throw new Refusal(
          Fault.at(
              Place.of(text.source()),
              "this text has several functions: " + WordList.and(uncalledNames),
              "give only one"));
    }
    return uncalled.isEmpty() ? null : run(uncalled.get(0));
  }

  private Operand run(Operand definition) {
    if (definition instanceof Procedure procedure) {
      Statement.Function function = procedure.function();
      Call call = new Call(function.name(), List.of(), function.line(), function.column());
      return evaluator.definitions().run(function, List.of(), call);
    }
    Statement.ClassDefinition made = ((Blueprint) definition).definition();
    Call call = new Call(made.name(), List.of(), made.line(), made.column());
    return evaluator.definitions().instance(made, call);
  }

  /** Why there is no result: the first unsupported step, or no layer at all. */
  private Refusal nothing() {
    for (Result result : results) {
      if (result.operand() instanceof Unknown unknown) {
        return unknown.refusal();
      }
      if (result.operand() instanceof Tensor tensor) {
        for (Node node : tensor.nodes()) {
          if (node instanceof Node.RefusedNode refused) {
            return refused.refusal();
          }
        }
      }
    }
    return new Refusal(
        Fault.at(
            Place.of(text.source()),
            "there is no convolution or pooling in this text",
            "give a layer such as nn.Conv2d(3, 64, 7) or x = F.conv2d(x, w)"));
  }

  /** Notes steps that the last result does not depend on. */
  private void noteUnused(Operand whole) {
    Set<Node> used = identities(nodes(whole));
    for (Result result : results) {
      List<Node> nodes = nodes(result.operand());
      boolean isStep =
          result.operand() instanceof Unknown
              || nodes.stream()
                  .anyMatch(n -> n instanceof Node.LayerNode || n instanceof Node.PadNode);
      if (result.name() != null && isStep && nodes.stream().noneMatch(used::contains)) {
        notes.add(result.name() + " on line " + result.statement().line() + " is not used");
      }
    }
  }

  private static List<Node> nodes(Operand operand) {
    if (operand instanceof Tensor tensor) {
      return tensor.nodes();
    }
    return operand instanceof Module module ? module.nodes() : List.of();
  }
}
