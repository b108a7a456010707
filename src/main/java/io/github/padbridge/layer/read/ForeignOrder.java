package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tensors whose axes are in the order of another framework. */
final class ForeignOrder {
  private ForeignOrder() {}

  /**
   * The transpose that a tensor needs; null if none of the usual ones gives the expected shape.
   *
   * @param name of the tensor in Python
   */
  static @Nullable String help(String name, Shape given, Shape expected) {
    int rank = expected.rank() - 2;
    if (given.rank() != expected.rank() || rank < 1 || rank > 3) {
      return null;
    }
    Layout torch = Layout.of("OI", rank, "");
    Layout tensorFlow = Layout.of("", rank, "IO");
    return Stream.of(torch.permutationTo(tensorFlow), tensorFlow.permutationTo(torch))
        .filter(order -> permuted(given, order).agreesWith(expected))
        .findFirst()
        .map(
            order ->
                "bring its axes into that order: " + name + ".transpose" + WordList.call(order))
        .orElse(null);
  }

  private static Shape permuted(Shape shape, int[] order) {
    return new Shape(IntStream.of(order).mapToObj(shape::size).toList());
  }
}
