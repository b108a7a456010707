package io.github.padbridge.render.python;

import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.render.ChainText;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that builds one layer as a {@code keras.Sequential}, where the Keras layers are not
 * those of a plan: a pooling, or a convolution with padding other than zeros.
 */
final class KerasSteps {
  private KerasSteps() {}

  /** Writes {@code def name()}, or {@code def name(weight, bias)}, which returns the model. */
  static String of(String name, ChainTranslation translation) {
    Layer layer = translation.layers().get(0);
    boolean weighted = layer.weightShape() != null;
    CodeWriter code = new CodeWriter();
    code.line(0, "def " + name + "(" + (weighted ? Parameters.ofWeighted(layer) : "") + "):");
    code.line(1, "\"\"\"" + SpecText.of(layer) + ".");
    code.line(0, "");
    code.line(
        1,
        "A model with data in "
            + translation.writtenLayout()
            + "; "
            + ChainText.verdict(translation)
            + (weighted ? "; weight in the " + translation.framework() + " layout." : "."));
    code.line(1, "\"\"\"");
    List<Code> layers = new ArrayList<>();
    for (String line : translation.code().lines()) {
      boolean convolves = weighted && line.matches("keras\\.layers\\.(Depthwise)?Conv.*");
      if (convolves) {
        code.assign(1, "convolution", call(line, layer));
      }
      layers.add(CodeReader.read(convolves ? "convolution" : line));
    }
    code.assign(1, "model", Code.call("keras.Sequential", Code.list(layers)));
    if (weighted) {
      code.line(1, "model.build(" + built(translation) + ")");
      code.line(1, "kernel = " + kernel(translation));
      String weights = "[kernel, np.asarray(bias)]";
      boolean optional = Parameters.takesOptionalBias(layer);
      code.line(
          1,
          "convolution.set_weights("
              + (optional ? "[kernel] if bias is None else " + weights : weights)
              + ")");
    }
    code.line(1, "return model");
    return code.toString();
  }

  private static Code call(String line, Layer layer) {
    return CodeReader.read(
        Parameters.takesOptionalBias(layer)
            ? line.replace("use_bias=False", "use_bias=bias is not None")
            : line);
  }

  /** {@code (None, None, None, 3)}: the shape that a model without an Input is built for. */
  private static String built(ChainTranslation translation) {
    Shape input = translation.input();
    List<String> sizes = new ArrayList<>();
    for (char axis : translation.writtenLayout().axes().toCharArray()) {
      Size size = axis == 'C' ? input.size(translation.layout().indexOf('C')) : Size.of(1);
      String channels = size.isKnown() ? size.toString() : ofWeight(translation.layers().get(0));
      sizes.add(axis == 'C' ? channels : "None");
    }
    return Code.tuple(sizes).flat();
  }

  /** Open input channels, which the weight determines. */
  private static String ofWeight(Layer layer) {
    int axis = Objects.requireNonNull(layer.weightLayout()).indexOf('I');
    Size groups =
        LayerComputation.of(layer) instanceof Convolution convolution
            ? convolution.channels().groups()
            : Size.of(1);
    String inGroup = "weight.shape[" + axis + "]";
    return groups.equals(Size.of(1)) ? inGroup : groups + " * " + inGroup;
  }

  /** The weight in the layout of the Keras layer. */
  private static String kernel(ChainTranslation translation) {
    String order = translation.weightOrder(0).map(List::toString).orElse(null);
    if (order != null) {
      return "np.transpose(weight, " + order + ")";
    }
    Layer layer = translation.layers().get(0);
    Layer written = translation.writtenLayers().get(0);
    @Nullable Layout from = layer.weightLayout();
    if (Objects.equals(from, written.weightLayout())) {
      return "np.asarray(weight)";
    }
    // A depthwise kernel: the output channels (C·multiplier) are split.
    int rank = layer.spatialRank();
    List<Integer> last = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      last.add(axis + 2);
    }
    last.addAll(List.of(1, 0));
    List<String> shape =
        Objects.requireNonNull(written.weightShape()).sizes().stream()
            .map(Object::toString)
            .toList();
    return "np.transpose(weight, " + last + ").reshape(" + Code.tuple(shape).flat() + ")";
  }
}
