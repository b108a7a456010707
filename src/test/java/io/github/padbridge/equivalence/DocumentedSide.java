package io.github.padbridge.equivalence;

import de.uni_freiburg.informatik.ultimate.logic.Term;
import io.github.padbridge.chain.AxisRange;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainParts;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer over one axis, with a padding in front and a crop behind, as the frameworks document it:
 * once as a chain, once as formulas that share nothing with the code that is judged.
 *
 * @param style whose rules for the ends
 * @param ends the argument {@code padding}, for PyTorch
 * @param more the argument {@code output_padding}, for transposed PyTorch layers
 */
record DocumentedSide(
    Op op,
    Style style,
    int kernel,
    int stride,
    int dilation,
    int ends,
    int more,
    AxisPadding front,
    AxisPadding crop) {
  enum Op {
    CONVOLUTION,
    TRANSPOSED,
    MAX
  }

  enum Style {
    TORCH,
    /** {@code padding='same'}, or for poolings {@code ceil_mode=True}. */
    TORCH_OTHER,
    KERAS_VALID,
    KERAS_SAME
  }

  private Framework framework() {
    return style == Style.TORCH || style == Style.TORCH_OTHER
        ? Framework.PYTORCH
        : Framework.TENSORFLOW;
  }

  /**
   * The side as a chain.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if the layer breaks a rule of its framework
   */
  Chain chain() {
    List<Chain.Op> ops = new ArrayList<>();
    if (!front.isNone()) {
      double value = op == Op.MAX ? Double.NEGATIVE_INFINITY : 0;
      ops.add(ChainParts.pad(framework(), List.of(front), FillMode.CONSTANT, value));
    }
    ops.add(ChainParts.op(framework() == Framework.PYTORCH ? torch() : keras()));
    if (!crop.isNone()) {
      AxisRange range = new AxisRange(crop.before(), crop.after() == 0 ? null : -crop.after(), 1);
      ops.add(ChainParts.slice(framework(), List.of(range)));
    }
    return ChainParts.chain(framework(), ops);
  }

  private String torch() {
    boolean other = style == Style.TORCH_OTHER;
    String common = "%d, stride=%d, dilation=%d".formatted(kernel, stride, dilation);
    return switch (op) {
      case CONVOLUTION ->
          "nn.Conv1d(1, 1, %s, bias=False, padding=%s)".formatted(common, other ? "'same'" : ends);
      case TRANSPOSED ->
          "nn.ConvTranspose1d(1, 1, %s, bias=False, padding=%d, output_padding=%d)"
              .formatted(common, ends, more);
      case MAX ->
          "nn.MaxPool1d(%s, padding=%d, ceil_mode=%s)"
              .formatted(common, ends, other ? "True" : "False");
    };
  }

  private String keras() {
    String common =
        "%d, strides=%d, padding='%s'"
            .formatted(kernel, stride, style == Style.KERAS_SAME ? "same" : "valid");
    String rest = ", dilation_rate=%d, use_bias=False".formatted(dilation);
    return "keras.layers."
        + switch (op) {
          case CONVOLUTION -> "Conv1D(1, %s)".formatted(common + rest);
          case TRANSPOSED -> "Conv1DTranspose(1, %s)".formatted(common + rest);
          case MAX -> "MaxPooling1D(%s)".formatted(common);
        };
  }

  /**
   * The side at an input size.
   *
   * @param length of the output
   * @param accepted whether the layer takes the input and something is left
   * @param first for a convolution or pooling, the place in the padded input of its first tap; for
   *     a transposed convolution, of the first output among all that it could write
   */
  record At(DocumentedSide side, Solver solver, Term length, Term accepted, Term first) {
    /** Whether an output reads an input element with a tap. */
    Term reads(Term output, int tap, Term input) {
      Term p = solver.plus(output, side.crop.before());
      Term i = solver.plus(input, side.front.before());
      long offset = (long) tap * side.dilation;
      // PyTorch: out[p] sums w[k]·in[stride·p + dilation·k - padding]; transposed, in[i]·w[k] is
      // added to out[stride·i + dilation·k - padding]. TensorFlow pads by another rule.
      return side.op == Op.TRANSPOSED
          ? solver.equal(solver.plus(p, first), solver.plus(solver.times(side.stride, i), offset))
          : solver.equal(solver.plus(i, first), solver.plus(solver.times(side.stride, p), offset));
    }
  }

  At at(Term size, Solver s) {
    Term in = s.plus(size, front.before() + front.after());
    long reach = dilation * (kernel - 1L) + 1;
    Term full;
    Term first = s.number(ends);
    if (op == Op.TRANSPOSED) {
      Term spread = s.times(stride, s.plus(in, -1));
      switch (style) {
        case TORCH, TORCH_OTHER -> full = s.plus(spread, -2L * ends + reach + more);
        case KERAS_VALID -> {
          full = s.plus(s.times(stride, in), Math.max(reach - stride, 0));
          first = s.number(0);
        }
        case KERAS_SAME -> {
          // The gradient of the convolution from the output with SAME.
          full = s.times(stride, in);
          first = s.floor(s.notNegative(s.minus(s.plus(spread, reach), full)), 2);
        }
        default -> throw new AssertionError(style);
      }
    } else {
      Term room = s.plus(in, 2L * ends - reach);
      switch (style) {
        case TORCH -> full = s.plus(s.floor(room, stride), 1);
        case TORCH_OTHER -> {
          if (op == Op.CONVOLUTION) {
            full = in;
            first = s.number((reach - 1) / 2);
          } else {
            // A window that would start in the padding after the input is left out.
            Term most = s.plus(s.ceil(room, stride), 1);
            Term last = s.times(stride, s.plus(most, -1));
            full = s.choice(s.atLeast(last, s.plus(in, ends)), s.plus(most, -1), most);
          }
        }
        case KERAS_VALID -> {
          full = s.ceil(s.plus(in, 1 - reach), stride);
          first = s.number(0);
        }
        case KERAS_SAME -> {
          full = s.ceil(in, stride);
          Term needed = s.plus(s.times(stride, s.plus(full, -1)), reach);
          first = s.floor(s.notNegative(s.minus(needed, in)), 2);
        }
        default -> throw new AssertionError(style);
      }
    }
    Term length = s.plus(full, -crop.before() - crop.after());
    return new At(this, s, length, s.atLeast(length, s.number(1)), first);
  }
}
