package io.github.padbridge.proof;

import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.plan.step.OnnxInterpreter;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.List;

/** The ONNX steps along each spatial axis. */
final class OnnxPlanAxes extends WindowPlanAxes implements OnnxInterpreter<Boolean> {
  OnnxPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  @Override
  public Boolean pool(Pool step) {
    return pool(step, step.countsPadding() ? new Divisor.Whole() : new Divisor.Elements());
  }
}
