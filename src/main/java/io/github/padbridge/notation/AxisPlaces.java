package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The position of one axis of a batched tensor in each notation, counted from 0.
 *
 * @param axis the letter of the axis
 * @param channelsFirst its index in the PyTorch layout
 * @param channelsLast its index in the TensorFlow layout
 * @param torch the first of its two positions in {@code F.pad}; the second follows
 * @param spatial its position among the spatial axes, as in layers; null for N and C
 * @param onnxEnd the position of its end in the {@code pads} of an ONNX Pad; its start is at {@code
 *     channelsFirst}
 */
public record AxisPlaces(
    char axis,
    int channelsFirst,
    int channelsLast,
    int torch,
    @Nullable Integer spatial,
    int onnxEnd) {
  /** All axes of a tensor with this many spatial axes, in PyTorch order. */
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
