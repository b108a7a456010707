package io.github.padbridge.render;

import java.util.List;
import java.util.stream.Collectors;

/** One number a spatial axis: {@code 3x5} in a table, a list in JSON. */
record PerAxis(List<Integer> numbers) {
  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
