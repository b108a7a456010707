package io.github.padbridge.matrix;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PyTorch layer with the same weight whose matrix is the transpose of the matrix of another
 * layer.
 *
 * @param layer the layer, for one sample and without a bias; null where PyTorch has none
 * @param reason why PyTorch has none; null where it has one
 */
public record Adjoint(@Nullable ConvSpec layer, @Nullable String reason) {
  /**
   * @throws io.github.padbridge.diagnostic.Refusal if the layer leaves a size open
   */
  public static Adjoint of(ConvSpec spec) {
    ConvSpec sample = Sample.of(spec);
    return sample.op().isTransposed() ? ofTransposed(sample) : ofForward(sample);
  }

  private static Adjoint ofForward(ConvSpec forward) {
    if (forward.paddingMode() != PaddingMode.ZEROS) {
      return none("no transposed layer has padding_mode " + forward.paddingMode().torchName());
    }
    List<Integer> padding = new ArrayList<>();
    List<Integer> outputPadding = new ArrayList<>();
    for (int axis = 0; axis < forward.spatialRank(); axis++) {
      PadAmount amount = forward.padAmount(axis);
      if (amount.before() != amount.after()) {
        return none(
            "no transposed layer crops "
                + amount.before()
                + " before and "
                + amount.after()
                + " after");
      }
      padding.add(amount.before());
      // What the stride leaves over at the end of the padded input.
      long left =
          ConvArithmetic.padded(forward.inputSize(axis), amount).value()
              - forward.effectiveKernel(axis);
      outputPadding.add((int) (left % forward.stride().get(axis)));
    }
    return new Adjoint(reversed(forward, true, new Padding.Explicit(padding), outputPadding), null);
  }

  private static Adjoint ofTransposed(ConvSpec transposed) {
    for (int axis = 0; axis < transposed.spatialRank(); axis++) {
      if (transposed.outputPadding().get(axis) >= transposed.stride().get(axis)) {
        return none(
            "output_padding "
                + transposed.outputPadding().get(axis)
                + " is not less than stride "
                + transposed.stride().get(axis));
      }
    }
    List<Integer> none = Collections.nCopies(transposed.spatialRank(), 0);
    return new Adjoint(reversed(transposed, false, transposed.padding(), none), null);
  }

  private static Adjoint none(String reason) {
    return new Adjoint(null, reason);
  }

  private static ConvSpec reversed(
      ConvSpec spec, boolean transposed, Padding padding, List<Integer> outputPadding) {
    ConvOp op =
        Arrays.stream(ConvOp.values())
            .filter(o -> o.spatialRank() == spec.spatialRank() && o.isTransposed() == transposed)
            .findFirst()
            .orElseThrow();
    return new ConvSpec(
        op,
        new Channels(spec.outChannels(), spec.inChannels(), spec.channels().groups()),
        spec.windows(),
        padding,
        outputPadding,
        false,
        PaddingMode.ZEROS,
        spec.flipKernel(),
        spec.outputShape());
  }
}
