package io.github.padbridge.cli.input;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.LayerRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record of the input.
 *
 * @param place for faults without a place of their own
 * @param layer null if the record could not be read
 * @param failure why not: a refusal or an internal error; null if there is a layer
 * @param chain the steps that the layer was joined from, or that no single layer computes; null
 *     where there is one step
 */
public record LayerInput(
    LayerRecord.Label label,
    Place place,
    @Nullable LayerRecord layer,
    @Nullable Throwable failure,
    @Nullable Chain chain) {
  /** One layer, or why there is none. */
  public LayerInput(
      LayerRecord.Label label,
      Place place,
      @Nullable LayerRecord layer,
      @Nullable Throwable failure) {
    this(label, place, layer, failure, null);
  }

  /**
   * @throws RuntimeException or an error: the failure
   */
  public LayerRecord require() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return Objects.requireNonNull(layer);
  }
}
