package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.read.LayerSignature.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rewrites one call in the usual spelling. */
final class Spelling {
  /** The words of other libraries for the data_format of Keras. */
  private static final Map<String, String> FORMATS =
      Map.of("th", "channels_first", "tf", "channels_last");

  private final SourceText text;
  private final Call call;
  private final String name;
  private final LayerSignature signature;
  private final Map<String, CallArgument> arguments = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private @Nullable Value input;

  /**
   * @param name the full name of what is called
   * @param signature of it, whose op is the usual name
   */
  Spelling(SourceText text, Call call, String name, LayerSignature signature) {
    this.text = text;
    this.call = call;
    this.name = name;
    this.signature = signature;
  }

  Spelled usual() {
    Signature.Binding binding = signature.signature().bind(text, call, FunctionNames.bare(name));
    faults.addAll(binding.faults());
    binding.arguments().forEach((parameter, given) -> put(signature.parameter(parameter), given));
    refuseMissing();
    refuseScopes();
    signature
        .defaults()
        .forEach(
            (target, value) ->
                putDefault(target, new Literal(value.at(call.line(), call.column()))));
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
    joinParts();
    String usual = usualName();
    Call rewritten = new Call(usual, List.copyOf(arguments.values()), call.line(), call.column());
    return new Spelled(rewritten, input, notes(usual));
  }

  /** A layer of MXNet that leaves in_channels out reads them from its first input. */
  private String usualName() {
    CallArgument channels = arguments.get(Argument.IN_CHANNELS);
    boolean isOpen =
        channels == null
            || (channels.value() instanceof Literal literal
                && literal.value().int32().orElse(1) == 0);
    if (!name.startsWith("mxnet.") || !isOpen || name.contains("Pool")) {
      return signature.op();
    }
    arguments.remove(Argument.IN_CHANNELS);
    return signature.op().replace("torch.nn.", "torch.nn.Lazy");
  }

  private List<String> notes(String usual) {
    boolean isForeign = name.startsWith("mxnet.") || name.startsWith("paddle.");
    return isForeign
        ? List.of(name + " is read as " + usual + ", which computes the same")
        : List.of();
  }

  private void put(Parameter parameter, CallArgument given) {
    Value value = given.value();
    switch (parameter.role()) {
      case WITHOUT_EFFECT, IGNORED -> {}
      case TENSOR -> input = value;
      case OPTIONAL_TENSOR -> {
        boolean isThere =
            !(value instanceof Literal literal && literal.value() instanceof JsonNull);
        add(
            parameter.argument(),
            given,
            new Literal(new JsonBoolean(value.line(), value.column(), isThere)));
      }
      case UNUSED -> requireUnused(parameter, value);
      case AFTERWARDS, ARGUMENT -> {
        if (parameter.name().equals("bias_attr") && !isBoolean(value)) {
          return;
        }
        boolean excludes = parameter.name().equals("exclusive");
        Value said = excludes ? opposite(value) : worded(parameter.argument(), value);
        add(parameter.argument(), given, said);
      }
    }
  }

  private void add(String target, CallArgument given, Value value) {
    CallArgument argument = new CallArgument(target, value, given.line(), given.column());
    if (arguments.putIfAbsent(target, argument) != null) {
      faults.add(
          Fault.at(
              text.place(given.line(), given.column()),
              "the argument '" + target + "' is given twice",
              null));
    }
  }

  private void putDefault(String target, Value value) {
    arguments.putIfAbsent(target, new CallArgument(target, value, call.line(), call.column()));
  }

  /** Converts the words of a library; refuses those that have no equivalent. */
  private Value worded(String target, Value value) {
    if (!(value instanceof Literal literal) || !(literal.value() instanceof JsonString word)) {
      return value;
    }
    if (name.startsWith("paddle.") && target.equals(Argument.PADDING)) {
      fault(
          value,
          "padding \"" + word.value() + "\" has no equivalent in " + signature.op(),
          word.value().equalsIgnoreCase("valid")
              ? "write padding=0"
              : "tf.nn with padding=\"SAME\" and dilations=1 pads the same amounts");
      return value;
    }
    boolean isFormat = target.equals(Argument.DATA_FORMAT) && FunctionNames.isKeras(signature.op());
    String given = word.value();
    if (isFormat && name.startsWith("slim.")) {
      given = given.startsWith("NC") ? "th" : "tf";
    }
    return isFormat && FORMATS.containsKey(given)
        ? new Literal(new JsonString(word.line(), word.column(), FORMATS.get(given)))
        : value;
  }

  private void requireUnused(Parameter parameter, Value value) {
    boolean isLayout = parameter.name().equals("layout") || parameter.name().equals("data_format");
    if (isLayout && !isWord(value, "NC")) {
      fault(
          value,
          "only channels-first data is read for " + name + " (got " + value.quoted() + ")",
          "leave " + parameter.name() + " out, and transpose the data");
    } else if (!isLayout && !isUnused(value)) {
      fault(
          value,
          parameter.name() + " cannot be translated (got " + value.quoted() + ")",
          "leave it out and apply it after the translated layer");
    }
  }

  private static boolean isWord(Value value, String start) {
    return value instanceof Literal literal
        && (literal.value() instanceof JsonNull
            || (literal.value() instanceof JsonString word && word.value().startsWith(start)));
  }

  private static boolean isUnused(Value value) {
    return value instanceof Literal literal
        && (literal.value() instanceof JsonNull
            || (literal.value() instanceof JsonBoolean given && !given.value())
            || (literal.value() instanceof JsonArray list && list.items().isEmpty()));
  }

  private static Value opposite(Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonBoolean given
        ? new Literal(new JsonBoolean(given.line(), given.column(), !given.value()))
        : value;
  }

  private static boolean isBoolean(Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonBoolean;
  }

  private void fault(Value at, String message, @Nullable String help) {
    faults.add(Fault.at(text.place(at.line(), at.column()), message, help));
  }

  private void refuseMissing() {
    List<String> missing = new ArrayList<>();
    for (String parameter : signature.mustBeGiven()) {
      Parameter needed = signature.parameter(parameter);
      boolean isThere =
          needed.role() == LayerSignature.Role.TENSOR
              ? input != null
              : arguments.containsKey(needed.argument());
      if (!isThere) {
        missing.add(parameter);
      }
    }
    if (!missing.isEmpty() && faults.isEmpty()) {
      String bare = FunctionNames.bare(name);
      faults.add(
          Fault.at(
              text.place(call.line(), call.column()),
              bare + " needs " + WordList.and(missing),
              "call it as " + bare + signature.shown()));
    }
  }

  /** An arg_scope of TF-slim replaces the defaults of the calls in it. */
  private void refuseScopes() {
    Set<String> open = new TreeSet<>(signature.defaults().keySet());
    open.add("strides");
    open.removeAll(arguments.keySet());
    if (name.startsWith("slim.") && text.text().contains("arg_scope") && !open.isEmpty()) {
      faults.add(
          Fault.at(
              text.place(call.line(), call.column()),
              "an arg_scope in this text may give "
                  + WordList.and(List.copyOf(open))
                  + " to this call",
              "write its arguments into the call"));
    }
  }

  /** Makes one list of {@code kernel_size.0}, {@code kernel_size.1} and so on. */
  private void joinParts() {
    List<CallArgument> parts =
        arguments.values().stream().filter(a -> String.valueOf(a.keyword()).contains(".")).toList();
    if (parts.isEmpty()) {
      return;
    }
    parts.forEach(part -> arguments.remove(part.keyword()));
    CallArgument first = parts.get(0);
    List<JsonValue> literals = new ArrayList<>();
    for (CallArgument part : parts) {
      if (part.value() instanceof Literal literal) {
        literals.add(literal.value());
      }
    }
    String target = String.valueOf(first.keyword()).replaceFirst("\\..*", "");
    Value whole =
        literals.size() == parts.size()
            ? new Literal(new JsonArray(first.line(), first.column(), literals))
            : new Value.Sequence(
                parts.stream().map(CallArgument::value).toList(), first.line(), first.column());
    arguments.put(target, new CallArgument(target, whole, first.line(), first.column()));
  }
}
