package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/** Moves the elements of small tensors, row-major. */
final class OnnxElements {
  private OnnxElements() {}

  /** Where along each axis of the input an element of the output stands. */
  private interface Source {
    void at(int[] output, int[] input);
  }

  static List<Size> transposed(List<Size> values, Shape in, Shape out, List<Integer> permutation) {
    return moved(
        values,
        in.toIntArray(),
        out.toIntArray(),
        (to, from) -> {
          for (int axis = 0; axis < to.length; axis++) {
            from[permutation.get(axis)] = to[axis];
          }
        });
  }

  static List<Size> sliced(List<Size> values, Shape in, Shape out, List<OnnxCut> cuts) {
    return moved(
        values,
        in.toIntArray(),
        out.toIntArray(),
        (to, from) -> {
          System.arraycopy(to, 0, from, 0, to.length);
          for (OnnxCut cut : cuts) {
            from[cut.axis()] = Math.toIntExact(cut.first() + to[cut.axis()] * cut.step());
          }
        });
  }

  private static List<Size> moved(List<Size> values, int[] in, int[] out, Source source) {
    List<Size> moved = new ArrayList<>();
    int[] to = new int[out.length];
    int[] from = new int[in.length];
    int elements = 1;
    for (int size : out) {
      elements = Math.multiplyExact(elements, size);
    }
    for (int i = 0; i < elements; i++) {
      int rest = i;
      for (int axis = out.length - 1; axis >= 0; axis--) {
        to[axis] = rest % out[axis];
        rest /= out[axis];
      }
      source.at(to, from);
      int at = 0;
      for (int axis = 0; axis < in.length; axis++) {
        at = at * in[axis] + from[axis];
      }
      moved.add(values.get(at));
    }
    return moved;
  }
}
