package io.github.padbridge.plan.step;

/** Visits the steps of a plan for JAX. */
public interface JaxInterpreter<R>
    extends Slice.Visitor<R>, Conv.Visitor<R>, Pool.Visitor<R>, AddBias.Visitor<R> {}
