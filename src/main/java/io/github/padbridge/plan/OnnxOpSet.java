package io.github.padbridge.plan;

import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.OnnxInterpreter;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ONNX operators of opset {@link #OPSET}. Channels are first, after the batch. Source: the ONNX
 * operator documentation, and ONNX Runtime 1.30 for what it refuses.
 */
public final class OnnxOpSet extends OpSet implements OnnxInterpreter<Call> {
  public static final OnnxOpSet OPS = new OnnxOpSet();

  /** The first operator set with dilated averages and with Pad in mode wrap. */
  public static final int OPSET = 19;

  private OnnxOpSet() {
    super(
        "onnx",
        "ONNX",
        Map.of(
            "expand_dims", "Unsqueeze",
            "squeeze", "Squeeze",
            "transpose", "Transpose",
            "reshape", "Reshape",
            "reverse", "flip",
            "same_pad.kernel_size", "kernel_shape"));
  }

  @Override
  public Call pad(Pad step) {
    Term pads = new Term("pads", beginsThenEnds(step.paddings()));
    return pad("Pad", pads, step.mode().numpyName(), "constant_value", step.fill());
  }

  /** The amounts in the order of {@code pads}: all begins, then all ends. */
  public static List<Integer> beginsThenEnds(List<PadAmount> amounts) {
    return Stream.concat(
            amounts.stream().map(PadAmount::before), amounts.stream().map(PadAmount::after))
        .toList();
  }

  /** The {@code auto_pad} of a padding that is no list. */
  public static String autoPad(WindowPadding padding) {
    return padding.equals(WindowPadding.SAME)
        ? "SAME_UPPER"
        : padding.equals(WindowPadding.SAME_LOWER) ? "SAME_LOWER" : "VALID";
  }

  private static Term term(WindowPadding padding) {
    return padding instanceof WindowPadding.Explicit explicit
        ? new Term("pads", beginsThenEnds(explicit.amounts()))
        : new Term("auto_pad", autoPad(padding));
  }

  @Override
  public Call conv(Conv step) {
    return new Call(
        "Conv",
        new Term("strides", step.strides()),
        new Term("dilations", step.dilations()),
        term(step.padding()),
        new Term("group", step.groups()));
  }

  @Override
  public Call convTranspose(ConvTranspose step) {
    return new Call(
        "ConvTranspose",
        new Term("strides", step.strides()),
        new Term("dilations", step.dilations()),
        new Term("pads", beginsThenEnds(step.crops())),
        new Term("output_padding", step.outputPadding()),
        new Term("group", step.groups()));
  }

  @Override
  public Call pool(Pool step) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("kernel_shape", step.grid().size()));
    terms.add(new Term("strides", step.grid().strides()));
    terms.add(new Term("dilations", step.grid().dilations()));
    terms.add(term(step.padding()));
    if (step.pooling() == Pooling.AVG) {
      terms.add(new Term("count_include_pad", step.countsPadding() ? 1 : 0));
    }
    return new Call(step.pooling() == Pooling.AVG ? "AveragePool" : "MaxPool", terms);
  }
}
