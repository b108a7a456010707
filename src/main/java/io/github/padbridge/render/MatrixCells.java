package io.github.padbridge.render;

import io.github.padbridge.matrix.Entry;
import io.github.padbridge.matrix.LayerMatrix;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entries of a matrix as text: {@code w3}, {@code w0+w1}, or a number. */
final class MatrixCells {
  private final String symbol;
  private final double @Nullable [] numbers;

  MatrixCells(LayerMatrix layer) {
    this.symbol = layer.matrix().symbol();
    this.numbers = layer.numbers();
  }

  String of(Entry entry) {
    if (numbers != null) {
      return NumberText.of(entry.valueIn(numbers));
    }
    if (entry.elements().length == 1) {
      return symbol + entry.elements()[0];
    }
    return Arrays.stream(entry.elements())
        .mapToObj(element -> symbol + element)
        .collect(Collectors.joining("+"));
  }
}
