package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ND4J, which fails on some layers, told apart by their input channels: 66 has too little memory,
 * 67 meets a fault of the program, 68 runs out of stack, 69 is refused.
 */
public final class FailingEngine implements Engine {
  private final Engine engine = new Nd4jEngine();

  @Override
  public void start() {
    engine.start();
  }

  @Override
  public String definition(Layer layer) {
    return engine.definition(layer);
  }

  @Override
  public @Nullable String note() {
    return engine.note();
  }

  @Override
  public Precision widest(Layer layer, Plan plan) {
    return engine.widest(layer, plan);
  }

  @Override
  public Tensor define(Layer layer, CaseTensors on, Precision precision) {
    long channels = layer.inputShape().size(layer.channelAxis()).value();
    if (channels == 66) {
      throw new OutOfMemoryError("planted");
    }
    if (channels == 67) {
      throw new IllegalStateException("planted");
    }
    if (channels == 68) {
      throw new StackOverflowError("planted");
    }
    if (channels == 69) {
      throw new Refusal(new Fault("planted refusal", null, List.of(), null));
    }
    return engine.define(layer, on, precision);
  }

  @Override
  public Tensor defineInLoops(Layer layer, CaseTensors on) {
    return engine.defineInLoops(layer, on);
  }

  @Override
  public Tensor run(Plan plan, CaseTensors on, Precision precision) {
    return engine.run(plan, on, precision);
  }
}
