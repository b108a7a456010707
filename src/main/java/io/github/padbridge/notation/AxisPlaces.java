package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each notation names one axis of a batched tensor. Places count from 0.
 *
 * @param axis the axis's letter
 * @param channelsFirst its index in PyTorch's layout
 * @param channelsLast its index in TensorFlow's
 * @param torch the first of its two places in {@code F.pad}; the second follows
 * @param spatial its place among the spatial axes, which layers name alone; null for N and C
 * @param onnxEnd the place of its end in the {@code pads} of a Pad; its beginning is at {@code
 *     channelsFirst}
 */
public record AxisPlaces(
    char axis,
    int channelsFirst,
    int channelsLast,
    int torch,
    @Nullable Integer spatial,
    int onnxEnd) {
  /** All axes of a tensor with this many spatial ones, in PyTorch's order. */
  public static List<AxisPlaces> of(int spatialRank) {
    DataLayout first = DataLayout.channelsFirst(spatialRank, true);
    String last = first.asChannelsLast().toString();
    List<AxisPlaces> places = new ArrayList<>();
    for (int i = 0; i < first.rank(); i++) {
      char axis = first.axis(i);
      places.add(
          new AxisPlaces(
              axis,
              i,
              last.indexOf(axis),
              2 * (first.rank() - 1 - i),
              first.isSpatial(i) ? i - first.firstSpatial() : null,
              i + first.rank()));
    }
    return places;
  }
}
