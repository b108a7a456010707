package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.read.LayerSignature.Parameter;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the call of a layer as a record: {@code nn.Conv2d(3, 64, 7)}, {@code tf.nn.conv2d(x, w,
 * strides=2, padding="SAME")}, {@code keras.layers.Conv2DTranspose(64, 4, strides=2)}. Arguments
 * become JSON values, so that calls and specs share one reader and one set of rules.
 */
public final class CallReader {
  /** The strings that PyTorch prints without quotes. */
  private static final Map<String, List<String>> PRINTED_WORDS =
      Map.of(
          Argument.PADDING,
          List.of("same", "valid"),
          Argument.PADDING_MODE,
          PaddingMode.torchNames());

  private static final Pattern BEFORE =
      Pattern.compile("^\\uFEFF?\\s*(?:>>> |In \\[[0-9]*\\]: |\\([^()\\s]*\\): )?");

  private final SourceText text;
  private final Call call;
  private final String fullName;

  /** PyTorch prints a lazy layer with 0 input channels until it has run. */
  private final boolean printedLazy;

  private final LayerSignature signature;
  private final CallOptions options;

  /** Notes on what the usual spelling of the call changed. */
  private final List<String> respelled;

  private final Map<String, JsonValue> fields = new LinkedHashMap<>();
  private final List<String> ignored = new ArrayList<>();
  private final Map<String, Value> afterwards = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private boolean isWrittenOut = true;

  private CallReader(
      SourceText text,
      Call call,
      String fullName,
      Map<String, JsonValue> options,
      List<String> respelled) {
    this.text = text;
    this.call = call;
    this.fullName = fullName;
    this.printedLazy =
        FunctionNames.isLazy(fullName)
            && call.positional().size() == 2
            && call.keyword(Argument.KERNEL_SIZE).isPresent();
    this.signature = Signatures.of(printedLazy ? FunctionNames.ofMaterialized(fullName) : fullName);
    this.options = new CallOptions(options, signature.spatialRank());
    this.respelled = new ArrayList<>(respelled);
  }

  /** The reader of a call under any of its names. */
  private static CallReader of(SourceText text, Call call, Map<String, JsonValue> options) {
    Spelled spelled = Spellings.usual(text, call);
    Call usual = OpenRank.ranked(text, spelled.call(), options, OptionalInt.empty());
    String fullName = CallNames.fullName(text, usual);
    return new CallReader(text, usual, fullName, options, spelled.notes());
  }

  /**
   * The text with spaces in place of a prompt or of the name that {@code print(model)} writes in
   * front of a layer.
   */
  public static String callIn(String text) {
    Matcher before = BEFORE.matcher(text);
    return before.find()
        ? " ".repeat(text.codePointCount(0, before.end())) + text.substring(before.end())
        : text;
  }

  /**
   * Reads a text that is one call.
   *
   * @param options arguments given next to the call, by their names in a spec; the call may leave
   *     them out
   * @throws Refusal if it is not a call, the function is unknown, or the arguments are invalid; the
   *     faults point into the text
   */
  public static ReadCall read(SourceText text, Map<String, JsonValue> options) {
    return read(text, CallParser.parse(text.source(), text.text()), options);
  }

  /**
   * Reads one call of a text.
   *
   * @param options as in {@link #read(SourceText, Map)}
   * @throws Refusal as there
   */
  public static ReadCall read(SourceText text, Call call, Map<String, JsonValue> options) {
    return of(text, OnnxNodes.asOp(call), options).read();
  }

  /**
   * Reads a call of the given function, whatever name the text uses for it.
   *
   * @param fullName such as {@code torch.nn.Conv2d}
   * @param options as in {@link #read}
   * @throws Refusal if the arguments are invalid; the faults point into the text
   */
  public static ReadCall readAs(
      String fullName, SourceText text, Call call, Map<String, JsonValue> options) {
    return new CallReader(text, call, fullName, options, List.of()).read();
  }

  /**
   * Whether a call describes its layer in literals, not in names that only running it would
   * resolve. False for a function whose weight has an unknown shape.
   *
   * @param options as in {@link #read(SourceText, Map)}
   * @throws Refusal if the function is unknown
   */
  public static boolean isWrittenOut(SourceText text, Call call, Map<String, JsonValue> options) {
    CallReader reader = of(text, call, options);
    Signature.Binding binding =
        reader.signature.signature().bind(text, reader.call, FunctionNames.bare(reader.fullName));
    binding.arguments().forEach(reader::bind);
    boolean hasKernel =
        !FunctionNames.isFunction(reader.fullName)
            || reader.requirements().missing(binding.arguments()).isEmpty();
    return reader.isWrittenOut && hasKernel;
  }

  private CallRequirements requirements() {
    return new CallRequirements(text, call, fullName, signature, options);
  }

  private ReadCall read() {
    requireFramework();
    put(Argument.FRAMEWORK, new JsonString(call.line(), call.column(), signature.framework().id()));
    put(Argument.OP, new JsonString(call.line(), call.column(), signature.op()));
    Signature.Binding binding =
        signature.signature().bind(text, call, FunctionNames.bare(fullName));
    faults.addAll(binding.faults());
    binding.arguments().forEach(this::bind);
    signature
        .defaults()
        .forEach(
            (name, value) ->
                fields.computeIfAbsent(name, n -> value.at(call.line(), call.column())));
    if (faults.isEmpty()) {
      faults.addAll(requirements().missing(binding.arguments()));
    }
    noteOpenSizes();
    if (FunctionNames.isKeras(fullName)) {
      KerasArguments.complete(fields);
      KerasArguments.stridedAndDilated(signature.op(), fields)
          .ifPresent(
              dilations ->
                  fault(
                      dilations.line(),
                      dilations.column(),
                      "Keras takes strides above 1 or a dilation_rate above 1, not both",
                      KerasArguments.stridedAndDilatedHelp(signature.op())));
    }
    if (FunctionNames.isJax(fullName) && faults.isEmpty()) {
      JaxPads.Faults wrong = (at, message, help) -> fault(at.line(), at.column(), message, help);
      new JaxArguments(fullName, fields, options.given(), wrong).complete();
    }
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
    JsonObject object = new JsonObject(call.line(), call.column(), fields);
    return new ReadCall(new JsonRecord(text.source(), "", object, List.of()), notes(), afterwards);
  }

  /** The batch and channels of an output_shape may be open; a spatial size follows from Keras. */
  private void noteOpenSizes() {
    if (!(fields.get(Argument.OUTPUT_SHAPE) instanceof JsonArray shape)) {
      return;
    }
    int rank = signature.spatialRank();
    boolean isFirst =
        fields.get(Argument.DATA_FORMAT) instanceof JsonString format
            && format.value().startsWith("NC");
    int first = shape.items().size() == rank ? 0 : isFirst ? 2 : 1;
    boolean isOpen =
        shape.items().stream().skip(first).limit(rank).anyMatch(JsonNull.class::isInstance);
    if (isOpen) {
      respelled.add(
          "the open sizes of output_shape are read as in keras.layers.Conv"
              + rank
              + "DTranspose; --output-shape gives others");
    }
  }

  /** The name of the layer says its framework, so that an option cannot name another. */
  private void requireFramework() {
    String own = signature.framework().id();
    if (options.given().get(Argument.FRAMEWORK) instanceof JsonString given
        && Framework.named(given.value()).isPresent()
        && !given.value().equals(own)) {
      throw new Refusal(
          Fault.at(
              text.place(call.line(), call.column()),
              call.name()
                  + " is a "
                  + signature.framework().title()
                  + (FunctionNames.isFunction(fullName) ? " function" : " layer")
                  + " (got --framework "
                  + given.value()
                  + ")",
              null));
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(respelled);
    if (!ignored.isEmpty()) {
      boolean isOne = ignored.size() == 1;
      notes.add(
          WordList.and(ignored)
              + (isOne ? " does" : " do")
              + " not change the numbers and "
              + (isOne ? "is" : "are")
              + " ignored");
    }
    return notes;
  }

  private void put(String name, JsonValue value) {
    fields.put(name, value);
  }

  private void fault(int line, int column, String message, @Nullable String help) {
    faults.add(Fault.at(text.place(line, column), message, help));
  }

  private void bind(String name, CallArgument argument) {
    Parameter parameter = signature.parameter(name);
    switch (parameter.role()) {
      case WITHOUT_EFFECT -> {}
      case TENSOR -> {
        requireTensor(parameter, argument.value(), false);
        putShape(parameter, argument.value());
      }
      case IGNORED -> ignored.add(parameter.name());
      case OPTIONAL_TENSOR -> {
        requireTensor(parameter, argument.value(), true);
        put(
            parameter.argument(),
            new JsonBoolean(argument.line(), argument.column(), !isNone(argument.value())));
      }
      case UNUSED -> requireUnused(parameter, argument.value());
      case AFTERWARDS -> {
        if (!isUnused(argument.value())) {
          afterwards.put(parameter.name(), argument.value());
        }
      }
      case ARGUMENT -> {
        boolean unknown = printedLazy && parameter.name().equals(Argument.IN_CHANNELS);
        if (!unknown && !options.replace(parameter.argument(), argument.value())) {
          put(parameter.argument(), value(parameter, argument.value()));
          requireWord(parameter);
          requireKerasPadding(parameter);
        }
      }
    }
  }

  /** The shape of a weight that the call itself makes. */
  private void putShape(Parameter parameter, Value weight) {
    Value shape = JaxWeight.shape(weight);
    if (shape != null && parameter.name().equals("rhs") && !options.tell(Argument.KERNEL_SIZE)) {
      put(Argument.WEIGHT_SHAPE, shape(shape));
    }
  }

  private void requireWord(Parameter parameter) {
    if (!(fields.get(parameter.argument()) instanceof JsonString word)) {
      return;
    }
    CallWords.Misfit misfit = CallWords.misfit(fullName, parameter.argument(), word.value());
    if (misfit != null) {
      fault(word.line(), word.column(), misfit.message(), misfit.help());
    }
  }

  /** Keras layers take no numbers for padding, unlike PyTorch layers. */
  private void requireKerasPadding(Parameter parameter) {
    JsonValue padding = fields.get(parameter.argument());
    boolean isPadding = parameter.argument().equals(Argument.PADDING);
    if (isPadding
        && FunctionNames.isKeras(fullName)
        && (padding instanceof JsonNumber || padding instanceof JsonArray)) {
      fault(
          padding.line(),
          padding.column(),
          "padding must be \"valid\" or \"same\" (got " + padding.quoted() + ")",
          KerasArguments.paddingLayer(signature.op(), padding));
    }
  }

  /** A number in the place of a tensor is most often meant for the next argument. */
  private void requireTensor(Parameter parameter, Value value, boolean orNone) {
    boolean isTensor = !(value instanceof Value.Literal) || (orNone && isNone(value));
    if (!isTensor) {
      fault(
          value.line(),
          value.column(),
          parameter.name()
              + (orNone ? " is a tensor or None (got " : " is a tensor (got ")
              + value.quoted()
              + ")",
          orNone ? "give the arguments after it by name, or None in its place" : null);
    }
  }

  private static boolean isNone(Value value) {
    return value instanceof Value.Literal literal && literal.value() instanceof JsonNull;
  }

  private void requireUnused(Parameter parameter, Value value) {
    if (!isUnused(value)) {
      fault(
          value.line(),
          value.column(),
          parameter.name() + " cannot be translated (got " + value.quoted() + ")",
          "leave it out and apply it after the translated layer");
    }
  }

  private static boolean isUnused(Value value) {
    return value instanceof Value.Literal literal
        && (literal.value() instanceof JsonNull
            || (literal.value() instanceof JsonBoolean given && !given.value())
            || (literal.value() instanceof JsonString name && name.value().equals("linear")));
  }

  private JsonValue value(Parameter parameter, Value value) {
    boolean isBias = parameter.argument().equals(Argument.BIAS);
    if (isBias && isNone(value) && signature.framework() == Framework.PYTORCH) {
      return new JsonBoolean(value.line(), value.column(), false);
    }
    if (value instanceof Value.Literal literal) {
      return literal.value();
    }
    if (value instanceof Value.Name name
        && PRINTED_WORDS.getOrDefault(parameter.argument(), List.of()).contains(name.dotted())) {
      return new JsonString(name.line(), name.column(), name.dotted());
    }
    if (parameter.argument().endsWith("_shape") && value instanceof Value.Sequence) {
      return shape(value);
    }
    JsonValue dimensions = JaxDimensions.of(parameter.argument(), value);
    if (dimensions != null) {
      return dimensions;
    }
    isWrittenOut = false;
    fault(
        value.line(),
        value.column(),
        parameter.name() + " must be a literal value (got " + value.described() + ")",
        "write the number here, or add --" + parameter.argument().replace('_', '-'));
    return new JsonNull(value.line(), value.column());
  }

  /** The sizes of a shape; those that are not literals are unknown. */
  private static JsonValue shape(Value value) {
    if (value instanceof Value.Literal literal) {
      return literal.value();
    }
    List<JsonValue> sizes = new ArrayList<>();
    if (value instanceof Value.Sequence sequence) {
      for (Value item : sequence.items()) {
        sizes.add(
            item instanceof Value.Literal literal
                ? literal.value()
                : new JsonNull(item.line(), item.column()));
      }
    }
    return new JsonArray(value.line(), value.column(), sizes);
  }
}
