package io.github.padbridge.model;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.shape.PadAmount;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the forward of a known class does beside the convolutions and poolings of PyTorch that it is
 * built on or holds.
 */
sealed interface Behaviour {
  /**
   * What it makes of a layer.
   *
   * @param className what a message calls the class
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
   * It pads as TensorFlow's SAME: zeros, or minus infinity in front of a max pooling.
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
      String pads = className + " pads as TensorFlow's SAME when it runs, which is not printed";
      return new Verdict(
          new Padding.RuntimeSame(),
          null,
          note.isEmpty() ? List.of(pads) : List.of(pads, className + " " + note));
    }
  }

  /**
   * It pads as SAME by arithmetic of its own, which leaves out what the convolutions it was written
   * for do not have: a stride larger than the kernel, dilations.
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
              + " pads as SAME in its own way, which differs where the stride is larger than the"
              + " kernel or the kernel is dilated");
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
                  + " after every axis in its forward"));
    }
  }

  /**
   * It pads zeros in front of every axis, as many as its kernel reaches back; its convolution has
   * no padding of its own.
   */
  record PadsCausal() implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      WindowGeometry geometry = WindowGeometry.of(layer);
      if (!isForward(layer) || !geometry.all(axis -> axis.stride() == 1)) {
        return Verdict.doubt(className + " is causal: it pads in its forward");
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
          List.of(className + " is causal: it pads zeros in front in its forward"));
    }

    private static int reachBack(WindowGeometry geometry, int axis) {
      return Math.toIntExact(geometry.axes().get(axis).reach() - 1);
    }
  }

  /**
   * It runs a padding module in front of a layer.
   *
   * @param module the padding module's name; {@code *} stands for that of the layer
   * @param isOptional whether it may lack that module, and pads nothing then
   * @param own whether the module runs in front of a layer that has a padding of its own; never
   *     {@link OwnPadding#NONE}
   */
  record RunsPad(String module, boolean isOptional, OwnPadding own) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      // What the padding module pads is read from that module.
      return Verdict.AS_PRINTED;
    }
  }

  /**
   * It does something else, so that nothing is translated.
   *
   * @param what it does, after its name: {@code pads by reflection in its forward}
   */
  record DoesOther(String what) implements Behaviour {
    @Override
    public Verdict on(Layer layer, String className) {
      return Verdict.doubt(className + " " + what);
    }
  }

  /** What is made of a layer that has a padding of its own. */
  private static Verdict padded(String className, OwnPadding own) {
    return own == OwnPadding.INSTEAD
        ? Verdict.AS_PRINTED
        : Verdict.doubt(
            className
                + " pads in its forward a layer without padding; this one has a padding, so its class"
                + " may be another of that name");
  }

  private static boolean isForward(Layer layer) {
    return layer instanceof ConvSpec conv && !conv.op().isTransposed();
  }
}
