package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.json.RecordBatch;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.PlainReader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the plain lines of a batch. A line that it fails at is left to be read as a record, which
 * then has the {@link #failure} in the place of its layer.
 */
final class PlainLines implements RecordBatch.LineTaker {
  private final String source;
  private final LayerInputs.PlainSink plain;
  private final Consumer<LayerInput> layers;
  private final PlainReader reader = new PlainReader();
  private @Nullable RuntimeException failure;

  /**
   * @param plain is offered each line first
   * @param layers takes the layer of a line that {@code plain} leaves
   */
  PlainLines(String source, LayerInputs.PlainSink plain, Consumer<LayerInput> layers) {
    this.source = source;
    this.plain = plain;
    this.layers = layers;
  }

  @Override
  public boolean take(byte[] bytes, int start, int end, int number) {
    LayerInput layer = null;
    try {
      if (!reader.read(bytes, start, end, number)) {
        return false;
      }
      if (!plain.take(reader)) {
        layer = layer(number);
      }
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      failure = e;
      return false;
    }
    if (layer != null) {
      layers.accept(layer);
    }
    return true;
  }

  private LayerInput layer(int number) {
    LayerRecord layer = reader.record();
    Place place = new Place(source, number, reader.column(), "");
    return new LayerInput(layer.label(), place, layer, null);
  }

  /** What the line failed with that was offered last, to be asked once; null where it did not. */
  @Nullable RuntimeException failure() {
    RuntimeException last = failure;
    failure = null;
    return last;
  }
}
