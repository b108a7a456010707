package io.github.padbridge.plan;

import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Concat;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.plan.step.TensorFlowInterpreter;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.Framework;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The TensorFlow ops. Channels are last. */
public final class TensorFlowOpSet extends OpSet implements TensorFlowInterpreter<Call> {
  public static final TensorFlowOpSet OPS = new TensorFlowOpSet();

  private static final List<String> TRANSPOSED =
      List.of("conv1d_transpose", "conv2d_transpose", "conv3d_transpose");

  private TensorFlowOpSet() {
    super(Framework.TENSORFLOW.id(), Framework.TENSORFLOW.title(), Map.of());
  }

  @Override
  public Call pad(Pad step) {
    Term paddings =
        new Term(
            "paddings", step.paddings().stream().map(a -> List.of(a.before(), a.after())).toList());
    return pad("pad", paddings, step.mode().name(), "constant_values", step.fill());
  }

  @Override
  public Call split(Split step) {
    return new Call("split", new Term("num_splits", step.parts()), new Term("axis", step.axis()));
  }

  @Override
  public Call concat(Concat step) {
    return new Call("concat", new Term("axis", step.axis()));
  }

  /** Three ops: the range of indices, bringing them back into the axis, and the gather. */
  @Override
  public Call gather(Gather step) {
    return new Call(
            "gather",
            new Term("axis", step.axis()),
            new Term("before", step.amount().before()),
            new Term("after", step.amount().after()),
            new Term("mode", step.mode().name().toLowerCase(Locale.ROOT)))
        .ofOps(3);
  }

  /** Zeros are inserted with four ops an axis: expand_dims, pad, reshape and slice. */
  private static long spread(List<Integer> apart) {
    return 4 * apart.stream().filter(each -> each > 1).count();
  }

  @Override
  public Call dilateKernel(DilateKernel step) {
    return new Call("dilate_kernel", new Term("dilations", step.dilations()))
        .ofOps(spread(step.dilations()));
  }

  @Override
  public Call zeroInsert(ZeroInsert step) {
    return super.zeroInsert(step).ofOps(spread(step.strides()));
  }

  @Override
  public Call conv(Conv step) {
    return new Call(
        "conv" + step.rank() + "d",
        new Term("strides", step.strides()),
        new Term("padding", step.padding().term(1, 1)),
        new Term("dilations", step.dilations()),
        new Term("groups", step.groups().isKnown() ? step.groups().intValue() : step.groups()));
  }

  @Override
  public Call outputShapeConvTranspose(OutputShapeConvTranspose step) {
    return new Call(
        TRANSPOSED.get(step.strides().size() - 1),
        new Term("output_shape", step.outputShape().sizes()),
        new Term("strides", step.strides()),
        new Term("padding", step.padding().term(1, 1)),
        new Term("dilations", step.dilations()));
  }

  @Override
  public Call addBias(AddBias step) {
    return new Call("add_bias");
  }

  @Override
  public Call pool(Pool step) {
    return new Call(
        step.pooling().prefix() + "_pool" + step.grid().rank() + "d",
        new Term("ksize", step.grid().size()),
        new Term("strides", step.grid().strides()),
        new Term("padding", step.padding().term(1, 1)));
  }

  /** Five ops: two ranges, their sum, the gather of the windows and their reduction. */
  @Override
  public Call axisPool(AxisPool step) {
    return super.axisPool(step).ofOps(5);
  }

  /** Two ops: the pad and the slice. */
  @Override
  public Call samePad(SamePad step) {
    return super.samePad(step).ofOps(2);
  }
}
