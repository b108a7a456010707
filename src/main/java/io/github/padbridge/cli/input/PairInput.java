package io.github.padbridge.cli.input;

import io.github.padbridge.compare.Given;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.shape.Shape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two sides to compare.
 *
 * @param place for faults without a place of their own
 * @param sides null if the record could not be read
 * @param failure why not: a refusal or an internal error; null if there are sides
 */
public record PairInput(
    LayerRecord.Label label, Place place, @Nullable Pair sides, @Nullable Throwable failure) {
  /**
   * Both sides.
   *
   * @param inputShape the input shape of the left side; null if unknown
   */
  public record Pair(Given left, Given right, @Nullable Shape inputShape) {}

  /**
   * @throws RuntimeException or an error: the failure
   */
  public Pair require() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return Objects.requireNonNull(sides);
  }
}
