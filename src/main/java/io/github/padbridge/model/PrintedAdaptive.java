package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads printed adaptive poolings of PyTorch. */
final class PrintedAdaptive {
  private static final Pattern NAME = Pattern.compile("Adaptive(Max|Avg)Pool([123])d");

  private PrintedAdaptive() {}

  /** The pooling of a module; empty if it is not an adaptive pooling of PyTorch. */
  static Optional<AdaptivePooling> of(PrintedModule module) {
    Matcher name = NAME.matcher(module.className());
    if (!name.matches() || !module.children().isEmpty()) {
      return Optional.empty();
    }
    try {
      Call call = CallParser.parseArguments("", module.arguments(), module.className());
      return call.keyword("output_size")
          .or(() -> call.positional().stream().findFirst())
          .map(CallArgument::value)
          .flatMap(value -> outputs(value, Integer.parseInt(name.group(2))))
          .map(outputs -> new AdaptivePooling(name.group(1).equals("Max"), outputs));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static Optional<List<Integer>> outputs(Value value, int rank) {
    if (!(value instanceof Value.Literal literal)) {
      return Optional.empty();
    }
    List<JsonValue> sizes =
        literal.value() instanceof JsonArray array
            ? array.items()
            : Collections.nCopies(rank, literal.value());
    List<Integer> outputs = new ArrayList<>();
    for (JsonValue size : sizes) {
      OptionalInt number = size instanceof JsonNull ? OptionalInt.of(0) : size.int32();
      if (number.isEmpty() || number.getAsInt() < (size instanceof JsonNull ? 0 : 1)) {
        return Optional.empty();
      }
      outputs.add(number.getAsInt());
    }
    return outputs.size() == rank ? Optional.of(outputs) : Optional.empty();
  }

  /** The row of a pooling on an input, whose shape may be unknown. */
  static ModelLayer row(
      ModelLayers layers,
      PrintedModule module,
      String path,
      AdaptivePooling pooling,
      @Nullable Shape in) {
    Optional<PoolSpec> layer = in == null ? Optional.empty() : pooling.on(in);
    ModelLayer.Content content = new ModelLayer.Adaptive(module.shown(), layer.orElse(null));
    String note =
        layer.isPresent()
            ? module.className() + " has these windows for this input size only"
            : module.className() + " has windows that depend on the size of its input";
    String same =
        pooling
            .kerasCall()
            .map(keras -> "; " + keras + " is the same" + pooling.where())
            .orElse("");
    return layers.row(module, path, content, List.of(note + same));
  }
}
