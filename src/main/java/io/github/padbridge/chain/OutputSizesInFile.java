package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.CallSite;
import io.github.padbridge.expression.PythonFile;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The output sizes with which a file calls its transposed convolutions. */
final class OutputSizesInFile {
  private final PythonFile file;

  /** The calls of each layer that has a name. */
  private final Map<String, List<Call>> calls = new HashMap<>();

  /** How many layers have a name. */
  private final Map<String, Integer> layers = new HashMap<>();

  /**
   * @param sites of all layers in the file
   */
  OutputSizesInFile(PythonFile file, List<CallSite> sites) {
    this.file = file;
    for (CallSite site : sites) {
      if (site.target() != null) {
        layers.merge(site.target(), 1, Integer::sum);
      }
    }
    file.calls(name -> layers.containsKey(withoutSelf(name))).forEach(site -> add(site.call()));
  }

  private static String withoutSelf(String name) {
    return name.startsWith("self.") ? name.substring("self.".length()) : name;
  }

  /** Adds a call and the calls in its arguments. */
  private void add(@Nullable Call call) {
    if (call == null) {
      return;
    }
    calls.computeIfAbsent(withoutSelf(call.name()), name -> new ArrayList<>()).add(call);
    for (CallArgument argument : call.arguments()) {
      if (argument.value() instanceof Value.Nested nested) {
        add(nested.call());
      }
    }
  }

  /**
   * The output size of a layer.
   *
   * @param arguments of its spec: the size, or none
   * @param unclear why the size is unknown; empty if it is known
   */
  record Found(Map<String, JsonValue> arguments, String unclear) {
    static final Found NONE = new Found(Map.of(), "");

    private static Found unclear(String why) {
      return new Found(Map.of(), why);
    }
  }

  /** The output size with which a layer is called. */
  Found of(CallSite layer) {
    String name = Objects.requireNonNullElse(layer.target(), "");
    List<Call> ofLayer =
        layer.applied() != null ? List.of(layer.applied()) : calls.getOrDefault(name, List.of());
    List<Optional<Value>> sizes = ofLayer.stream().map(this::size).toList();
    Value size = sizes.stream().flatMap(Optional::stream).findFirst().orElse(null);
    if (size == null) {
      return Found.NONE;
    }
    long different = sizes.stream().map(each -> each.map(Value::quoted)).distinct().count();
    if (different > 1 || layers.getOrDefault(name, 1) > 1) {
      return Found.unclear(" is called with several output sizes");
    }
    return size instanceof Value.Literal literal
        ? new Found(Map.of(Argument.OUTPUT_SIZE, literal.value()), "")
        : Found.unclear(" is called with an output_size that is not a literal");
  }

  /** The output size of a call; empty if it gives none. */
  private Optional<Value> size(Call call) {
    Value size = new Arguments(file.bindings().filled(call)).at(1, Argument.OUTPUT_SIZE);
    return Optional.ofNullable(size).filter(given -> !Literals.isNone(given));
  }
}
