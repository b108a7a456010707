package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.DocumentedSide.Op;
import io.github.padbridge.equivalence.DocumentedSide.Style;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.notation.AxisPadding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An SMT solver confirms verdicts for every size, with formulas from the documentation. */
class SolverJudgementTest {
  /** Pairs of each verdict; those that are equal at some sizes only are half of all. */
  private static final Map<Verdict, Integer> PAIRS =
      Map.of(Verdict.EVERY_SIZE, 130, Verdict.SOME_SIZES, 260, Verdict.NO_SIZE, 130);

  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void a_solver_confirms_the_sets_of_sizes_of_random_pairs() {
    Solver solver = new Solver();
    Map<Verdict, Integer> judged = new EnumMap<>(Verdict.class);
    List<String> wrong = new ArrayList<>();
    while (!judged.equals(PAIRS)) {
      Op op = oneOf(Op.values());
      int kernel = from(1, 4);
      int stride = from(1, 3);
      int dilation = oneIn(4) ? 2 : 1;
      DocumentedSide left = side(op, kernel, stride, dilation);
      DocumentedSide right = side(op, kernel, oneIn(8) ? from(1, 3) : stride, dilation);
      Equivalence decided;
      try {
        decided = Equivalence.of(left.chain(), right.chain());
      } catch (Refusal refused) {
        continue;
      }
      Verdict verdict = decided.verdict();
      if (judged.getOrDefault(verdict, 0) < PAIRS.get(verdict)) {
        judged.merge(verdict, 1, Integer::sum);
        String fault = new SizeSetJudge(solver, left, right, decided.axes().get(0)).fault();
        if (!fault.isEmpty()) {
          wrong.add(fault + ": " + left + " and " + right + " " + decided.axes());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void the_solver_finds_one_wrong_size() {
    DocumentedSide left = plain(Style.TORCH, 1);
    DocumentedSide right = plain(Style.KERAS_SAME, 0);
    Equivalence.Axis axis = Equivalence.of(left.chain(), right.chain()).axes().get(0);
    assertThat(new SizeSetJudge(new Solver(), left, right, axis).fault()).isEmpty();
    Equivalence.Axis all =
        new Equivalence.Axis('L', axis.accepted(), axis.accepted(), axis.different(), axis.right());
    assertThat(new SizeSetJudge(new Solver(), left, right, all).fault()).isNotEmpty();
    Equivalence.Axis none =
        new Equivalence.Axis('L', axis.accepted(), axis.different(), axis.equal(), axis.right());
    assertThat(new SizeSetJudge(new Solver(), left, right, none).fault()).isNotEmpty();
  }

  private static DocumentedSide plain(Style style, int ends) {
    return new DocumentedSide(
        Op.CONVOLUTION, style, 3, 2, 1, ends, 0, AxisPadding.NONE, AxisPadding.NONE);
  }

  private DocumentedSide side(Op op, int kernel, int stride, int dilation) {
    Style style = oneOf(Style.values());
    boolean torch = style == Style.TORCH || (style == Style.TORCH_OTHER && op != Op.CONVOLUTION);
    return new DocumentedSide(
        op,
        op == Op.TRANSPOSED && style == Style.TORCH_OTHER ? Style.TORCH : style,
        kernel,
        stride,
        op == Op.MAX && isKeras(style) ? 1 : dilation,
        torch ? from(0, 3) : 0,
        torch && op == Op.TRANSPOSED ? from(0, 2) : 0,
        oneIn(3) ? AxisPadding.of(from(0, 3), from(0, 3)) : AxisPadding.NONE,
        oneIn(3) ? AxisPadding.of(from(0, 2), from(0, 2)) : AxisPadding.NONE);
  }

  /** Keras poolings have no dilation. */
  private static boolean isKeras(Style style) {
    return style == Style.KERAS_VALID || style == Style.KERAS_SAME;
  }

  private boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  private int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
