package io.github.padbridge.cli.input;

import io.github.padbridge.compare.Given;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.model.FileModel;
import io.github.padbridge.model.Model;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.shape.Shape;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two sides on the command line that are models: model files, or printed models.
 *
 * @param left the rows of the left model
 * @param right the rows of the right model
 */
public record ModelPair(Rows left, Rows right) {
  /** {@code (conv1): Conv2d(3, 64, ...)} on a line of its own. */
  private static final Pattern PRINTED =
      Pattern.compile("(?m)^[ \\t]*+\\([A-Za-z0-9_]+\\): [A-Za-z_][A-Za-z0-9_.]*\\(");

  /**
   * The rows of a model.
   *
   * @param notes what its file or text leaves open; one sentence each, without a full stop
   */
  public record Rows(String source, List<ModelLayer> layers, List<String> notes) {
    public Rows {
      layers = List.copyOf(layers);
      notes = List.copyOf(notes);
    }
  }

  /**
   * A side.
   *
   * @param source the name of the side in messages
   * @param file null for a text
   * @param text a text, which may be a printed model; null for a model file
   */
  public record Side(String source, @Nullable FileModel file, @Nullable Given text) {
    boolean isPrinted() {
      return text != null && PRINTED.matcher(text.text()).find();
    }

    private Rows rows(@Nullable Shape shape) {
      if (file != null) {
        return new Rows(source, file.layers(), file.notes());
      }
      if (text == null || !isPrinted()) {
        throw new Refusal(
            Fault.at(
                Place.of(source),
                "this is no model, and the other side is one",
                "give a .pt2, .onnx or .keras file, or the output of print(model)"));
      }
      Model model = Model.read(new SourceText(source, text.text()));
      if (!model.faults().isEmpty()) {
        throw new Refusal(model.faults());
      }
      List<ModelLayer> rows = new ArrayList<>();
      Model.Remarks remarks = model.forEachLayer(shape, false, rows::add);
      return new Rows(source, rows, remarks.openSizes());
    }
  }

  /**
   * Reads a side.
   *
   * @param shape the input shape of a model file that leaves it open; null for none
   * @throws Refusal if it cannot be read
   */
  public static Side side(String name, String given, InputStream stdin, @Nullable Shape shape) {
    if (!given.equals(InputFile.STDIN) && !InputFile.exists(given)) {
      return new Side(name, null, PairInputs.side(name, given));
    }
    ScanInput input = ScanInput.read(given, stdin, shape);
    return input instanceof ScanInput.ModelFile file
        ? new Side(file.source(), file.model(), null)
        : text(((ScanInput.Printed) input).text(), !given.equals(InputFile.STDIN));
  }

  private static Side text(SourceText text, boolean isFile) {
    Model.refuseSummary(text.source(), text.text());
    return new Side(text.source(), null, new Given(text.source(), text.text(), isFile));
  }

  /** Whether both sides are models, or one is a model file. */
  public static boolean isOf(Side left, Side right) {
    return left.file() != null || right.file() != null || (left.isPrinted() && right.isPrinted());
  }

  /**
   * Both models.
   *
   * @param shape the input shape of the left side; null for none
   * @throws Refusal if a side is no model, or has no convolution or pooling
   */
  public static ModelPair of(Side left, Side right, @Nullable Shape shape) {
    ModelPair pair = new ModelPair(left.rows(shape), right.rows(null));
    for (Rows rows : List.of(pair.left(), pair.right())) {
      if (rows.layers().stream().noneMatch(ModelLayer::isWindow)) {
        throw new Refusal(
            Fault.at(
                Place.of(rows.source()), "there is no convolution or pooling in this model", null));
      }
    }
    return pair;
  }
}
