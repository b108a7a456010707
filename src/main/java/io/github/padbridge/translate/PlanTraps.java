package io.github.padbridge.translate;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Warnings where TensorFlow fails to run a correct plan: on an empty batch, or compiled by XLA. For
 * an unknown batch size the empty batch is mentioned where the plan reflects, which fails in every
 * build, or where the runtime is onednn.
 */
public final class PlanTraps {
  private final Set<String> refusals = new LinkedHashSet<>();
  private final Set<String> faults = new LinkedHashSet<>();

  private PlanTraps(Plan plan, Runtime runtime) {
    Shape data = plan.input();
    for (Plan.Traced traced : plan.steps()) {
      if (traced.step() instanceof Pad pad) {
        reflect(pad, data);
      } else if (traced.step() instanceof Conv conv) {
        emptyBatch(conv, data, traced.shape(), runtime);
      } else if (traced.step() instanceof Pool pool) {
        paddingList(pool);
      }
      data = traced.step().on() == Operand.DATA ? traced.shape() : data;
    }
  }

  /** All warnings, one sentence each without a full stop. */
  static List<String> of(Plan plan, Runtime runtime) {
    PlanTraps traps = new PlanTraps(plan, runtime);
    List<String> all = new ArrayList<>(traps.refusals);
    all.addAll(traps.faults);
    return all;
  }

  /** The warnings where TensorFlow refuses the plan instead of computing something else. */
  public static List<String> refusals(Plan plan) {
    return List.copyOf(new PlanTraps(plan, Runtime.PORTABLE).refusals);
  }

  /** For a known empty batch the plan pads with zeros. */
  private void reflect(Pad pad, Shape data) {
    if (pad.mode() == Pad.Mode.REFLECT && !data.size(0).isKnown()) {
      refusals.add("tf.pad refuses an empty batch with mode=\"REFLECT\"");
    }
  }

  /** Affects convolutions whose output shape differs from their input shape. */
  private void emptyBatch(Conv conv, Shape in, Shape out, Runtime runtime) {
    boolean isOpen = !in.size(0).isKnown();
    boolean isMentioned =
        isOpen ? runtime == Runtime.ONEDNN || !refusals.isEmpty() : in.size(0).equals(Size.of(0));
    if (isMentioned && !out.equals(in)) {
      faults.add(
          "with oneDNN (the default on x86) tf.nn."
              + TensorFlowOpSet.OPS.call(conv).op()
              + " returns an empty float32 batch with the shape of its input");
    }
  }

  private void paddingList(Pool pool) {
    if (pool.padding() instanceof WindowPadding.Explicit) {
      refusals.add(
          "XLA (jit_compile=True) refuses max_pool2d with a list of paddings; strategy pad-slice avoids it");
    }
  }
}
