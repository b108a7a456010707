package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.read.LayerSignature.Parameter;
import io.github.padbridge.layer.read.LayerSignature.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The arguments that a call must have, unless options give them. */
final class CallRequirements {
  private final SourceText text;
  private final Call call;
  private final String fullName;
  private final LayerSignature signature;
  private final CallOptions options;
  private final List<Fault> faults = new ArrayList<>();

  CallRequirements(
      SourceText text, Call call, String fullName, LayerSignature signature, CallOptions options) {
    this.text = text;
    this.call = call;
    this.fullName = fullName;
    this.signature = signature;
    this.options = options;
  }

  /**
   * The missing arguments, as faults.
   *
   * @param bound the arguments that the call itself gives
   */
  List<Fault> missing(Map<String, CallArgument> bound) {
    List<String> missing = new ArrayList<>();
    for (String name : signature.mustBeGiven()) {
      Parameter parameter = signature.parameter(name);
      boolean told = parameter.role() != Role.TENSOR && options.tell(parameter.argument());
      if (!bound.containsKey(name) && !told) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      fault(
          call.line(),
          call.column(),
          FunctionNames.bare(fullName) + " needs " + WordList.and(missing),
          "call it as " + FunctionNames.bare(fullName) + signature.shown());
    } else if (FunctionNames.isFunction(fullName)) {
      requireKernel(bound);
    }
    return faults;
  }

  /** The kernel of a function is a tensor: an option must give its size. */
  private void requireKernel(Map<String, CallArgument> bound) {
    boolean makesWeight =
        bound.containsKey("rhs")
            && JaxWeight.shape(Objects.requireNonNull(bound.get("rhs")).value()) != null;
    if (signature.op().contains("pool") || makesWeight) {
      return;
    }
    if (!options.tell(Argument.KERNEL_SIZE)) {
      requireWeight(bound, "kernel size", "add --weight-shape with the sizes of %s.shape");
    } else if (signature.op().startsWith("depthwise") && !options.tell(Argument.DEPTH_MULTIPLIER)) {
      requireWeight(
          bound,
          "depth multiplier",
          "add --weight-shape with the sizes of %s.shape, or --depth-multiplier");
    }
  }

  /**
   * @param what the unknown value
   * @param help with a placeholder for the name of the weight
   */
  private void requireWeight(Map<String, CallArgument> bound, String what, String help) {
    String weight = signature.signature().names().get(1);
    Value value = Objects.requireNonNull(bound.get(weight), weight).value();
    fault(
        value.line(),
        value.column(),
        "the "
            + what
            + " is unknown: "
            + weight
            + " has no known shape (got "
            + value.quoted()
            + ")",
        help.formatted(weight));
  }

  private void fault(int line, int column, String message, String help) {
    faults.add(Fault.at(text.place(line, column), message, help));
  }
}
