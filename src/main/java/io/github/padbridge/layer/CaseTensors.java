package io.github.padbridge.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a case, in the layouts of the framework of the layer.
 *
 * @param x the input
 * @param weight null if the layer has none
 * @param bias null if the layer has none
 * @param y the output of the framework; null if the case has none
 */
public record CaseTensors(
    Tensor x, @Nullable Tensor weight, @Nullable Tensor bias, @Nullable Tensor y) {

  /** The weight, for a layer that has one. */
  public Tensor requireWeight() {
    return Objects.requireNonNull(weight);
  }

  /** The samples of a batch from {@code begin} up to, and not including, {@code end}. */
  public CaseTensors samples(int begin, int end) {
    return new CaseTensors(
        x.samples(begin, end), weight, bias, y == null ? null : y.samples(begin, end));
  }
}
