package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.CallSite;
import io.github.padbridge.expression.PythonFile;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.read.CallNames;
import io.github.padbridge.layer.read.CallReader;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls of layers in a Python file, each by itself: nothing tells how data flows there. */
public final class LayerCalls {
  /** The lines that are named of those which are not understood. */
  private static final int MOST_PASSED = 5;

  private final SourceText text;
  private final Map<String, JsonValue> options;
  private final PythonFile file;
  private final Scope scope = new Scope();

  /**
   * Reads a file.
   *
   * @param options arguments that are given beside the calls, by their names in a spec
   */
  public LayerCalls(SourceText text, Map<String, JsonValue> options) {
    this.text = new SourceText(text.source(), Prompts.blanked(text.text()));
    this.options = options;
    this.file = new PythonFile(this.text);
    file.bindings().imports().forEach(known -> scope.imported(known.name(), known.fullName()));
    file.bindings()
        .aliases()
        .forEach(alias -> scope.imported(alias.name(), scope.fullName(alias.fullName())));
  }

  /**
   * A layer with literal arguments.
   *
   * @param text the file, with blanks for prompts
   * @param call under its full name
   * @param name what the file calls it; null where it has no name
   */
  public record Found(SourceText text, Call call, @Nullable String name) {
    public Place place() {
      return new Place(text.source(), call.line(), call.column(), "");
    }
  }

  /** Passes on the layers in their order, and a note on each that cannot be told. */
  public void forEach(Consumer<Found> layers, Consumer<String> notes) {
    List<Fault> passed = file.passed();
    passed.stream()
        .limit(MOST_PASSED)
        .forEach(
            fault -> notes.accept(fault.place() + ": this line is not read: " + fault.message()));
    if (passed.size() > MOST_PASSED) {
      notes.accept(
          text.source() + ": " + (passed.size() - MOST_PASSED) + " more lines are not read");
    }
    for (CallSite site : file.calls(this::isWanted)) {
      String callee = scope.fullName(site.callee());
      String at = text.source() + ":" + site.line() + ": ";
      Call call = site.call() == null ? null : renamed(file.bindings().filled(site.call()), callee);
      if (call == null) {
        notes.accept(at + site.callee() + "(...) is not read: " + message(site.refusal()));
      } else if (Functions.isPad(callee)) {
        notes.accept(
            at + shown(site) + " is left out: padbridge compare reads pads beside a layer");
      } else if (isWrittenOut(call)) {
        layers.accept(new Found(text, call, name(site, call)));
      } else {
        String what =
            CallNames.isFunction(callee)
                ? " does not tell the shape of its weight: give the call, and --weight-shape"
                : " is not literal: give the numbers";
        notes.accept(at + shown(site) + what);
      }
    }
  }

  /** A name that the file gives its own meaning is no framework's. */
  private boolean isWanted(String callee) {
    int dot = callee.indexOf('.');
    String first = dot < 0 ? callee : callee.substring(0, dot);
    String full = scope.fullName(callee);
    return (CallNames.isLayer(full) || Functions.isPad(full)) && !file.bindings().isOwn(first);
  }

  /** What is called wrongly is a layer too: its reader says what is wrong. */
  private boolean isWrittenOut(Call call) {
    try {
      return CallReader.isWrittenOut(text, call, options);
    } catch (Refusal refusal) {
      return true;
    }
  }

  private static Call renamed(Call call, String callee) {
    return new Call(callee, call.arguments(), call.line(), call.column());
  }

  /** The name in a Keras layer's own arguments comes first; a function gives its tensor's. */
  private static @Nullable String name(CallSite site, Call call) {
    Value given = call.keyword("name").map(CallArgument::value).orElse(null);
    if (given instanceof Value.Literal literal && literal.value() instanceof JsonString name) {
      return name.value();
    }
    return CallNames.isFunction(call.name()) ? null : site.target();
  }

  private static String message(@Nullable Refusal refusal) {
    return refusal == null ? "" : refusal.faults().get(0).message();
  }

  /** {@code nn.Conv2d(in_ch, ...)}. */
  private static String shown(CallSite site) {
    Call call = site.call();
    if (call == null || call.arguments().isEmpty()) {
      return Abridged.of(site.callee()) + "()";
    }
    CallArgument first = call.arguments().get(0);
    String keyword = first.keyword() == null ? "" : first.keyword() + "=";
    String more = call.arguments().size() > 1 ? ", ..." : "";
    return Abridged.of(site.callee()) + "(" + keyword + first.value().quoted() + more + ")";
  }
}
