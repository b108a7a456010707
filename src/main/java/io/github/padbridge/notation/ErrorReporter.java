package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Value;
import org.jspecify.annotations.Nullable;

/** Creates faults that point into the text of the notation, or to an option. */
record ErrorReporter(SourceText text) {
  Refusal refusal(Value value, String message, @Nullable String help) {
    return refusal(value.line(), value.column(), message, help);
  }

  Refusal refusal(int line, int column, String message, @Nullable String help) {
    return text.refusal(line, column, message, help);
  }

  Refusal option(String option, String message, @Nullable String help) {
    return new Refusal(Fault.at(new Place(Place.COMMAND_LINE, 0, 0, option), message, help));
  }

  static String got(Value value) {
    return " (got " + value.described() + ")";
  }
}
