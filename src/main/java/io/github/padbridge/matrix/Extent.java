package io.github.padbridge.matrix;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.shape.Shape;
import java.util.List;

/** The limits of a layer whose matrix rows fit in memory and whose entries can be counted. */
final class Extent {
  /** The most weight elements in the sum of one output; a row is held in memory. */
  static final long MOST_IN_A_ROW = 1L << 24;

  /** The most rows of that length that can be counted in 64 bits. */
  private static final long MOST_ELEMENTS = Long.MAX_VALUE / MOST_IN_A_ROW;

  private Extent() {}

  /**
   * @param layer the layer on one sample
   */
  static void require(ConvSpec layer) {
    Shape weight = layer.weightShape();
    Shape filter = new Shape(weight.sizes().subList(1, weight.rank()));
    Shape perOutput = filter.with(0, layer.inChannels().dividedBy(layer.groups()));
    if (perOutput.elements() > MOST_IN_A_ROW) {
      throw refusal(
          "a row may sum at most " + MOST_IN_A_ROW + " elements of the weight", perOutput);
    }
    for (Shape shape : List.of(layer.inputShape(), layer.outputShape(), weight)) {
      if (shape.elements() > MOST_ELEMENTS) {
        throw refusal("a tensor may have at most " + MOST_ELEMENTS + " elements", shape);
      }
    }
  }

  /** Checks a matrix that has as many entries as {@code shape} has elements. */
  static void requireCountable(Shape shape) {
    if (shape.elements() == Long.MAX_VALUE) {
      throw refusal("the number of entries must fit in 64 bits", shape);
    }
  }

  private static Refusal refusal(String rule, Shape got) {
    return new Refusal(new Fault(rule + " (got " + got + ")", null, List.of(), null));
  }
}
