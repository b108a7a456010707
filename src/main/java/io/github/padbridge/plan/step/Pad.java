package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.List;

/**
 * {@code tf.pad(x, paddings, mode)}, {@code F.pad(x, pad, mode)}.
 *
 * @param paddings one per axis; negative amounts crop, in targets that have them
 */
public record Pad(Operand on, List<PadAmount> paddings, Mode mode, Fill fill) implements Step {
  /** The modes of {@code F.pad}; a target may have fewer. */
  public enum Mode {
    CONSTANT,
    REFLECT,
    REPLICATE,
    CIRCULAR;

    /** The name in NumPy, JAX and ONNX. */
    public String numpyName() {
      return switch (this) {
        case CONSTANT -> "constant";
        case REFLECT -> "reflect";
        case REPLICATE -> "edge";
        case CIRCULAR -> "wrap";
      };
    }
  }

  /** The value of mode CONSTANT. */
  public enum Fill {
    ZERO,
    ONE,
    /** The lowest value, which is never the maximum of a window. */
    LOWEST;

    /** The number as a term. */
    public Object term() {
      return this == LOWEST ? "-inf" : this == ONE ? (Object) 1 : 0;
    }
  }

  public Pad {
    paddings = List.copyOf(paddings);
  }

  /** Zeros, or the mirror image, around the data. */
  public Pad(List<PadAmount> paddings, Mode mode) {
    this(Operand.DATA, paddings, mode, Fill.ZERO);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(
        on, 0, paddings.size(), (axis, in) -> ConvArithmetic.padded(in, paddings.get(axis)));
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return mode == Mode.CONSTANT;
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.pad(this);
  }
}
