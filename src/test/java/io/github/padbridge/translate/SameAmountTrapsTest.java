package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.SizePhrase;
import io.github.padbridge.layer.TensorFlowChannels;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The sizes that warnings on TensorFlow layers with SAME name, against windows laid out element by
 * element at every size.
 */
class SameAmountTrapsTest {
  private static final int MOST = 40;
  private static final Set<Integer> ALL =
      IntStream.rangeClosed(1, MOST).boxed().collect(Collectors.toCollection(TreeSet::new));

  private record Axis(int taps, int stride, int dilation) {
    int reach() {
      return (taps - 1) * dilation + 1;
    }

    /** What SAME adds for as many windows as strides begin in the input. */
    int total(int size) {
      int begin = 0;
      while (begin + stride < size) {
        begin += stride;
      }
      return Math.max(begin + reach() - size, 0);
    }

    List<List<Integer>> windows(int size, int before, int after) {
      List<List<Integer>> windows = new ArrayList<>();
      for (int begin = -before; begin + reach() <= size + after; begin += stride) {
        int first = begin;
        windows.add(
            IntStream.range(0, taps)
                .mapToObj(tap -> first + tap * dilation)
                .map(at -> at < 0 || at >= size ? null : at)
                .collect(Collectors.toCollection(ArrayList::new)));
      }
      return windows;
    }

    List<List<Integer>> same(int size) {
      int total = total(size);
      List<List<Integer>> windows = windows(size, total / 2, total - total / 2);
      // A stride may leave elements over that no window reads.
      int count = (size + stride - 1) / stride;
      assertThat(windows.size()).isEqualTo(count);
      return windows;
    }
  }

  private static TensorFlowSpec spec(TensorFlowOp op, Axis axis, Size size) {
    boolean pools = op.isPooling();
    return new TensorFlowSpec(
        op,
        new TensorFlowChannels(Size.of(2), pools ? null : Size.of(2), 1, 1),
        new Windows(List.of(axis.taps), List.of(axis.stride), List.of(axis.dilation)),
        TensorFlowPadding.SAME,
        false,
        false,
        false,
        new Shape(List.of(Size.of(1), size, Size.of(2))),
        List.of());
  }

  private static List<List<Integer>> seen(TensorFlowOp op, List<List<Integer>> windows) {
    return op.isPooling()
        ? windows.stream().map(w -> w.stream().filter(Objects::nonNull).toList()).toList()
        : windows;
  }

  private static boolean isEven(TensorFlowOp op, Axis axis, int size) {
    int most = op.isPooling() ? axis.taps / 2 : axis.reach();
    return IntStream.rangeClosed(0, most)
        .anyMatch(
            both -> seen(op, axis.windows(size, both, both)).equals(seen(op, axis.same(size))));
  }

  private static Optional<String> trap(TensorFlowSpec spec, String part) {
    List<String> traps = Traps.of(spec).stream().filter(trap -> trap.contains(part)).toList();
    assertThat(traps).hasSizeLessThan(2);
    return traps.stream().findFirst();
  }

  private static Set<Integer> named(Optional<String> trap) {
    if (trap.isEmpty()) {
      return Set.of();
    }
    return trap.get().contains("L_in") ? SizePhrase.sizes(trap.get(), MOST) : ALL;
  }

  private static Set<Integer> where(java.util.function.IntPredicate holds) {
    return ALL.stream().filter(holds::test).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void sizesAreNamedAsTheyAre() {
    int uneven = 0;
    int listed = 0;
    for (TensorFlowOp op :
        List.of(TensorFlowOp.CONV1D, TensorFlowOp.MAX_POOL1D, TensorFlowOp.AVG_POOL1D)) {
      for (int taps = 1; taps <= 7; taps++) {
        for (int stride = 1; stride <= 6; stride++) {
          for (int dilation = 1; dilation <= (op.isPooling() || stride > 1 ? 1 : 3); dilation++) {
            Axis axis = new Axis(taps, stride, dilation);
            TensorFlowSpec open = spec(op, axis, Size.unknown("L_in"));
            Set<Integer> needMore = where(size -> !isEven(op, axis, size));
            assertThat(named(trap(open, "equal padding on both sides")))
                .as("%s", open)
                .isEqualTo(needMore);
            for (int size = 1; size <= MOST; size++) {
              assertThat(
                      trap(spec(op, axis, Size.of(size)), "equal padding on both sides")
                          .isPresent())
                  .as("%s %s", open, size)
                  .isEqualTo(needMore.contains(size));
            }
            Set<Integer> padded = where(size -> axis.total(size) > 0);
            String fill =
                op == TensorFlowOp.AVG_POOL1D
                    ? "does not count"
                    : "padding a max pooling with zeros";
            assertThat(named(trap(open, fill)))
                .as("%s", open)
                .isEqualTo(op.isPooling() ? padded : Set.of());
            listed += checkList(open, axis);
            uneven += needMore.isEmpty() ? 0 : 1;
          }
        }
      }
    }
    assertThat(uneven).isEqualTo(102);
    assertThat(listed).isEqualTo(54);
  }

  /** Every amount stands with the sizes that it is padded around. */
  private static int checkList(TensorFlowSpec open, Axis axis) {
    Optional<String> trap = trap(open, "the padding of SAME depends on the input size");
    Set<Integer> totals = new TreeSet<>();
    ALL.forEach(size -> totals.add(axis.total(size)));
    assertThat(trap.isPresent()).as("%s", open).isEqualTo(totals.size() > 1);
    if (trap.isEmpty() || trap.get().contains(": from ")) {
      assertThat(totals.size() == 1 || totals.size() > 3).isTrue();
      return 0;
    }
    String list = trap.get().substring(trap.get().indexOf(": ") + 2);
    Set<Integer> met = new TreeSet<>();
    for (String part : list.split("; (?=\\d+ before and \\d+ after (at|where))", -1)) {
      int before = Integer.parseInt(part.substring(0, part.indexOf(" before")));
      int after = Integer.parseInt(part.replaceAll("^\\d+ before and (\\d+) after .*", "$1"));
      int total = before + after;
      assertThat(before).isEqualTo(total / 2);
      assertThat(SizePhrase.sizes(part, MOST))
          .as("%s: %s", open, trap.get())
          .isEqualTo(where(size -> axis.total(size) == total));
      met.add(total);
    }
    assertThat(met).isEqualTo(totals);
    return 1;
  }
}
