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
 * A matrix in Matrix Market's coordinate format, indices counted from 1, row after row. Every entry
 * is there, also one whose number happens to be 0. Symbols are said by the element's index, from 1
 * on as well, since 0 would be no entry.
 *
 * <p>Source: "The Matrix Market Exchange Formats: Initial Design" (NIST, 1996).
 */
public final class MatrixMarket {
  private MatrixMarket() {}

  /**
   * Writes row after row.
   *
   * @throws Refusal before anything is written, if symbols would have to be added up
   */
  public static void write(LayerMatrix layer, Writer out) throws IOException {
    ElementMatrix matrix = layer.matrix();
    boolean symbolic = layer.numbers() == null;
    if (symbolic && layer.hasSums()) {
      throw new Refusal(
          new Fault(
              "as mtx, an entry is one number, and padding_mode "
                  + layer.spec().paddingMode().torchName()
                  + " adds weight elements up",
              "give their numbers with --kernel; csv and json have sums of symbols",
              List.of(),
              null));
    }
    out.write("%%MatrixMarket matrix coordinate " + (symbolic ? "integer" : "real") + " general\n");
    out.write("% " + SpecText.of(layer.spec()) + " on " + layer.spec().inputShape() + "\n");
    if (symbolic) {
      String tensor = matrix.symbol().equals("w") ? "weight" : "x";
      out.write("% v stands for " + tensor + ".flatten()[v - 1], of the shape ");
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
