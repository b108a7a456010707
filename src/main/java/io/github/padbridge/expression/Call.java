package io.github.padbridge.expression;

import java.util.List;
import java.util.Optional;

/**
 * A call as written.
 *
 * @param name the dotted name, such as {@code torch.nn.functional.pad}
 * @param arguments positional ones first, then keywords, in the order written
 * @param line 1-based line of the name's first letter
 * @param column its 1-based column, in code points
 */
public record Call(String name, List<CallArgument> arguments, int line, int column) {
  public Call {
    arguments = List.copyOf(arguments);
  }

  /** The arguments without a keyword. */
  public List<CallArgument> positional() {
    return arguments.stream().filter(argument -> argument.keyword() == null).toList();
  }

  /** The argument given under this keyword. */
  public Optional<CallArgument> keyword(String keyword) {
    return arguments.stream().filter(argument -> keyword.equals(argument.keyword())).findFirst();
  }
}
