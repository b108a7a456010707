package io.github.padbridge.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers a case brings with it, in the layouts of the layer's framework.
 *
 * @param x the input
 * @param weight the weight; null where the layer has none
 * @param bias null where the layer has none
 * @param y what the framework answered, or null where the case does not say
 */
public record CaseTensors(
    Tensor x, @Nullable Tensor weight, @Nullable Tensor bias, @Nullable Tensor y) {

  /** The weight, for a layer that has one. */
  public Tensor requireWeight() {
    return Objects.requireNonNull(weight);
  }

  /** Some of the samples of a batch: those from {@code begin} on, up to {@code end} at most. */
  public CaseTensors samples(int begin, int end) {
    return new CaseTensors(
        x.samples(begin, end), weight, bias, y == null ? null : y.samples(begin, end));
  }
}
