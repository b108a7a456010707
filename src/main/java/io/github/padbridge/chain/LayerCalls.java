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
import io.github.padbridge.layer.read.OnnxNodes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The layer calls in a Python file, each by itself: the data flow is not followed. */
public final class LayerCalls {
  /** The maximum number of notes on unreadable lines. */
  private static final int MOST_PASSED = 5;

  private final SourceText text;
  private final Map<String, JsonValue> options;
  private final PythonFile file;
  private final Scope scope = new Scope();

  /**
   * Reads a file.
   *
   * @param options arguments given next to the calls, by their names in a spec
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
   * @param text the file, with spaces in place of prompts
   * @param call under its full name
   * @param arguments of its spec that the call does not have: the output_size with which the layer
   *     is called
   * @param name the name in the file; null if it has none
   */
  public record Found(
      SourceText text, Call call, Map<String, JsonValue> arguments, @Nullable String name) {
    public Found {
      arguments = Map.copyOf(arguments);
    }

    public Place place() {
      return new Place(text.source(), call.line(), call.column(), "");
    }
  }

  /** Passes on the layers in order, and a note on each that cannot be read. */
  public void forEach(Consumer<Found> layers, Consumer<String> notes) {
    List<Fault> passed = file.passed();
    passed.stream()
        .limit(MOST_PASSED)
        .forEach(
            fault ->
                notes.accept(fault.place() + ": this line cannot be read: " + fault.message()));
    if (passed.size() > MOST_PASSED) {
      notes.accept(
          text.source() + ": " + (passed.size() - MOST_PASSED) + " more lines cannot be read");
    }
    List<CallSite> sites = file.calls(this::isWanted);
    OutputSizesInFile sizes = new OutputSizesInFile(file, sites);
    for (CallSite site : sites) {
      String callee = scope.fullName(site.callee());
      String at = text.source() + ":" + site.line() + ": ";
      Call call =
          site.call() == null
              ? null
              : OnnxNodes.asOp(renamed(file.bindings().filled(site.call()), callee));
      if (call != null && OnnxNodes.isMaker(callee) && !CallNames.isLayer(call.name())) {
        continue;
      }
      if (call == null) {
        notes.accept(at + site.callee() + "(...) cannot be read: " + message(site.refusal()));
      } else if (LibraryNames.isPad(callee)) {
        notes.accept(
            at + shown(site) + " is skipped: only padbridge compare reads pads next to a layer");
      } else {
        for (Call layer : layers(call)) {
          OutputSizesInFile.Found size =
              OutputSizeCall.isOf(layer) ? sizes.of(site) : OutputSizesInFile.Found.NONE;
          if (!size.unclear().isEmpty()) {
            notes.accept(at + shown(site) + size.unclear());
          } else if (isWrittenOut(layer)) {
            layers.accept(new Found(text, layer, size.arguments(), name(site, call)));
          } else {
            String what =
                CallNames.isFunction(layer.name())
                    ? " has a weight of unknown shape: give the call with --weight-shape"
                    : " has arguments that are not literals";
            notes.accept(at + shown(site) + what);
          }
        }
      }
    }
  }

  /** The layers that a call makes. */
  private List<Call> layers(Call call) {
    return SeparableConvolution.is(call.name())
        ? SeparableConvolution.of(text, call).convolutions()
        : List.of(call);
  }

  /** Whether the name is one of a framework: the file does not define it. */
  private boolean isWanted(String callee) {
    int dot = callee.indexOf('.');
    String first = dot < 0 ? callee : callee.substring(0, dot);
    String full = scope.fullName(callee);
    boolean isKnown =
        CallNames.isLayer(full)
            || SeparableConvolution.is(full)
            || LibraryNames.isPad(full)
            || OnnxNodes.isMaker(full);
    return isKnown && !file.bindings().isOwn(first);
  }

  /** Whether it is a layer; a layer with invalid arguments counts, and its reader reports them. */
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
