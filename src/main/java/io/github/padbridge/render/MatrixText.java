package io.github.padbridge.render;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.matrix.Adjoint;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.matrix.Sample;
import io.github.padbridge.shape.Shape;

/** The matrix of a layer as text: its shapes, the layer of its transpose, and its cells. */
public final class MatrixText {
  private MatrixText() {}

  /**
   * @throws io.github.padbridge.diagnostic.Refusal if the matrix is too large for text
   */
  public static String of(LayerRecord.Label label, LayerMatrix layer) {
    String grid = MatrixGrid.of(layer);
    ConvSpec sample = Sample.of(layer.spec());
    StringBuilder text = new StringBuilder();
    String title = LabelText.longForm(label);
    text.append(title.isEmpty() ? "" : title + "\n");
    text.append(SpecText.of(layer.spec())).append('\n');
    text.append("  y = M*x")
        .append(sample.bias() ? " + bias" : "")
        .append("; x ")
        .append(sample.inputShape())
        .append(" and y ")
        .append(sample.outputShape())
        .append(" are one sample, flattened row-major\n");
    text.append("  M is ")
        .append(layer.matrix().rows())
        .append(" x ")
        .append(layer.matrix().columns())
        .append(layer.numbers() == null ? legend(layer) : ", with the numbers of the weight ")
        .append(layer.numbers() == null ? "" : layer.matrix().tensorShape())
        .append('\n');
    text.append("  ").append(transpose(layer.spec())).append("\n\n");
    return text.append(grid).toString();
  }

  private static String legend(LayerMatrix layer) {
    return "; " + symbols(layer) + " the weight " + layer.matrix().tensorShape() + ", row-major";
  }

  /** {@code w0 is}, or {@code w0 to w8 are}. */
  static String symbols(LayerMatrix layer) {
    Shape tensor = layer.matrix().tensorShape();
    String symbol = layer.matrix().symbol();
    return tensor.elements() == 1
        ? symbol + "0 is"
        : symbol + "0 to " + symbol + (tensor.elements() - 1) + " are";
  }

  private static String transpose(ConvSpec spec) {
    Adjoint adjoint = Adjoint.of(spec);
    if (adjoint.layer() == null) {
      return "no PyTorch layer has the matrix Mᵀ: " + adjoint.reason();
    }
    return (spec.op().isTransposed()
            ? "M is the transpose of the matrix of "
            : "Mᵀ is the matrix of ")
        + SpecText.of(adjoint.layer())
        + " on "
        + adjoint.layer().inputShape();
  }
}
