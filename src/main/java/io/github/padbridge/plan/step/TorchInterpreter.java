package io.github.padbridge.plan.step;

/** Visits the steps of a plan for PyTorch. */
public interface TorchInterpreter<R>
    extends Slice.Visitor<R>,
        SamePad.Visitor<R>,
        ZeroInsert.Visitor<R>,
        Conv.Visitor<R>,
        ConvTranspose.Visitor<R>,
        AxisPool.Visitor<R> {
  R torchPool(TorchPool step);
}
