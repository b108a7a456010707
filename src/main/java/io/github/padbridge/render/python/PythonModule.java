package io.github.padbridge.render.python;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonDifference;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TargetLayout;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Python module: one function per layer, and a table of them by id. Without functions all parts
 * of the module are empty.
 */
public abstract class PythonModule {
  /** The output format for each target. */
  private static final Map<OpSet, String> FORMATS =
      Map.of(
          TensorFlowOpSet.OPS,
          "python",
          TorchOpSet.OPS,
          "pytorch",
          OnnxOpSet.OPS,
          "onnx",
          JaxOpSet.OPS,
          "jax");

  private final Identifiers identifiers = new Identifiers();
  private final Set<String> keys = new HashSet<>();

  /** The lines of the table, with a comment for each layer without a function. */
  private final List<String> table = new ArrayList<>();

  private final OpSet target;
  private final @Nullable DataFormat own;
  private final @Nullable DataFormat asked;
  private final String head;

  /**
   * @param target the target of the functions
   * @param own the data layout of the target; null where its ops take every layout
   * @param asked the layout of the functions; null for the layout of each layer
   * @param imports the import lines
   */
  PythonModule(
      OpSet target,
      @Nullable DataFormat own,
      @Nullable DataFormat asked,
      String title,
      String... imports) {
    this.target = target;
    this.own = own;
    this.asked = asked;
    this.head =
        "\"\"\"" + title + ", written by padbridge.\"\"\"\n\n" + String.join("\n", imports) + "\n";
  }

  /** Why this module cannot contain a translation; empty where it can. */
  public Optional<Fault> unfit(Translation translation) {
    OpSet planned = translation.plan().target();
    if (!planned.equals(target)) {
      return Optional.of(
          new Fault(
              "a plan of "
                  + planned.title()
                  + " ops cannot be written as --format "
                  + FORMATS.get(target),
              "use --format " + FORMATS.get(planned) + " or --to " + target.id(),
              List.of(),
              null));
    }
    if (asked == null
        || own == null
        || asked == own
        || asked == DataFormat.of(translation.spec())) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault(
            "the layer is channels "
                + (own == DataFormat.CHANNELS_LAST ? "last" : "first")
                + ", so its function cannot be "
                + asked,
            "leave --data-format out to keep the layout of each layer",
            List.of(Argument.DATA_FORMAT),
            null));
  }

  /** Whether all functions take data in the layout of the target. */
  final boolean turns() {
    return asked != null && asked == own;
  }

  /** The plan in the layout of the function. */
  Plan plan(Translation translation) {
    return turns()
        ? TargetLayout.of(translation.plan(), translation.spec().framework())
        : translation.plan();
  }

  /** The function of one layer. */
  abstract String function(String name, Translation translation);

  /** Whether the table already has a layer with this label. */
  public boolean isTaken(LayerRecord.Label label) {
    JsonValue id = label.id();
    return id != null && keys.contains(key(id));
  }

  /** The next function; the first one is preceded by the module header. */
  public String function(LayerRecord.Label label, Translation translation) {
    return function(label, translation.spec().opName(), name -> function(name, translation));
  }

  /**
   * The next function.
   *
   * @param opName the name of the layer's op
   * @param code the function of a given name
   */
  final String function(LayerRecord.Label label, String opName, UnaryOperator<String> code) {
    String begin = keys.isEmpty() ? head : "";
    String name = identifiers.take(wish(label, opName));
    String function = code.apply(name);
    JsonValue id = label.id();
    String key = id == null ? PythonText.literal(name) : key(id);
    keys.add(key);
    table.add(key + ": " + name + ",");
    return begin + "\n\n" + function;
  }

  /**
   * Notes a layer without a function, and the first reason for it.
   *
   * @param place the place of the layer, used where it has no id
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

  /** The end of the module, after the last function. */
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
   * The preferred name of a function: not a number, which is not descriptive. A layer may have
   * neither id nor name.
   */
  private static String wish(LayerRecord.Label label, String opName) {
    if (label.id() instanceof JsonString text && !text.value().isBlank()) {
      return text.value();
    }
    return label.name() == null || label.name().isBlank() ? opName : label.name();
  }

  private static String key(JsonValue id) {
    return id instanceof JsonString text
        ? PythonText.literal(text.value())
        : JsonDifference.shown(id);
  }
}
