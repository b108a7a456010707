package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.spec.Signature.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a record of a layer as people write it: {@code tf.nn.conv2d(x, w, strides=2,
 * padding="SAME")}, {@code keras.layers.Conv2DTranspose(64, 4, strides=2)}, {@code nn.Conv2d(3, 64,
 * 7)}. Its arguments become the JSON values they stand for, so that one reader and one set of rules
 * serves both.
 */
public final class CallReader {
  private final SourceText text;
  private final Call call;
  private final String fullName;
  private final Signature signature;
  private final Map<String, JsonValue> fields = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  private CallReader(SourceText text, Call call, String fullName) {
    this.text = text;
    this.call = call;
    this.fullName = fullName;
    this.signature = Signatures.of(fullName);
  }

  /** True for a text that looks like a call, whatever it calls. */
  public static boolean isCall(String text) {
    return text.matches("(?s)\\s*[\\p{L}_][\\p{L}\\p{N}_.]*\\s*(=[^(]*)?\\(.*");
  }

  /**
   * The record of one call.
   *
   * @throws Refusal if it is no call, calls nothing that is known here, or is called as it cannot
   *     be; the faults point into the text
   */
  public static JsonRecord read(SourceText text) {
    Call call = CallParser.parse(text.source(), text.text());
    String fullName = Signatures.fullName(call.name()).orElseThrow(() -> unknown(text, call));
    return new CallReader(text, call, fullName).record();
  }

  private static Refusal unknown(SourceText text, Call call) {
    List<String> known = Signatures.like(call.name());
    List<String> several = Signatures.ambiguous(call.name());
    return text.refusal(
        call.line(),
        call.column(),
        several.isEmpty()
            ? call.name() + " is no layer that is known here"
            : call.name() + " may be PyTorch's or TensorFlow's",
        several.isEmpty()
            ? Suggestion.help(Signatures.inFull(call.name()), known)
            : "write " + String.join(" or ", several));
  }

  private JsonRecord record() {
    put(Argument.FRAMEWORK, new JsonString(call.line(), call.column(), signature.framework().id()));
    put(Argument.OP, new JsonString(call.line(), call.column(), signature.op()));
    int position = 0;
    for (io.github.padbridge.expression.Argument argument : call.arguments()) {
      bind(argument, argument.keyword() == null ? position++ : -1);
    }
    signature.defaults().forEach((name, value) -> fields.computeIfAbsent(name, n -> usual(value)));
    if (Signatures.isKeras(fullName)) {
      asKerasHasIt();
    }
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
    JsonObject object = new JsonObject(call.line(), call.column(), fields);
    return new JsonRecord(text.source(), "", object, List.of());
  }

  private void put(String name, JsonValue value) {
    fields.put(name, value);
  }

  private void fault(int line, int column, String message, String help) {
    faults.add(Fault.at(text.place(line, column), message, help));
  }

  private JsonValue usual(Signature.Default value) {
    int line = call.line();
    int column = call.column();
    return switch (value) {
      case TRUE -> new JsonBoolean(line, column, true);
      case FALSE -> new JsonBoolean(line, column, false);
      case TWO -> new JsonNumber(line, column, 2L);
      case NONE -> new JsonNull(line, column);
      case VALID -> new JsonString(line, column, "VALID");
      case SAME -> new JsonString(line, column, "SAME");
    };
  }

  private void bind(io.github.padbridge.expression.Argument argument, int position) {
    List<Parameter> parameters = signature.parameters();
    if (argument.keyword() == null && position >= signature.positional()) {
      String help =
          position < parameters.size()
              ? "give " + parameters.get(position).name() + " and what follows by its name"
              : null;
      fault(
          argument.line(),
          argument.column(),
          Signatures.bare(fullName)
              + " takes "
              + signature.positional()
              + " arguments without a name",
          help);
      return;
    }
    Parameter parameter =
        argument.keyword() == null
            ? parameters.get(position)
            : signature.named(argument.keyword()).orElse(null);
    if (parameter == null) {
      fault(
          argument.line(),
          argument.column(),
          Signatures.bare(fullName) + " has no argument " + argument.keyword(),
          Suggestion.help(argument.keyword(), signature.names()));
      return;
    }
    boolean twice =
        argument.keyword() != null
            && call.positional().size() > parameters.indexOf(parameter)
            && parameters.indexOf(parameter) >= 0;
    if (twice) {
      fault(argument.line(), argument.column(), parameter.name() + " is given twice", null);
      return;
    }
    switch (parameter.role()) {
      case TENSOR, WITHOUT_EFFECT -> {}
      case OPTIONAL_TENSOR ->
          put(
              parameter.argument(),
              new JsonBoolean(argument.line(), argument.column(), !isNone(argument.value())));
      case UNUSED -> requireUnused(parameter, argument.value());
      case ARGUMENT -> put(parameter.argument(), value(parameter, argument.value()));
    }
  }

  private static boolean isNone(Value value) {
    return value instanceof Value.Literal literal && literal.value() instanceof JsonNull;
  }

  private void requireUnused(Parameter parameter, Value value) {
    boolean unused =
        value instanceof Value.Literal literal
            && (literal.value() instanceof JsonNull
                || (literal.value() instanceof JsonBoolean given && !given.value())
                || (literal.value() instanceof JsonString name && name.value().equals("linear")));
    if (!unused) {
      fault(
          value.line(),
          value.column(),
          parameter.name() + " is no part of a translation (got " + value.quoted() + ")",
          "leave it out here, and apply it after the translated layer");
    }
  }

  private JsonValue value(Parameter parameter, Value value) {
    if (value instanceof Value.Literal literal) {
      return literal.value();
    }
    boolean isShape = parameter.argument().endsWith("_shape");
    if (isShape && value instanceof Value.Sequence sequence) {
      List<JsonValue> sizes = new ArrayList<>();
      for (Value item : sequence.items()) {
        sizes.add(
            item instanceof Value.Literal literal
                ? literal.value()
                : new JsonNull(item.line(), item.column()));
      }
      return new JsonArray(sequence.line(), sequence.column(), sizes);
    }
    fault(
        value.line(),
        value.column(),
        parameter.name()
            + " must be written out (got "
            + value.kind()
            + ": "
            + value.quoted()
            + ")",
        "names are not looked up: give the numbers");
    return new JsonNull(value.line(), value.column());
  }

  /** What Keras reads otherwise than {@code tf.nn}, and what it refuses. */
  private void asKerasHasIt() {
    JsonValue batched = fields.remove("batch_input_shape");
    if (batched != null) {
      put(Argument.INPUT_SHAPE, batched);
    } else if (fields.get(Argument.INPUT_SHAPE) instanceof JsonArray shape) {
      List<JsonValue> sizes = new ArrayList<>(shape.items());
      sizes.add(0, new JsonNull(shape.line(), shape.column()));
      put(Argument.INPUT_SHAPE, new JsonArray(shape.line(), shape.column(), sizes));
    }
    if (fields.get(Argument.DATA_FORMAT) instanceof JsonNull) {
      fields.remove(Argument.DATA_FORMAT);
    }
    if (fields.get(Argument.STRIDES) instanceof JsonNull) {
      fields.remove(Argument.STRIDES);
      if (fields.containsKey(Argument.KERNEL_SIZE)) {
        put(Argument.STRIDES, fields.get(Argument.KERNEL_SIZE));
      }
    }
    JsonValue strides = fields.get(Argument.STRIDES);
    JsonValue dilations = fields.get(Argument.DILATIONS);
    // Of a depthwise layer TensorFlow's own rule says what to do.
    boolean depthwise = signature.op().startsWith("depthwise");
    if (isAboveOne(strides) && isAboveOne(dilations) && !depthwise) {
      fault(
          dilations.line(),
          dilations.column(),
          "Keras takes strides above 1 or a dilation_rate above 1, not both",
          "tf.nn.conv1d and tf.nn.conv2d take both");
    }
  }

  private static boolean isAboveOne(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.items().stream().anyMatch(CallReader::isAboveOne);
    }
    return value instanceof JsonNumber number && number.value().doubleValue() > 1;
  }
}
