package io.github.padbridge.plan.step;

/** Visits the steps of a plan for ONNX. */
public interface OnnxInterpreter<R>
    extends SamePad.Visitor<R>,
        ZeroInsert.Visitor<R>,
        Conv.Visitor<R>,
        ConvTranspose.Visitor<R>,
        Pool.Visitor<R> {}
