package io.github.padbridge.render.python;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Translation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Python module: a function a layer, and a table of them under their ids. */
public abstract class PythonModule {
  private final Identifiers identifiers = new Identifiers();
  private final Map<String, String> layers = new LinkedHashMap<>();

  /** The framework that the functions are for. */
  Framework target() {
    return Framework.TENSORFLOW;
  }

  /** Why this module cannot hold a translation; empty where it can. */
  public Optional<Fault> unfit(Translation translation) {
    if (translation.plan().target() == target()) {
      return Optional.empty();
    }
    String message =
        "a layer of "
            + translation.spec().framework().title()
            + "'s becomes "
            + translation.plan().target().title()
            + " code, this module is for "
            + target().title();
    String help = target() == Framework.PYTORCH ? "--format python" : "--format pytorch";
    return Optional.of(new Fault(message, help, List.of(), null));
  }

  /** What stands before the first function. */
  public abstract String head();

  /** The function of one layer. */
  abstract String function(String name, Translation translation);

  /** True where a layer of this label would take another's place in the table. */
  public boolean isTaken(LayerRecord.Label label) {
    JsonValue id = label.id();
    return id != null && layers.containsKey(key(id));
  }

  /** The next function. */
  public String function(LayerRecord.Label label, Translation translation) {
    String name = identifiers.take(wish(label, translation));
    JsonValue id = label.id();
    layers.put(id == null ? literal(name) : key(id), name);
    return "\n\n" + function(name, translation);
  }

  /** What stands after the last function. */
  public String tail() {
    CodeWriter code = new CodeWriter();
    code.line(0, "");
    code.line(0, "");
    if (layers.isEmpty()) {
      code.line(0, "LAYERS = {}");
      return code.toString();
    }
    code.line(0, "LAYERS = {");
    layers.forEach((key, name) -> code.line(1, key + ": " + name + ","));
    code.line(0, "}");
    return code.toString();
  }

  /**
   * What the function would best be called: a number says nothing, and a layer may have neither id
   * nor name.
   */
  private static String wish(LayerRecord.Label label, Translation translation) {
    if (label.id() instanceof JsonString text && !text.value().isBlank()) {
      return text.value();
    }
    return label.name() == null || label.name().isBlank()
        ? translation.spec().opName()
        : label.name();
  }

  private static String key(JsonValue id) {
    return id instanceof JsonString text ? literal(text.value()) : id.quoted();
  }

  /** A string in double quotes; what could end it or hide in it is written as its number. */
  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"'
                  || c == '\\'
                  || Character.isISOControl(c)
                  || Character.getType(c) == Character.FORMAT
                  || Character.getType(c) == Character.SURROGATE
                  || c == 0x2028
                  || c == 0x2029) {
                literal.append(
                    c < 0x100 ? String.format("\\x%02x", c) : String.format("\\U%08x", c));
              } else {
                literal.appendCodePoint(c);
              }
            });
    return literal.append('"').toString();
  }
}
