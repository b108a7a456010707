package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Blueprint;
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
import io.github.padbridge.expression.Statement.Function;
import io.github.padbridge.expression.StatementParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

  /**
   * Reads a text without layers: the steps of its last statement.
   *
   * @throws Refusal as {@link #read}
   */
  static Found readLast(SourceText text) {
    Snippet snippet = new Snippet(text);
    Operand returned =
        snippet.evaluator.procedures().run(StatementParser.parse(text), snippet.results);
    if (returned == null && snippet.results.isEmpty()) {
      throw snippet.nothing();
    }
    return snippet.found(
        returned == null ? snippet.results.get(snippet.results.size() - 1).operand() : returned);
  }

  private Found read() {
    List<Statement> statements = StatementParser.parse(text);
    Operand returned = evaluator.procedures().run(statements, results);
    Operand whole = returned == null ? forward(statements) : returned;
    boolean isReturned = whole != null;
    if (whole == null) {
      whole = last();
      noteUncalled(whole, statements);
    }
    if (whole == null) {
      whole = onlyDefinition(statements);
    }
    if (whole == null) {
      throw nothing();
    }
    SharedLayers.refuse(
        text, evaluator.carried().in(Dropped.nodes(whole)), evaluator.joined(), results);
    if (isReturned || whole instanceof Tensor) {
      Dropped.refuse(text, results, whole);
    }
    noteUnused(whole);
    notes.addAll(evaluator.definitions().notes());
    return found(whole);
  }

  /**
   * The layers of a function that the text does not call, but that calls layers of the text, such
   * as the forward method of a class without its header; null if there is none.
   */
  private @Nullable Operand forward(List<Statement> statements) {
    List<String> layers =
        results.stream()
            .filter(result -> result.operand() instanceof Module)
            .flatMap(result -> Stream.ofNullable(result.name()))
            .toList();
    List<Function> uncalled = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement instanceof Function function
          && (isMethod(function) || isUncalled(function, layers, statements))) {
        uncalled.add(function);
      }
    }
    if (uncalled.isEmpty() || statements.size() == 1) {
      return null;
    }
    Function function = uncalled.get(0);
    if (uncalled.size() > 1) {
      throw several(uncalled.stream().map(Function::name).toList());
    }
    return isMethod(function)
        ? run(
            new Blueprint(
                new Statement.ClassDefinition(
                    List.of(), function.name(), statements, function.line(), function.column())))
        : run(new Procedure(function));
  }

  private static boolean isMethod(Function function) {
    return Definitions.FORWARD.contains(function.name())
        && function.parameters().size() > 1
        && function.parameters().get(0).name().equals("self");
  }

  private static boolean isUncalled(
      Function function, List<String> layers, List<Statement> statements) {
    return !function.name().startsWith("__")
        && !new CalledNames(layers).in(List.of(function)).isEmpty()
        && new CalledNames(List.of(function.name())).in(statements).isEmpty();
  }

  private Refusal several(List<String> names) {
    return new Refusal(
        Fault.at(
            Place.of(text.source()),
            "this text has several functions: " + WordList.and(names),
            "give only one"));
  }

  private Found found(Operand whole) {
    boolean sequential = evaluator.procedures().isSequential();
    if (whole instanceof Tensor tensor) {
      String input = tensor.root().isEmpty() ? "x" : tensor.root();
      return new Found(evaluator.carried().in(tensor.nodes()), input, sequential, notes);
    }
    if (whole instanceof Module module) {
      return new Found(evaluator.carried().in(module.nodes()), "x", sequential, notes);
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
    return last == null ? new BareLayers(evaluator).in(results, notes) : last;
  }

  /** Notes functions that do not run. */
  private void noteUncalled(@Nullable Operand whole, List<Statement> statements) {
    for (Statement statement : statements) {
      if (whole != null
          && statement instanceof Function function
          && new CalledNames(List.of(function.name())).in(statements).isEmpty()) {
        notes.add(function.name() + " on line " + function.line() + " is not called");
      }
    }
  }

  /** The result of the only function or class that the text does not call itself. */
  private @Nullable Operand onlyDefinition(List<Statement> statements) {
    Set<String> called = new HashSet<>();
    List<Operand> definitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement instanceof Function function) {
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
      throw several(uncalledNames);
    }
    return uncalled.isEmpty() ? null : run(uncalled.get(0));
  }

  private Operand run(Operand definition) {
    if (definition instanceof Procedure procedure) {
      Function function = procedure.function();
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
    Set<Node> used = evaluator.joined().with(Dropped.nodes(whole));
    for (Result result : results) {
      List<Node> nodes = Dropped.nodes(result.operand());
      boolean isStep =
          result.operand() instanceof Unknown
              || nodes.stream()
                  .anyMatch(
                      n ->
                          n instanceof Node.LayerNode
                              || n instanceof Node.AdaptiveNode
                              || n instanceof Node.PatchesNode
                              || n instanceof Node.PadNode);
      if (result.name() != null && isStep && nodes.stream().noneMatch(used::contains)) {
        notes.add(result.name() + " on line " + result.statement().line() + " is not used");
      }
    }
  }
}
