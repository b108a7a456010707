package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import io.github.padbridge.spec.Signature.Parameter;
import io.github.padbridge.spec.Signature.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a call must say, unless options beside it do. */
final class CallRequirements {
  private final SourceText text;
  private final Call call;
  private final String fullName;
  private final Signature signature;
  private final CallOptions options;
  private final List<Fault> faults = new ArrayList<>();

  CallRequirements(
      SourceText text, Call call, String fullName, Signature signature, CallOptions options) {
    this.text = text;
    this.call = call;
    this.fullName = fullName;
    this.signature = signature;
    this.options = options;
  }

  /**
   * What is missing, each with the place that shows it.
   *
   * @param bound the parameters that the call itself gives
   */
  List<Fault> missing(Set<String> bound) {
    List<Parameter> needed = signature.parameters().subList(0, signature.required());
    List<String> missing =
        needed.stream()
            .filter(parameter -> !bound.contains(parameter.name()))
            .filter(
                parameter -> parameter.role() == Role.TENSOR || !options.tell(parameter.argument()))
            .map(Parameter::name)
            .toList();
    if (!missing.isEmpty()) {
      fault(
          call.line(),
          call.column(),
          Signatures.bare(fullName) + " needs " + WordList.and(missing),
          "it is called as " + Signatures.bare(fullName) + signature.shown());
    } else if (Signatures.isFunction(fullName)) {
      requireKernel();
    }
    return faults;
  }

  /** A function's kernel is a tensor: its size must come from beside the call. */
  private void requireKernel() {
    if (signature.op().contains("pool")) {
      return;
    }
    if (!options.tell(Argument.KERNEL_SIZE)) {
      requireWeight("kernel's size", "give --weight-shape, as %s.shape has it");
    } else if (signature.op().startsWith("depthwise") && !options.tell(Argument.DEPTH_MULTIPLIER)) {
      requireWeight(
          "depth multiplier", "give --weight-shape, as %s.shape has it, or --depth-multiplier");
    }
  }

  /**
   * @param what the weight would tell
   * @param help with a place for the weight's name
   */
  private void requireWeight(String what, String help) {
    Parameter weight = signature.parameters().get(1);
    List<io.github.padbridge.expression.Argument> positional = call.positional();
    Value value =
        call.keyword(weight.name())
            .map(io.github.padbridge.expression.Argument::value)
            .orElseGet(() -> positional.get(1).value());
    fault(
        value.line(),
        value.column(),
        "the "
            + what
            + " stands in the "
            + weight.name()
            + ", whose shape is not known here (got "
            + value.quoted()
            + ")",
        help.formatted(weight.name()));
  }

  private void fault(int line, int column, String message, String help) {
    faults.add(Fault.at(text.place(line, column), message, help));
  }
}
