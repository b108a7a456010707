package io.github.padbridge.render;

import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.explain.Remarks;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowSpec;
import io.github.padbridge.translate.Translation;
import io.github.padbridge.translate.Traps;

/** What a layer computes and why its plan has the steps it has, in sentences. */
public final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  private final int width;
  private final Glyphs glyphs;

  private ExplanationText(int width, Glyphs glyphs) {
    this.width = width;
    this.glyphs = glyphs;
  }

  /**
   * The explanation.
   *
   * @param width how many columns a drawing may take
   */
  public static String of(
      LayerRecord.Label label, Translation translation, int width, Glyphs glyphs) {
    ExplanationText explanation = new ExplanationText(width, glyphs);
    explanation.explain(label, translation);
    return explanation.text.toString();
  }

  private void explain(LayerRecord.Label label, Translation translation) {
    Layer layer = translation.spec();
    String title = LabelText.longForm(label);
    text.append(title.isEmpty() ? "" : title + "\n");
    text.append(SpecText.of(layer)).append('\n');
    text.append("  ").append(layer.inputShape()).append(" -> ").append(layer.outputShape());
    text.append("\n\nWhat it computes\n");
    layer
        .accept(new Meaning())
        .lines()
        .forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("\nIts sizes\n");
    for (SizeFormula formula : translation.formulas()) {
      TranslationText.appendFormula(text, formula);
    }
    Pictures.of(layer).ifPresent(pictures -> draw(layer, pictures));
    text.append("\nIn ").append(translation.plan().target().title()).append(", step by step\n");
    int number = 1;
    for (Plan.Traced traced : translation.plan().steps()) {
      String op = traced.step().op(translation.plan().target());
      text.append("  ").append(number++).append(". ").append(op);
      text.append(TranslationText.on(traced.step().on()));
      text.append(": ").append(traced.why()).append("; leaves ").append(traced.shape());
      text.append('\n');
    }
    for (String trap : Traps.of(layer)) {
      text.append("\nBeware: ").append(trap).append('.');
    }
    text.append(Traps.of(layer).isEmpty() ? "" : "\n");
  }

  private void draw(Layer asked, Pictures pictures) {
    Layer drawn = pictures.layer();
    for (int axis = 0; axis < drawn.spatialRank(); axis++) {
      AxisPicture picture = pictures.axes().get(axis);
      text.append("\nAxis ").append(picture.axis());
      boolean chosen = !asked.inputSize(axis).isKnown();
      text.append(chosen ? ", drawn for an input size of " + drawn.inputSize(axis) : "");
      text.append('\n').append(new AxisDrawing(picture, width, glyphs).text());
      for (String remark : Remarks.of(drawn, axis)) {
        wrap(remark);
      }
    }
  }

  /** Appends a sentence in lines that are not too long. */
  private void wrap(String sentence) {
    StringBuilder line = new StringBuilder(" ");
    for (String word : sentence.split(" ", -1)) {
      if (line.length() + 1 + word.length() > Math.max(width, 40)) {
        text.append(line).append('\n');
        line = new StringBuilder(" ");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }

  /** What the layer computes, a sentence a line. */
  private static final class Meaning implements Layer.Visitor<String> {
    @Override
    public String conv(ConvSpec spec) {
      return spec.op().isTransposed()
          ? transposed(spec.opName(), spec.flipKernel())
          : forward(spec.opName(), spec.flipKernel());
    }

    @Override
    public String pool(PoolSpec spec) {
      return pooling(spec.op().isMax());
    }

    @Override
    public String tensorFlow(TensorFlowSpec spec) {
      return switch (spec.op().kind()) {
        case CONV, DEPTHWISE_CONV -> forward(spec.opName(), spec.flipKernel());
        case CONV_TRANSPOSE -> transposed(spec.opName(), spec.flipKernel());
        case MAX_POOL, AVG_POOL -> pooling(spec.op().kind() == TensorFlowOp.Kind.MAX_POOL);
      };
    }

    private static String forward(String op, boolean flips) {
      if (flips) {
        return """
            The convolution of mathematics: y[p] = Σ x[p·stride + (kernel_size − 1 − k)·dilation − padding]·w[k].
            Neither PyTorch's convolutions nor TensorFlow's flip the kernel, so it is flipped before them,
            over its spatial axes only: torch.flip(weight, dims) there, tf.reverse(filters, axis) here. The
            channels stay where they are.""";
      }
      return op
          + " does not flip its kernel, in PyTorch as in TensorFlow: y[p] = Σ x[p·stride + k·dilation − padding]·w[k]\n"
          + "is the cross-correlation. Between the two frameworks no flip is needed, and one would be wrong. It is\n"
          + "needed for a kernel that was made for the convolution of mathematics, as in scipy.signal.convolve:\n"
          + "--flip-kernel.";
    }

    private static String transposed(String op, boolean flips) {
      String adjoint =
          """
          Every input element lays down the kernel, times itself, stride elements apart; where these overlap
          they are added. It is the adjoint of the forward convolution with the same weight, the gradient with
          respect to its input, and as a matrix its transpose (padbridge matrix), not its inverse.
          """;
      return flips
          ? adjoint
              + "Here it is the adjoint of a convolution of mathematics: the kernel is flipped before it, over its\n"
              + "spatial axes only."
          : adjoint
              + op
              + " does not flip its kernel in either framework. Written as a forward convolution of an input with\n"
              + "zeros between its elements it reads the kernel from its end: there a flip is needed, and strategy\n"
              + "zero-insert makes it.";
    }

    private static String pooling(boolean max) {
      return max
          ? "The largest element of every window. Padding never wins: it is less than every number."
          : "The average of every window. What it is divided by, the window or the elements that are really\n"
              + "there, is where the frameworks part.";
    }
  }
}
