package io.github.padbridge.matrix;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.PaddingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer's matrix, in symbols or in numbers.
 *
 * @param spec the layer as it was asked for
 * @param numbers the elements of the matrix's tensor, row-major; null for symbols
 */
public record LayerMatrix(ConvSpec spec, ElementMatrix matrix, double @Nullable [] numbers) {
  /**
   * @throws Refusal if there are too many or too few numbers, or their sums are beyond a float
   */
  public LayerMatrix {
    if (numbers != null && numbers.length != matrix.tensorShape().elements()) {
      throw refusal(
          "a kernel of the shape "
              + matrix.tensorShape()
              + " has "
              + matrix.tensorShape().elements()
              + " numbers (got "
              + numbers.length
              + ")");
    }
    boolean addsUp = numbers != null && spec.paddingMode() != PaddingMode.ZEROS;
    if (addsUp && Double.isInfinite(Arrays.stream(numbers).map(Math::abs).sum())) {
      throw refusal("the numbers are too large to be added up in 64-bit floats");
    }
  }

  /** True where some entry adds up several elements. */
  public boolean hasSums() {
    return matrix.summands() > matrix.entries();
  }

  private static Refusal refusal(String message) {
    return new Refusal(new Fault(message, null, List.of(), null));
  }
}
