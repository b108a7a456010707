package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The weights that a text gives to its layers, as in {@code conv.set_weights([kernel, bias])}.
 * Their values are free; what the text does to their axes is read as for the weight of a function.
 */
final class CarriedWeights {
  private static final String HELP = "compare reads no arithmetic: change it outside of the text";

  /** The name of a function that gives a layer its initial weights. */
  private static final Pattern INITIALIZER =
      Pattern.compile("init|reset", Pattern.CASE_INSENSITIVE);

  private final Evaluator evaluator;
  private final IdentityHashMap<Node, Tensor> weights = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Node> carrying = new IdentityHashMap<>();

  CarriedWeights(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  static boolean isInitializer(String function) {
    return INITIALIZER.matcher(function).find();
  }

  /** The steps with the weights that their layers were given. */
  List<Node> in(List<Node> nodes) {
    return nodes.stream().map(this::carrying).toList();
  }

  private Node carrying(Node node) {
    Tensor weight = weights.get(evaluator.joined().layer(node));
    return weight == null || !(node instanceof LayerNode layer)
        ? node
        : carrying.computeIfAbsent(node, given -> layer.carrying(weight));
  }

  /**
   * Gives a layer the weights of a call.
   *
   * @throws Refusal if the text changes them in a way that is not read
   */
  void set(Operand owner, Call call) {
    Value given = new Arguments(call).at(0, "weights");
    if (given == null) {
      return;
    }
    Operand operand = evaluator.evaluate(given);
    if (!(operand instanceof Items items)) {
      requirePlain(operand, given);
      return;
    }
    List<Value> values = Literals.items(given).orElse(List.of());
    List<Operand> parts = new ArrayList<>();
    for (int i = 0; i < items.items().size(); i++) {
      Optional<Tensor> item = i < values.size() ? item(values.get(i)) : Optional.empty();
      parts.add(item.isPresent() ? item.get() : items.items().get(i));
    }
    LayerNode layer = only(owner);
    if (layer == null || parts.isEmpty() || parts.size() > 2) {
      parts.forEach(part -> requirePlain(part, given));
      return;
    }
    ParameterChange change = new ParameterChange(evaluator.text());
    Operand bias = parts.size() > 1 ? parts.get(1) : null;
    throwIf(isTaken(parts.get(0)) ? Optional.empty() : change.ofWeight(given, parts.get(0)));
    throwIf(isTaken(bias) ? Optional.empty() : change.ofBias(given, bias));
    if (parts.get(0) instanceof Tensor weight) {
      weights.put(layer, weight);
    } else {
      weights.remove(layer);
    }
  }

  /** Requires that values which are given to a layer are those of a name or of a call. */
  void requirePlain(Operand operand, Value at) {
    if (operand instanceof Items items) {
      items.items().forEach(item -> requirePlain(item, at));
      return;
    }
    boolean isChanged =
        operand instanceof Tensor tensor ? !tensor.nodes().isEmpty() : operand instanceof Module;
    boolean isUnread = operand instanceof Unknown unknown && !unknown.opaque();
    boolean isFunction =
        operand instanceof Operand.Procedure procedure
            && !isInitializer(procedure.function().name());
    if (isChanged || isUnread || isFunction) {
      throw evaluator
          .text()
          .refusal(at.line(), at.column(), "these weights are not supported", HELP);
    }
  }

  /** Whether it is the result of a call that takes nothing of the text, such as a loader. */
  private static boolean isTaken(@Nullable Operand operand) {
    return operand instanceof Unknown unknown && unknown.opaque();
  }

  /** {@code weights[0]} of a list that the text does not make. */
  private Optional<Tensor> item(Value value) {
    boolean isItem =
        value instanceof Subscript subscript
            && subscript.indices().size() == 1
            && Literals.integer(subscript.indices().get(0)).isPresent();
    if (!isItem || !(((Subscript) value).value() instanceof Value.Name name)) {
      return Optional.empty();
    }
    String index = ((Subscript) value).indices().get(0).quoted();
    return evaluator.named(name) instanceof Tensor list && list.nodes().isEmpty()
        ? Optional.of(Tensor.named(list.root() + "[" + index + "]"))
        : Optional.empty();
  }

  /** The only layer of a kind that has a weight; null if there are none or several. */
  private static @Nullable LayerNode only(Operand owner) {
    List<Node> nodes = owner instanceof Module module ? module.nodes() : List.of();
    List<Node> weighted =
        nodes.stream()
            .filter(n -> !(n instanceof Node.InputNode || n instanceof Node.AsideNode))
            .filter(n -> !(n instanceof Node.PadNode))
            .toList();
    return weighted.size() == 1 && weighted.get(0) instanceof LayerNode layer ? layer : null;
  }

  private static void throwIf(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /**
   * Requires that the initial weights of a layer are not computed from a tensor of the text.
   *
   * @throws Refusal if they are
   */
  void requireFree(Call layer) {
    for (CallArgument argument : layer.arguments()) {
      String name = argument.keyword() == null ? "" : argument.keyword();
      if (name.matches("weights|\\w+_init(ializer)?")) {
        Operand operand = evaluator.evaluate(argument.value());
        // An initializer is a step of the tensor that it takes.
        boolean isComputed =
            operand instanceof Tensor tensor
                ? tensor.nodes().size() > 1
                : operand instanceof Items
                    || operand instanceof Operand.Procedure
                    || (operand instanceof Unknown unknown && !unknown.opaque());
        if (isComputed) {
          throw evaluator
              .text()
              .refusal(argument.line(), argument.column(), name + " is not supported here", HELP);
        }
      }
    }
  }
}
