package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.chain.Procedures.Result;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Layers that are not called on a tensor, one after another. Statements on {@code x} between them
 * work on the output of the layers before.
 */
final class BareLayers {
  /** The name of the data between the layers. */
  private static final String DATA = "x";

  private final Evaluator evaluator;
  private final List<Result> parts = new ArrayList<>();

  /** The steps of the statements so far, which are the value of {@link #DATA}. */
  private List<Node> steps = List.of();

  private @Nullable Statement firstStep;
  private @Nullable Refusal wrong;

  BareLayers(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * The layers and statements in order; null if there is no layer.
   *
   * @throws Refusal if the place of a statement is unclear
   */
  @Nullable Operand in(List<Result> results, List<String> notes) {
    boolean isEmpty = true;
    for (Result result : results) {
      if (isPart(result)) {
        isEmpty = false;
        add(result);
      } else {
        step(result);
      }
    }
    if (isEmpty) {
      return null;
    }
    if (wrong != null) {
      throw wrong;
    }
    boolean isNamed = parts.stream().anyMatch(part -> part.name() != null);
    if (isNamed && firstStep != null) {
      throw unclear(firstStep);
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

  /** A statement on the data: its new steps are a part. */
  private void step(Result result) {
    boolean isData = result.name() == null || result.name().equals(DATA);
    if (!(result.operand() instanceof Tensor tensor)) {
      boolean isWrong =
          DATA.equals(result.name())
              && (result.operand() instanceof Unknown || result.operand() instanceof Items);
      if (isWrong) {
        refuse(
            result.operand() instanceof Unknown unknown
                ? unknown.refusal()
                : unclear(result.statement()));
      }
      return;
    }
    if (tensor.nodes().isEmpty()) {
      return;
    }
    for (Node node : tensor.nodes()) {
      if (node instanceof Node.RefusedNode refused) {
        refuse(refused.refusal());
      }
    }
    if (tensor.nodes().stream().allMatch(Node.InputNode.class::isInstance)) {
      parts.add(new Result(null, tensor, result.statement()));
      return;
    }
    if (!isData || !tensor.root().equals(DATA) || !follows(tensor.nodes())) {
      refuse(unclear(result.statement()));
      return;
    }
    List<Node> more = tensor.nodes().subList(steps.size(), tensor.nodes().size());
    steps = result.name() == null ? steps : tensor.nodes();
    if (more.isEmpty()) {
      return;
    }
    firstStep = firstStep == null ? result.statement() : firstStep;
    parts.add(new Result(null, new Module(more), result.statement()));
  }

  /** The first refusal counts, and only if there are layers. */
  private void refuse(Refusal refusal) {
    wrong = wrong == null ? refusal : wrong;
  }

  private boolean follows(List<Node> nodes) {
    for (int i = 0; i < steps.size(); i++) {
      if (i >= nodes.size() || nodes.get(i) != steps.get(i)) {
        return false;
      }
    }
    return true;
  }

  private Refusal unclear(Statement at) {
    return evaluator
        .text()
        .refusal(
            at.line(),
            at.column(),
            "it is unclear where between the layers this statement runs",
            "call each layer on the tensor: x = layer(x)");
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

  /** Adds a layer unless it is extended, redefined or part of another. */
  private void add(Result result) {
    List<Node> nodes = Dropped.nodes(result.operand());
    Set<Node> whole = identities(nodes);
    boolean isThere =
        !nodes.isEmpty()
            && result.name() == null
            && parts.stream()
                .anyMatch(part -> identities(Dropped.nodes(part.operand())).containsAll(nodes));
    if (isThere) {
      return;
    }
    parts.removeIf(part -> result.name() != null && result.name().equals(part.name()));
    parts.removeIf(part -> isInside(part, whole));
    parts.add(result);
  }

  /** Whether a named layer became part of another. */
  private static boolean isInside(Result part, Set<Node> whole) {
    List<Node> nodes = Dropped.nodes(part.operand());
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
}
