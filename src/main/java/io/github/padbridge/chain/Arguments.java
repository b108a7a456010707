package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a call by position or name. */
record Arguments(Call call) {
  /** The argument at a position or with one of these names; null if it is not given. */
  @Nullable Value at(int position, String... names) {
    List<CallArgument> positional = call.positional();
    if (position >= 0 && position < positional.size()) {
      return positional.get(position).value();
    }
    for (String name : names) {
      if (call.keyword(name).isPresent()) {
        return call.keyword(name).get().value();
      }
    }
    return null;
  }

  /** The arguments without a name. */
  List<Value> positional() {
    return call.positional().stream().map(CallArgument::value).toList();
  }

  /** The call without the argument of a value. */
  Call without(Value value) {
    List<CallArgument> others =
        call.arguments().stream().filter(argument -> argument.value() != value).toList();
    return new Call(call.name(), others, call.line(), call.column());
  }

  /** The call with one argument replaced. */
  Call with(Value old, Value value) {
    List<CallArgument> arguments = new ArrayList<>();
    for (CallArgument argument : call.arguments()) {
      arguments.add(
          argument.value() == old
              ? new CallArgument(argument.keyword(), value, argument.line(), argument.column())
              : argument);
    }
    return new Call(call.name(), arguments, call.line(), call.column());
  }
}
