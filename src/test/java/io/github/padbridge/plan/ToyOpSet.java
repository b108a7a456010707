package io.github.padbridge.plan;

import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.ToyConv;
import java.util.Map;

/** The ops of a target that only tests have. */
public final class ToyOpSet extends OpSet implements ToyConv.Visitor<Call> {
  public static final ToyOpSet OPS = new ToyOpSet();

  private ToyOpSet() {
    super(
        "toy",
        "Toy",
        Map.of("expand_dims", "batch", "transpose", "move", "transpose.perm", "order"));
  }

  @Override
  public Call pad(Pad step) {
    return new Call("pad", new Term("around", step.paddings()));
  }

  @Override
  public Call toyConv(ToyConv step) {
    return new Call(
        "toy.conv", new Term("strides", step.strides()), new Term("groups", step.groups()));
  }
}
