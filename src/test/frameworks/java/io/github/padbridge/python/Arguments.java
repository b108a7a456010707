package io.github.padbridge.python;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, of which each must be asked for: a library must know all it is given.
 */
public final class Arguments {
  private final List<Object> positional;
  private final Map<String, Object> named;
  private int taken;

  Arguments(List<Object> positional, Map<String, Object> named) {
    this.positional = positional;
    this.named = new HashMap<>(named);
  }

  /** The next argument by position. */
  public Object next() {
    return positional.get(taken++);
  }

  /** All arguments by position that are left. */
  public List<Object> rest() {
    List<Object> rest = positional.subList(taken, positional.size());
    taken = positional.size();
    return rest;
  }

  /** The argument of this name, which may also be the next by position. */
  public @Nullable Object named(String name, @Nullable Object standard) {
    if (named.containsKey(name)) {
      return named.remove(name);
    }
    return taken < positional.size() ? next() : standard;
  }

  /** The argument of this name, which is given by it alone. */
  public @Nullable Object only(String name, @Nullable Object standard) {
    return named.containsKey(name) ? named.remove(name) : standard;
  }

  void requireAllTaken(String function) {
    if (taken < positional.size() || !named.isEmpty()) {
      throw new IllegalArgumentException(
          function + " does not take " + positional.subList(taken, positional.size()) + named);
    }
  }
}
