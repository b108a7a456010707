package io.github.padbridge.translate;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Step;
import java.util.ArrayList;
import java.util.List;

/** Warnings for porting a layer to JAX by hand. Measured with JAX 0.10 and Flax. */
final class JaxTargetTraps implements Layer.Visitor<List<String>> {
  private static final String TRANSPOSED = "lax.conv_transpose and flax.linen.ConvTranspose ";

  private JaxTargetTraps() {}

  static List<String> of(Layer layer) {
    return layer.accept(new JaxTargetTraps());
  }

  @Override
  public List<String> conv(ConvSpec spec) {
    if (!spec.op().isTransposed()) {
      return SameTraps.differences(spec);
    }
    List<String> traps = transposed();
    if (spec.groups() > 1) {
      traps.add(TRANSPOSED + "do not support groups");
    }
    return traps;
  }

  private static List<String> transposed() {
    List<String> traps = new ArrayList<>();
    traps.add(TRANSPOSED + "flip the kernel only with transpose_kernel=True");
    traps.add("padding=(p, p) of " + TRANSPOSED + "pads the input; it does not crop the result");
    return traps;
  }

  @Override
  public List<String> pool(PoolSpec spec) {
    return PoolTraps.inJax(spec);
  }

  @Override
  public List<String> tensorFlow(TensorFlowSpec spec) {
    List<String> traps = TensorFlowTraps.inJax(spec);
    traps.addAll(spec.op().isTransposed() ? transposed() : List.of());
    return traps;
  }

  @Override
  public List<String> jax(JaxSpec spec) {
    return List.of();
  }

  @Override
  public List<String> onnx(OnnxSpec spec) {
    return spec.op().isTransposed() ? transposed() : List.of();
  }

  /** The warnings for running a plan. */
  static List<String> ofRun(Plan plan) {
    List<String> traps = new ArrayList<>();
    List<Step> steps = plan.steps().stream().map(Plan.Traced::step).toList();
    if (steps.stream().anyMatch(JaxTargetTraps::isDilatedMaximum)) {
      traps.add("jax.grad does not support a max pooling with dilation");
    }
    if (steps.stream().anyMatch(JaxTargetTraps::rounds)) {
      traps.add(
          "XLA multiplies by the reciprocal of the divisor, so averages may differ in the last bit");
    }
    return traps;
  }

  private static boolean isDilatedMaximum(Step step) {
    return step instanceof Pool window
        && window.pooling() == Pooling.MAX
        && window.grid().isDilated();
  }

  /** XLA rewrites divisions, those of {@code jnp.mean} too. */
  private static boolean rounds(Step step) {
    return step instanceof Divide
        || (step instanceof Scale scale && Integer.bitCount(Math.abs(scale.denominator())) > 1);
  }
}
