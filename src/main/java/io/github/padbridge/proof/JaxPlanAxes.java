package io.github.padbridge.proof;

import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.plan.step.JaxInterpreter;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.List;

/** The JAX steps along each spatial axis. */
final class JaxPlanAxes extends WindowPlanAxes implements JaxInterpreter<Boolean> {
  /** A sum is an average that divides by 1. */
  private static final Divisor NONE = new Divisor.Constant(1);

  JaxPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  @Override
  public Boolean pool(Pool step) {
    return pool(step, NONE);
  }

  /** Divides a sum. */
  @Override
  public Boolean scale(Scale scale) {
    return scale.numerator() == 1 && divided(NONE, scale.denominator());
  }
}
