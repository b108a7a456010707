package io.github.padbridge.plan;

import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.TorchInterpreter;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The PyTorch ops. Channels are first, after the batch. */
public final class TorchOpSet extends OpSet implements TorchInterpreter<Call> {
  public static final TorchOpSet OPS = new TorchOpSet();

  private TorchOpSet() {
    super(
        Framework.PYTORCH.id(),
        Framework.PYTORCH.title(),
        Map.of(
            "expand_dims", "unsqueeze",
            "transpose", "permute",
            "transpose.perm", "dims",
            "reverse", "flip",
            "reverse.axis", "dims",
            "same_pad.strides", "stride",
            "same_pad.dilations", "dilation"));
  }

  @Override
  public Call pad(Pad step) {
    Term amounts = new Term("pad", lastAxisFirst(step));
    return pad("F.pad", amounts, step.mode().name().toLowerCase(Locale.ROOT), "value", step.fill());
  }

  /**
   * The amounts as {@code F.pad} takes them, the last axis first. Mode constant stops at the
   * outermost padded axis; the other modes list every spatial axis.
   */
  public static List<Integer> lastAxisFirst(Pad pad) {
    List<PadAmount> paddings = pad.paddings();
    List<Integer> amounts = new ArrayList<>();
    for (int axis = paddings.size() - 1; axis >= 0; axis--) {
      boolean needed = pad.mode() != Pad.Mode.CONSTANT && axis >= 2;
      if (!needed && PadAmount.areNone(paddings.subList(0, axis + 1))) {
        break;
      }
      amounts.add(paddings.get(axis).before());
      amounts.add(paddings.get(axis).after());
    }
    return amounts;
  }

  /** The {@code padding} of a convolution. */
  public static List<Integer> padding(Conv step) {
    return bothEnds(((WindowPadding.Explicit) step.padding()).amounts());
  }

  /** One number for each axis, for both its ends. */
  public static List<Integer> bothEnds(List<PadAmount> amounts) {
    return amounts.stream().map(PadAmount::before).toList();
  }

  @Override
  public Call conv(Conv step) {
    return new Call(
        "conv" + step.rank() + "d",
        new Term("stride", step.strides()),
        new Term("padding", padding(step)),
        new Term("dilation", step.dilations()),
        new Term("groups", step.groups()));
  }

  @Override
  public Call convTranspose(ConvTranspose step) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("stride", step.strides()));
    terms.add(new Term("padding", bothEnds(step.crops())));
    terms.add(new Term("output_padding", step.outputPadding()));
    terms.add(new Term("dilation", step.dilations()));
    if (!step.groups().equals(Size.of(1))) {
      terms.add(new Term("groups", step.groups()));
    }
    return new Call("conv_transpose" + step.strides().size() + "d", terms);
  }

  @Override
  public Call torchPool(TorchPool step) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("kernel_size", step.grid().size()));
    terms.add(new Term("stride", step.grid().strides()));
    terms.add(new Term("padding", step.padding()));
    if (step.grid().isDilated()) {
      terms.add(new Term("dilation", step.grid().dilations()));
    }
    terms.add(new Term("ceil_mode", step.ceilMode() ? "True" : "False"));
    if (step.pooling() == Pooling.AVG) {
      terms.add(new Term("count_include_pad", step.countIncludePad() ? "True" : "False"));
    }
    if (step.divisorOverride() != null) {
      terms.add(new Term("divisor_override", step.divisorOverride()));
    }
    return new Call(step.pooling().prefix() + "_pool" + step.grid().rank() + "d", terms);
  }

  /** Three ops: unfold, a slice and the mean. */
  @Override
  public Call axisPool(AxisPool step) {
    return super.axisPool(step).ofOps(3);
  }
}
