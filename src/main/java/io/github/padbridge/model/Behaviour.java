package io.github.padbridge.model;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.shape.PadAmount;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the forward method of a known class does in addition to the PyTorch convolutions and
 * poolings that it extends or holds.
 */
sealed interface Behaviour {
  /**
   * How a layer in the class runs.
   *
   * @param className the name of the class in messages
   */
  Verdict on(Layer layer, String className);

  /**
   * It pads and crops nothing.
   *
   * @param note what else it does, after its name, without a full stop; may be empty
   */
  record PadsNothing(String note) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      return Verdict.note(note.isEmpty() ? "" : className + " " + note);
    }
  }

  /**
   * It pads as SAME in TensorFlow: zeros, or minus infinity in front of a max pooling.
   *
   * @param note what else it does, after its name, without a full stop; may be empty
   * @param own never {@link OwnPadding#ADDED}
   */
  record PadsSame(String note, OwnPadding own) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      if (!WindowGeometry.of(layer).isUnpadded()) {
        return padded(className, own);
      }
      String pads = className + " adds TensorFlow SAME padding at run time, which is not printed";
      return new Verdict(
          new Padding.RuntimeSame(),
          null,
          note.isEmpty() ? List.of(pads) : List.of(pads, className + " " + note));
    }
  }

  /**
   * It pads as SAME by simplified arithmetic, which is wrong for a stride larger than the kernel
   * and for dilations.
   *
   * @param own never {@link OwnPadding#ADDED}
   */
  record PadsSameByHand(String note, OwnPadding own) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      WindowGeometry geometry = WindowGeometry.of(layer);
      if (!geometry.isUnpadded() || (isForward(layer) && isPlain(layer, geometry))) {
        return new PadsSame(note, own).on(layer, className);
      }
      return Verdict.doubt(
          className
              + " pads as SAME by arithmetic that is wrong for a stride larger than the kernel and"
              + " for dilation");
    }

    private static boolean isPlain(Layer layer, WindowGeometry geometry) {
      boolean isDilated = ((ConvSpec) layer).dilation().stream().anyMatch(d -> d > 1);
      return geometry.all(axis -> axis.reach() >= axis.stride())
          && (!isDilated || geometry.all(axis -> axis.stride() == 1 && axis.reach() % 2 == 1));
    }
  }

  /**
   * It pads zeros in front of a convolution, on every axis.
   *
   * @param own never {@link OwnPadding#ADDED}
   */
  record PadsFixed(PadAmount amount, OwnPadding own) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      if (!isForward(layer)) {
        return Verdict.AS_PRINTED;
      }
      if (!WindowGeometry.of(layer).isUnpadded()) {
        return padded(className, own);
      }
      return new Verdict(
          new Padding.PerSide(Collections.nCopies(layer.spatialRank(), amount)),
          null,
          List.of(
              className
                  + " pads "
                  + amount.before()
                  + " before and "
                  + amount.after()
                  + " after every axis in its forward method"));
    }
  }

  /**
   * It pads zeros in front of every axis, effective kernel size - 1 each; its convolution does not
   * pad.
   */
  record PadsCausal() implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      WindowGeometry geometry = WindowGeometry.of(layer);
      if (!isForward(layer) || !geometry.all(axis -> axis.stride() == 1)) {
        return Verdict.doubt(className + " is causal: its forward method pads");
      }
      if (!geometry.isUnpadded()) {
        return padded(className, OwnPadding.NONE);
      }
      List<PadAmount> amounts =
          IntStream.range(0, layer.spatialRank())
              .mapToObj(axis -> new PadAmount(reachBack(geometry, axis), 0))
              .toList();
      return new Verdict(
          new Padding.PerSide(amounts),
          null,
          List.of(className + " is causal: its forward method pads zeros in front"));
    }

    private static int reachBack(WindowGeometry geometry, int axis) {
      return Math.toIntExact(geometry.axes().get(axis).reach() - 1);
    }
  }

  /**
   * It runs a padding module in front of a layer.
   *
   * @param module the name of the padding module; {@code *} stands for the name of the layer
   * @param isOptional whether the module may be missing
   * @param own whether the module runs in front of a layer that itself pads; never {@link
   *     OwnPadding#NONE}
   */
  record RunsPad(String module, boolean isOptional, OwnPadding own) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      // The amounts are read from the padding module.
      return Verdict.AS_PRINTED;
    }
  }

  /**
   * It does something else, so that nothing is translated.
   *
   * @param what it does, after its name: {@code pads by reflection in its forward method}
   */
  record DoesOther(String what) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      return Verdict.doubt(className + " " + what);
    }
  }

  /** How a layer runs that itself pads. */
  private static Verdict padded(String className, OwnPadding own) {
    return own == OwnPadding.INSTEAD
        ? Verdict.AS_PRINTED
        : Verdict.doubt(
            className
                + " pads layers without padding, but this layer has padding, so it may be another class"
                + " of the same name");
  }

  private static boolean isForward(Layer layer) {
    return layer instanceof ConvSpec conv && !conv.op().isTransposed();
  }
}
