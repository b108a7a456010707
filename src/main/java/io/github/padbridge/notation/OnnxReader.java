package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code pads} of ONNX: the starts of all axes, then their ends. */
final class OnnxReader {
  private static final Signature ARGUMENTS = Signature.of("*, pads, mode, constant_value, value");

  /** Nodes whose pads are zeros on the spatial axes. */
  private static final Set<String> WINDOWS =
      Set.of("Conv", "ConvInteger", "QLinearConv", "DeformConv");

  /** The prefix of a node that is written as a call of its op. */
  static final String MODULE = "onnx.";

  /** The ops that may be written so; those without pads of zeros are refused. */
  static final List<String> OPS =
      List.of("Pad", "Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;

  OnnxReader(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
  }

  /** {@code pads=[0, 0, 0, 1, 0, 0, 3, 2]} alone: of a Pad or of a Conv, depending on the rank. */
  TensorPadding arguments(Call call) {
    Signature.Binding bound = ARGUMENTS.bind(reporter.text(), call);
    Value pads = Numbers.unwrapped(bound.required("pads", null));
    List<AxisPadding> axes = axes(pads);
    boolean isPad =
        bound.get("mode") != null
            || bound.get("constant_value") != null
            || bound.get("value") != null;
    if (isPad || axes.size() > 3) {
      return pad(bound, pads, axes);
    }
    Integer rank = placement.context().rank();
    if (rank == null) {
      throw reporter.refusal(
          pads,
          "these are pads of "
              + (axes.size() == 1 ? "1 axis" : axes.size() + " axes")
              + ", of a Pad or of a Conv",
          "add --rank " + axes.size() + " for a Pad, --rank " + (axes.size() + 2) + " for a Conv");
    }
    return rank == axes.size() ? pad(bound, pads, axes) : conv(pads, axes);
  }

  /** {@code helper.make_node("Conv", ["x", "w"], ["y"], pads=[0, 1, 3, 2])}. */
  TensorPadding node(Call given) {
    Call call = asNode(given);
    List<CallArgument> positional = call.positional();
    if (positional.isEmpty()) {
      throw reporter.refusal(
          call.line(), call.column(), call.name() + " needs the argument 'op_type'", null);
    }
    Value type = positional.get(0).value();
    String name = numbers.string("op_type", type);
    if (!name.equals("Pad") && !WINDOWS.contains(name)) {
      throw reporter.refusal(
          type,
          "the node must be a Pad or a Conv (got " + type.quoted() + ")",
          Suggestion.nearest(name.length() > 60 ? "" : name, List.of("Pad", "Conv"))
              .map(near -> "did you mean '" + near + "'?")
              .orElse(null));
    }
    refuseAutomatic(call);
    Call arguments =
        new Call(
            call.name(),
            call.arguments().stream().filter(a -> isRead(a, name)).toList(),
            call.line(),
            call.column());
    Signature.Binding bound = ARGUMENTS.bind(reporter.text(), arguments);
    Value pads =
        Numbers.unwrapped(
            bound.required("pads", "if pads is an input, give its values: pads=[...]"));
    return name.equals("Pad") ? pad(bound, pads, axes(pads)) : conv(pads, axes(pads));
  }

  /** {@code onnx.Conv(pads=[0, 1, 3, 2])} with the op as first argument. */
  private static Call asNode(Call call) {
    String op = call.name().startsWith(MODULE) ? call.name().substring(MODULE.length()) : "";
    if (!OPS.contains(op)) {
      return call;
    }
    int line = call.line();
    int column = call.column();
    Value type = new Value.Literal(new JsonString(line, column, op));
    List<CallArgument> arguments = new ArrayList<>();
    arguments.add(new CallArgument(null, type, line, column));
    call.arguments().stream().filter(a -> a.keyword() != null).forEach(arguments::add);
    return new Call(call.name(), arguments, line, column);
  }

  /** {@code auto_pad} replaces {@code pads}. */
  private void refuseAutomatic(Call call) {
    call.keyword("auto_pad")
        .map(CallArgument::value)
        .filter(value -> !numbers.string("auto_pad", value).equals("NOTSET"))
        .ifPresent(
            value -> {
              throw reporter.refusal(
                  value,
                  "the padding must be numbers: auto_pad depends on the kernel (got "
                      + value.quoted()
                      + ")",
                  "give pads=[...] instead of auto_pad");
            });
  }

  private static boolean isRead(CallArgument argument, String type) {
    return argument.keyword() != null
        && (type.equals("Pad")
            ? !Set.of("name", "doc_string", "domain", "inputs", "outputs")
                .contains(argument.keyword())
            : argument.keyword().equals("pads"));
  }

  private TensorPadding pad(Signature.Binding bound, Value pads, List<AxisPadding> axes) {
    FillMode mode = numbers.mode(bound.get("mode"), FillMode::onnx);
    Value value =
        bound.get("constant_value") != null ? bound.get("constant_value") : bound.get("value");
    TensorPadding padding = placement.all(pads, axes, mode, new FillValues(reporter).read(value));
    if (mode != FillMode.CONSTANT && padding.anyAxis(AxisPadding::isNegative)) {
      throw reporter.refusal(
          pads,
          "negative amounts need mode constant (got mode " + mode.onnx() + ")",
          "crop first, then pad: runtimes differ otherwise");
    }
    return checked(pads, padding);
  }

  private TensorPadding conv(Value pads, List<AxisPadding> axes) {
    if (axes.isEmpty() || axes.size() > 3) {
      throw reporter.refusal(
          pads, "a Conv must have 1 to 3 spatial axes (got pads of " + axes.size() + ")", null);
    }
    for (Value amount : numbers.list("pads", pads)) {
      numbers.notNegative("an amount of a Conv", amount);
    }
    placement.requireChannelsFirst(pads, "ONNX");
    DataLayout usual = DataLayout.channelsFirst(axes.size(), true);
    return checked(pads, placement.spatial(pads, axes, usual, FillMode.CONSTANT, FillValue.ZERO));
  }

  private TensorPadding checked(Value pads, TensorPadding padding) {
    String broken = SizeRules.broken(padding);
    if (broken != null) {
      throw reporter.refusal(pads, broken, null);
    }
    return padding;
  }

  private List<AxisPadding> axes(Value pads) {
    List<Integer> amounts = new ArrayList<>();
    for (Value amount : numbers.list("pads", pads)) {
      amounts.add(numbers.integer("an amount", amount));
    }
    if (amounts.size() % 2 != 0) {
      throw reporter.refusal(
          pads,
          "pads must hold the starts of all axes, then their ends (got "
              + amounts.size()
              + " numbers)",
          null);
    }
    int count = amounts.size() / 2;
    List<AxisPadding> axes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      axes.add(AxisPadding.of(amounts.get(i), amounts.get(count + i)));
    }
    return axes;
  }
}
