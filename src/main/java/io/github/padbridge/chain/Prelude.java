package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Statement.Function;
import io.github.padbridge.expression.StatementParser;
import io.github.padbridge.prelude.PreludeFunction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Recognizes the functions that emitted code defines for its own use, whatever their layout. */
final class Prelude {
  private static final Map<String, PreludeFunction> BY_CODE = new HashMap<>();

  static {
    for (PreludeFunction function : PreludeFunction.values()) {
      SourceText text = new SourceText(function.pythonName(), function.code());
      for (Statement statement : StatementParser.parse(text)) {
        BY_CODE.put(((Function) statement).code(), function);
      }
    }
  }

  private Prelude() {}

  /** The function that a text repeats; empty if it says anything else. */
  static Optional<PreludeFunction> of(Function function) {
    boolean isNamed =
        function.decorators().isEmpty()
            && Arrays.stream(PreludeFunction.values())
                .anyMatch(known -> known.pythonName().equals(function.name()));
    return isNamed ? Optional.ofNullable(BY_CODE.get(function.code())) : Optional.empty();
  }
}
