package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.Entry;
import io.github.padbridge.matrix.LayerMatrix;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A matrix in the coordinate format of Matrix Market, row by row, with indices from 1. Every entry
 * is written, also one whose number is 0. A symbol is written as its element index from 1, because
 * 0 is no entry.
 *
 * <p>Source: "The Matrix Market Exchange Formats: Initial Design" (NIST, 1996).
 */
public final class MatrixMarket {
  private MatrixMarket() {}

  /**
   * Writes row after row.
   *
   * @throws Refusal before anything is written, if an entry is a sum of symbols
   */
  public static void write(LayerMatrix layer, Writer out) throws IOException {
    ElementMatrix matrix = layer.matrix();
    boolean symbolic = layer.numbers() == null;
    if (symbolic && layer.hasSums()) {
      throw new Refusal(
          new Fault(
              "an mtx entry is a single number, but padding_mode "
                  + layer.spec().paddingMode().torchName()
                  + " sums weight elements",
              "give the weight with --kernel, or use --format csv or json",
              List.of(),
              null));
    }
    out.write("%%MatrixMarket matrix coordinate " + (symbolic ? "integer" : "real") + " general\n");
    out.write("% " + SpecText.of(layer.spec()) + " on " + layer.spec().inputShape() + "\n");
    if (symbolic) {
      String tensor = matrix.symbol().equals("w") ? "weight" : "x";
      out.write("% an entry v is " + tensor + ".flatten()[v - 1], shape ");
      out.write(matrix.tensorShape() + "\n");
    }
    out.write(matrix.rows() + " " + matrix.columns() + " " + matrix.entries() + "\n");
    for (long row = 0; row < matrix.rows(); row++) {
      for (Entry entry : matrix.row(row)) {
        out.write((row + 1) + " " + (entry.column() + 1) + " " + value(entry, layer) + "\n");
      }
    }
  }

  private static String value(Entry entry, LayerMatrix layer) {
    return layer.numbers() == null
        ? Long.toString(entry.elements()[0] + 1)
        : NumberText.of(entry.valueIn(layer.numbers()));
  }
}
