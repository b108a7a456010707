package io.github.padbridge.matrix;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.PaddingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of a layer, in symbols or numbers.
 *
 * @param spec the layer as given
 * @param numbers the elements of the tensor, row-major; null for symbols
 */
public record LayerMatrix(ConvSpec spec, ElementMatrix matrix, double @Nullable [] numbers) {
  /**
   * @throws Refusal if there are too many or too few numbers, or if their sums overflow float64
   */
  public LayerMatrix {
    if (numbers != null && numbers.length != matrix.tensorShape().elements()) {
      throw refusal(
          "a kernel of shape "
              + matrix.tensorShape()
              + " has "
              + matrix.tensorShape().elements()
              + " numbers (got "
              + numbers.length
              + ")");
    }
    boolean addsUp = numbers != null && spec.paddingMode() != PaddingMode.ZEROS;
    if (addsUp && Double.isInfinite(Arrays.stream(numbers).map(Math::abs).sum())) {
      throw refusal("the sums of these numbers overflow float64");
    }
  }

  /** Whether some entry is a sum of several elements. */
  public boolean hasSums() {
    return matrix.summands() > matrix.entries();
  }

  private static Refusal refusal(String message) {
    return new Refusal(new Fault(message, null, List.of(), null));
  }
}
