package io.github.padbridge.model;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Output shapes of {@code torch.nn} modules without a row of their own. */
final class ModuleShapes {
  private static final String CEIL_MODE = "ceil_mode";

  private static final Pattern POOL = Pattern.compile("(Max|Avg)Pool[123]d");
  private static final Pattern POWER = Pattern.compile("LPPool[123]d");
  private static final Pattern ADAPTIVE = Pattern.compile("Adaptive(Max|Avg)Pool([123])d");
  private static final Pattern PAD =
      Pattern.compile("(Zero|Constant|Reflection|Replication|Circular)Pad[123]d");

  private final Call call;
  private final Shape in;

  private ModuleShapes(Call call, Shape in) {
    this.call = call;
    this.in = in;
  }

  /** The output shape of the module; empty if unknown. */
  static Optional<Shape> after(PrintedModule module, Shape in) {
    String name = module.className();
    if (ShapeKeepers.has(name)) {
      return Optional.of(in);
    }
    try {
      SourceText text = new SourceText("", module.arguments());
      Call call = CallParser.parseArguments(text.source(), text.text(), name);
      return POOL.matcher(name).matches()
          ? pooled(name, text, call, in)
          : new ModuleShapes(call, in).after(name);
    } catch (RuntimeException e) {
      // Invalid arguments or an invalid input: the shape is unknown.
      return Optional.empty();
    }
  }

  /** Average poolings do not print ceil_mode: both values must give the same shape. */
  private static Optional<Shape> pooled(String name, SourceText text, Call call, Shape in) {
    Shape printed = pooled(name, text, call, in, Map.of());
    Map<String, JsonValue> ceil = Map.of(CEIL_MODE, new JsonBoolean(0, 0, true));
    boolean isTold = call.keyword(CEIL_MODE).isPresent();
    return isTold || printed.equals(pooled(name, text, call, in, ceil))
        ? Optional.of(printed)
        : Optional.empty();
  }

  private static Shape pooled(
      String name, SourceText text, Call call, Shape in, Map<String, JsonValue> options) {
    return new RecordReader(options)
        .read(CallReader.readAs("torch.nn." + name, text, call, options).record())
        .spec()
        .withInputShape(in)
        .outputShape();
  }

  private Optional<Shape> after(String name) {
    if (ADAPTIVE.matcher(name).matches()) {
      return Optional.of(resized(name.charAt(name.length() - 2) - '0', "output_size"));
    }
    if (POWER.matcher(name).matches()) {
      return Optional.of(powerPooled(name.charAt(name.length() - 2) - '0'));
    }
    if (PAD.matcher(name).matches()) {
      return Optional.of(padded(name.charAt(name.length() - 2) - '0'));
    }
    return switch (name) {
      case "Flatten" -> Optional.of(flattened());
      case "Unflatten" -> Optional.of(unflattened());
      case "GLU" -> Optional.of(halved(axis(integer("dim"))));
      case "PixelUnshuffle" -> Optional.of(unshuffled(integer("downscale_factor")));
      case "Unfold" -> Optional.of(columns());
      case "Linear", "LazyLinear" -> Optional.of(with(in.rank() - 1, integer("out_features")));
      case "PixelShuffle" -> Optional.of(shuffled(integer("upscale_factor")));
      case "Upsample", "UpsamplingNearest2d", "UpsamplingBilinear2d" -> Optional.of(upsampled());
      default -> Optional.empty();
    };
  }

  /** A pooling of powers is an average pooling without padding. */
  private Shape powerPooled(int rank) {
    List<JsonValue> kernel = perAxis("kernel_size", rank);
    boolean hasStride = !(given("stride") instanceof JsonNull);
    List<JsonValue> stride = hasStride ? perAxis("stride", rank) : kernel;
    boolean ceil = given(CEIL_MODE) instanceof JsonBoolean mode && mode.value();
    Shape out = in;
    for (int i = 0; i < rank; i++) {
      int axis = in.rank() - rank + i;
      out =
          out.with(
              axis,
              ConvArithmetic.poolOutput(
                  in.size(axis), 0, integer(kernel.get(i)), integer(stride.get(i)), ceil));
    }
    return out;
  }

  /** The shape with the sizes of an argument as last axes; None keeps an axis. */
  private Shape resized(int rank, String argument) {
    List<JsonValue> sizes = perAxis(argument, rank);
    Shape out = in;
    for (int i = 0; i < rank; i++) {
      if (!(sizes.get(i) instanceof JsonNull)) {
        out = out.with(in.rank() - rank + i, Size.of(integer(sizes.get(i))));
      }
    }
    return out;
  }

  /** {@code (N, C * kernel elements, windows)}. */
  private Shape columns() {
    List<JsonValue> kernel = perAxis("kernel_size", 2);
    List<JsonValue> stride = perAxis("stride", 2);
    List<JsonValue> padding = perAxis("padding", 2);
    List<JsonValue> dilation = perAxis("dilation", 2);
    long windows = 1;
    for (int i = 0; i < 2; i++) {
      Size padded = in.size(in.rank() - 2 + i).plus(2L * integer(padding.get(i)));
      long reach = ConvArithmetic.effectiveKernel(integer(kernel.get(i)), integer(dilation.get(i)));
      Size out = ConvArithmetic.forwardOutput(padded, reach, integer(stride.get(i)));
      windows = Math.multiplyExact(windows, out.value());
    }
    int taps = Math.multiplyExact(integer(kernel.get(0)), integer(kernel.get(1)));
    List<Size> sizes = new ArrayList<>(in.sizes().subList(0, in.rank() - 3));
    sizes.add(Size.of(Math.multiplyExact(in.size(in.rank() - 3).value(), taps)));
    sizes.add(Size.of(windows));
    return new Shape(sizes);
  }

  /** {@code padding} names the last axis first, two amounts an axis. */
  private Shape padded(int rank) {
    List<JsonValue> amounts = perAxis("padding", 2 * rank);
    Shape out = in;
    for (int i = 0; i < rank; i++) {
      int axis = in.rank() - 1 - i;
      long both = (long) integer(amounts.get(2 * i)) + integer(amounts.get(2 * i + 1));
      out = out.with(axis, in.size(axis).plus(both));
    }
    return out;
  }

  private Shape flattened() {
    int first = axis(integer("start_dim"));
    int last = axis(integer("end_dim"));
    long product = 1;
    for (int axis = first; axis <= last; axis++) {
      product = Math.multiplyExact(product, in.size(axis).intValue());
    }
    List<Size> sizes = new ArrayList<>(in.sizes().subList(0, first));
    sizes.add(Size.of(product));
    sizes.addAll(in.sizes().subList(last + 1, in.rank()));
    return new Shape(sizes);
  }

  private Shape unflattened() {
    int dim = axis(integer("dim"));
    List<Size> sizes = new ArrayList<>(in.sizes().subList(0, dim));
    List<Integer> parts =
        ((JsonArray) given("unflattened_size"))
            .items().stream().map(ModuleShapes::integer).toList();
    // The one that is -1 takes what the others leave.
    long others =
        parts.stream()
            .filter(part -> part != -1)
            .mapToLong(Integer::longValue)
            .reduce(1, Math::multiplyExact);
    for (int part : parts) {
      sizes.add(Size.of(part == -1 ? in.size(dim).value() / others : part));
    }
    sizes.addAll(in.sizes().subList(dim + 1, in.rank()));
    return new Shape(sizes);
  }

  private Shape shuffled(int factor) {
    int channels = in.rank() - 3;
    return in.with(channels, Size.of(in.size(channels).intValue() / (factor * factor)))
        .with(in.rank() - 2, Size.of(Math.multiplyExact(in.size(in.rank() - 2).value(), factor)))
        .with(in.rank() - 1, Size.of(Math.multiplyExact(in.size(in.rank() - 1).value(), factor)));
  }

  private Shape unshuffled(int factor) {
    int channels = in.rank() - 3;
    return in.with(channels, Size.of(in.size(channels).value() * factor * factor))
        .with(in.rank() - 2, Size.of(in.size(in.rank() - 2).value() / factor))
        .with(in.rank() - 1, Size.of(in.size(in.rank() - 1).value() / factor));
  }

  private Shape halved(int axis) {
    return in.with(axis, Size.of(in.size(axis).value() / 2));
  }

  private Shape upsampled() {
    int rank = in.rank() - 2;
    if (call.keyword("size").isPresent()) {
      return resized(rank, "size");
    }
    List<JsonValue> factors = perAxis("scale_factor", rank);
    Shape out = in;
    for (int i = 0; i < rank; i++) {
      double factor = ((JsonNumber) factors.get(i)).value().doubleValue();
      out = out.with(i + 2, Size.of((long) Math.floor(in.size(i + 2).value() * factor)));
    }
    return out;
  }

  private Shape with(int axis, int size) {
    return in.with(axis, Size.of(size));
  }

  private int axis(int dim) {
    return dim < 0 ? dim + in.rank() : dim;
  }

  private int integer(String argument) {
    return integer(given(argument));
  }

  private static int integer(JsonValue value) {
    if (value instanceof JsonNumber number && number.value() instanceof Long whole) {
      return Math.toIntExact(whole);
    }
    throw new IllegalArgumentException("no integer: " + value.quoted());
  }

  private List<JsonValue> perAxis(String argument, int axes) {
    JsonValue value = given(argument);
    List<JsonValue> values =
        value instanceof JsonArray array ? array.items() : Collections.nCopies(axes, value);
    if (values.size() != axes) {
      throw new IllegalArgumentException(argument + " is not for " + axes + " axes");
    }
    return values;
  }

  /** The argument of this name; the first one if it was printed without a name. */
  private JsonValue given(String argument) {
    Optional<CallArgument> named = call.keyword(argument);
    CallArgument found =
        named
            .or(() -> call.positional().stream().findFirst())
            .orElseThrow(() -> new IllegalArgumentException("no " + argument));
    if (found.value() instanceof Value.Literal literal) {
      return literal.value();
    }
    throw new IllegalArgumentException(argument + " is no literal");
  }
}
