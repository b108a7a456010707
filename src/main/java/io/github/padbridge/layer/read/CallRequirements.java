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

/** What a call must say, unless options beside it do. */
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
   * What is missing, each with the place that shows it.
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
          "it is called as " + FunctionNames.bare(fullName) + signature.shown());
    } else if (FunctionNames.isFunction(fullName)) {
      requireKernel(bound);
    }
    return faults;
  }

  /** A function's kernel is a tensor: its size must come from beside the call. */
  private void requireKernel(Map<String, CallArgument> bound) {
    if (signature.op().contains("pool")) {
      return;
    }
    if (!options.tell(Argument.KERNEL_SIZE)) {
      requireWeight(bound, "kernel's size", "give --weight-shape, as %s.shape has it");
    } else if (signature.op().startsWith("depthwise") && !options.tell(Argument.DEPTH_MULTIPLIER)) {
      requireWeight(
          bound,
          "depth multiplier",
          "give --weight-shape, as %s.shape has it, or --depth-multiplier");
    }
  }

  /**
   * @param what the weight would tell
   * @param help with a place for the weight's name
   */
  private void requireWeight(Map<String, CallArgument> bound, String what, String help) {
    String weight = signature.signature().names().get(1);
    Value value = Objects.requireNonNull(bound.get(weight), weight).value();
    fault(
        value.line(),
        value.column(),
        "the "
            + what
            + " stands in the "
            + weight
            + ", whose shape is not known here (got "
            + value.quoted()
            + ")",
        help.formatted(weight));
  }

  private void fault(int line, int column, String message, String help) {
    faults.add(Fault.at(text.place(line, column), message, help));
  }
}
