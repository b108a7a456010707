package io.github.padbridge.plan.step;

/** Visits the steps of a plan for TensorFlow. */
public interface TensorFlowInterpreter<R>
    extends Slice.Visitor<R>,
        SamePad.Visitor<R>,
        ZeroInsert.Visitor<R>,
        Conv.Visitor<R>,
        Pool.Visitor<R>,
        AxisPool.Visitor<R>,
        AddBias.Visitor<R> {
  R split(Split step);

  R concat(Concat step);

  R gather(Gather step);

  R dilateKernel(DilateKernel step);

  R outputShapeConvTranspose(OutputShapeConvTranspose step);
}
