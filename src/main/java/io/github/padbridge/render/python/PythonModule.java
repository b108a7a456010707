package io.github.padbridge.render.python;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonDifference;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Python module: a function a layer, and a table of them under their ids. Without a function
 * there is no module, and all parts of it are empty.
 */
public abstract class PythonModule {
  private final Identifiers identifiers = new Identifiers();
  private final Set<String> keys = new HashSet<>();

  /** The lines of the table, with a comment for each layer that is left out. */
  private final List<String> table = new ArrayList<>();

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
        "the plan is for "
            + translation.plan().target().title()
            + ", and this module holds "
            + target().title()
            + " code";
    String help =
        (target() == Framework.PYTORCH ? "--format python" : "--format pytorch")
            + ", or --to "
            + target().id();
    return Optional.of(new Fault(message, help, List.of(), null));
  }

  /**
   * Why a function cannot have the layout that is asked for.
   *
   * @param turned whether the layer has the other one
   */
  static Optional<Fault> unturned(boolean turned, @Nullable DataFormat asked) {
    if (!turned) {
      return Optional.empty();
    }
    boolean last = asked == DataFormat.CHANNELS_LAST;
    return Optional.of(
        new Fault(
            "the layer has its channels "
                + (last ? "first" : "last")
                + ", so its function has no "
                + asked
                + " form",
            "leave --data-format out for the layout of each layer",
            List.of(Argument.DATA_FORMAT),
            null));
  }

  /** What stands before the first function. */
  abstract String head();

  /** The function of one layer. */
  abstract String function(String name, Translation translation);

  /** True where a layer of this label would take another's place in the table. */
  public boolean isTaken(LayerRecord.Label label) {
    JsonValue id = label.id();
    return id != null && keys.contains(key(id));
  }

  /** The next function, and before the first one what the module begins with. */
  public String function(LayerRecord.Label label, Translation translation) {
    String begin = keys.isEmpty() ? head() : "";
    String name = identifiers.take(wish(label, translation));
    String function = function(name, translation);
    JsonValue id = label.id();
    String key = id == null ? PythonText.literal(name) : key(id);
    keys.add(key);
    table.add(key + ": " + name + ",");
    return begin + "\n\n" + function;
  }

  /**
   * Notes a layer without a function, and the first reason for it.
   *
   * @param place what a layer without an id is known by
   */
  public void leaveOut(LayerRecord.Label label, Place place, Refusal refusal) {
    JsonValue id = label.id();
    String name = id == null ? place.toString() : key(id);
    int more = refusal.faults().size() - 1;
    table.add(
        PythonText.comment(
            "not translated: "
                + name
                + ": "
                + refusal.faults().get(0).message()
                + (more > 0 ? " (and " + more + " more)" : "")));
  }

  /** What stands after the last function. */
  public String tail() {
    if (keys.isEmpty()) {
      return "";
    }
    CodeWriter code = new CodeWriter();
    code.line(0, "");
    code.line(0, "");
    code.line(0, "LAYERS = {");
    table.forEach(line -> code.line(1, line));
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
    return id instanceof JsonString text
        ? PythonText.literal(text.value())
        : JsonDifference.shown(id);
  }
}
