package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.shape.Shape;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Random tensors for a layer, chosen so that a wrong plan gives different numbers. The kind of draw
 * depends on the layer.
 */
abstract class Draws {
  final Layer layer;
  final Precision precision;
  final SplittableRandom random;

  Draws(Layer layer, long seed, Precision precision) {
    this.layer = layer;
    this.precision = precision;
    this.random = new SplittableRandom(seed);
  }

  /**
   * The draws for a layer whose input shape is known.
   *
   * @param precision the number type of both sides
   */
  static Draws of(Layer layer, long seed, Precision precision) {
    return layer.accept(
        new Layer.Visitor<Draws>() {
          @Override
          public Draws conv(ConvSpec spec) {
            return new ProductDraws(spec, seed, precision);
          }

          @Override
          public Draws pool(PoolSpec spec) {
            return spec.op().isMax()
                ? new OrderDraws(spec, spec.kernelSize(), spec.dilation(), seed, precision)
                : new SumDraws(spec, seed, precision);
          }

          @Override
          public Draws tensorFlow(TensorFlowSpec spec) {
            if (spec.op().kind() == TensorFlowOp.Kind.MAX_POOL) {
              return new OrderDraws(spec, spec.kernelSize(), spec.dilations(), seed, precision);
            }
            return spec.op().kind() == TensorFlowOp.Kind.AVG_POOL
                ? new SumDraws(spec, seed, precision)
                : new ProductDraws(spec, seed, precision);
          }

          @Override
          public Draws onnx(OnnxSpec spec) {
            if (!spec.op().isPooling()) {
              return new ProductDraws(spec, seed, precision);
            }
            return spec.op().isMax()
                ? new OrderDraws(spec, spec.kernelSize(), spec.dilations(), seed, precision)
                : new SumDraws(spec, seed, precision);
          }

          @Override
          public Draws jax(JaxSpec spec) {
            return switch (spec.op()) {
              case CONV -> new ProductDraws(spec, seed, precision);
              case MAX_POOL ->
                  new OrderDraws(spec, spec.kernelSize(), spec.dilations(), seed, precision);
              case AVG_POOL, SUM_POOL -> new SumDraws(spec, seed, precision);
            };
          }
        });
  }

  /** The next draw of integers. */
  abstract CaseTensors integers();

  /** The number of draws for the wanted bound on the chance that a wrong plan agrees. */
  abstract int enough();

  /**
   * The bound on the chance that a wrong plan agrees on that many draws; 0 where none can.
   *
   * @param plan the plan that is run on them
   */
  abstract @Nullable Double missProbability(int draws, Plan plan);

  /** What that many draws do not prove about the plan; null where they prove all. */
  @Nullable String shortfall(int draws, Plan plan) {
    return null;
  }

  /** The tolerance for the results of right plans on integers. */
  abstract Tolerance tolerance();

  /** The tolerance for the results of right plans on these tensors; null where unknown. */
  abstract @Nullable Tolerance tolerance(CaseTensors tensors);

  /** The next draw of reals from -1 to 1, each a number that the precision holds. */
  final CaseTensors reals() {
    return switch (precision) {
      case FLOAT64 -> tensors(() -> 2 * random.nextDouble() - 1);
      case FLOAT32 -> tensors(() -> (float) (2 * random.nextDouble() - 1));
    };
  }

  final CaseTensors tensors(DoubleSupplier numbers) {
    return new CaseTensors(
        tensor(layer.inputShape(), numbers),
        tensorOrNone(layer.weightShape(), numbers),
        tensorOrNone(layer.biasShape(), numbers),
        null);
  }

  private static @Nullable Tensor tensorOrNone(@Nullable Shape shape, DoubleSupplier numbers) {
    return shape == null ? null : tensor(shape, numbers);
  }

  private static Tensor tensor(Shape shape, DoubleSupplier numbers) {
    double[] data = new double[Math.toIntExact(shape.elements())];
    for (int i = 0; i < data.length; i++) {
      data[i] = numbers.getAsDouble();
    }
    return new Tensor(shape.toIntArray(), data);
  }

  /** The largest magnitude; infinite where a number is not an integer, 0 for no tensor. */
  static double largestInteger(@Nullable Tensor tensor) {
    double largest = 0;
    for (double value : tensor == null ? new double[0] : tensor.data()) {
      largest =
          value == Math.rint(value) ? Math.max(largest, Math.abs(value)) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }
}
