package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.SizePhrase;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The sizes that warnings and strategies name, against the windows of PyTorch and of SAME laid out
 * element by element at every size.
 */
class SameSizesTest {
  private static final int MOST = 40;

  private enum Outcome {
    SHAPE,
    NUMBERS,
    EQUAL
  }

  /** The numbers of the axis that is tried; further axes have one element. */
  private record Axis(int taps, int stride, int padding, int dilation, int outputPadding) {
    int reach() {
      return (taps - 1) * dilation + 1;
    }

    /** What element each tap of each window meets; null for padding. */
    List<List<Integer>> windows(int size, int start, int count) {
      List<List<Integer>> windows = new ArrayList<>();
      for (int window = 0; window < count; window++) {
        List<Integer> met = new ArrayList<>();
        for (int tap = 0; tap < taps; tap++) {
          int at = start + window * stride + tap * dilation;
          met.add(at < 0 || at >= size ? null : at);
        }
        windows.add(met);
      }
      return windows;
    }

    /** As many windows as fit, one after the other. */
    int fitting(int length) {
      int count = 0;
      while (count * stride + reach() <= length) {
        count++;
      }
      return count;
    }

    int sameCount(int size) {
      int count = 0;
      while (count * stride < size) {
        count++;
      }
      return count;
    }

    /** What SAME lacks; negative where a stride leaves elements over. */
    int lacking(int size) {
      return (sameCount(size) - 1) * stride + reach() - size;
    }

    int sameStart(int size) {
      return -Math.max(lacking(size), 0) / 2;
    }
  }

  private static List<Axis> axes(int mostTaps, int mostPadding, int mostDilation) {
    List<Axis> axes = new ArrayList<>();
    for (int taps = 1; taps <= mostTaps; taps++) {
      for (int stride = 1; stride <= 5; stride++) {
        for (int padding = 0; padding <= mostPadding; padding++) {
          for (int dilation = 1; dilation <= mostDilation; dilation++) {
            axes.add(new Axis(taps, stride, padding, dilation, 0));
          }
        }
      }
    }
    return axes;
  }

  private static <T> List<T> first(int rank, T first, T others) {
    return IntStream.range(0, rank).mapToObj(axis -> axis == 0 ? first : others).toList();
  }

  private static Shape shape(int rank, Size first) {
    List<Size> sizes = new ArrayList<>(List.of(Size.of(1), Size.of(1)));
    sizes.addAll(first(rank, first, Size.of(1)));
    return new Shape(sizes);
  }

  private static Size open(int rank) {
    return Size.unknown(rank == 1 ? "L_in" : "D_in");
  }

  private static ConvSpec convolution(ConvOp op, Axis axis) {
    int rank = op.spatialRank();
    return new ConvSpec(
        op,
        Channels.of(1, 1, 1),
        new Windows(
            first(rank, axis.taps, 1), first(rank, axis.stride, 1), first(rank, axis.dilation, 1)),
        new Padding.Explicit(first(rank, axis.padding, 0)),
        first(rank, axis.outputPadding, 0),
        false,
        PaddingMode.ZEROS,
        false,
        shape(rank, open(rank)));
  }

  private static PoolSpec pooling(PoolOp op, Axis axis, boolean ceilMode, boolean counts) {
    int rank = op.spatialRank();
    return new PoolSpec(
        op,
        new Windows(
            first(rank, axis.taps, 1), first(rank, axis.stride, 1), first(rank, axis.dilation, 1)),
        first(rank, axis.padding, 0),
        ceilMode,
        counts,
        null,
        false,
        shape(rank, open(rank)));
  }

  private static Optional<Layer> at(Layer layer, int size) {
    try {
      return Optional.of(layer.withInputShape(shape(layer.spatialRank(), Size.of(size))));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private interface Judge {
    Outcome of(int size);
  }

  private static Outcome outcome(Object torch, Object same, boolean sameShape) {
    return !sameShape ? Outcome.SHAPE : torch.equals(same) ? Outcome.EQUAL : Outcome.NUMBERS;
  }

  private static Outcome ofConvolution(Axis axis, int size) {
    int count = axis.fitting(size + 2 * axis.padding);
    return outcome(
        axis.windows(size, -axis.padding, count),
        axis.windows(size, axis.sameStart(size), count),
        count == axis.sameCount(size));
  }

  /** Which product of an element and a tap falls on which output. */
  private static Set<List<Integer>> products(Axis axis, int size, int cut, int out) {
    Set<List<Integer>> products = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (int element = 0; element < size; element++) {
      for (int tap = 0; tap < axis.taps; tap++) {
        int at = element * axis.stride + tap * axis.dilation - cut;
        if (at >= 0 && at < out) {
          products.add(List.of(at, element, tap));
        }
      }
    }
    return products;
  }

  /** SAME is what brings a forward convolution with SAME back from that output. */
  private static Outcome ofTransposed(Axis axis, int size) {
    int out = (size - 1) * axis.stride + axis.reach() - 2 * axis.padding + axis.outputPadding;
    return outcome(
        products(axis, size, axis.padding, out),
        products(axis, size, -axis.sameStart(out), out),
        axis.sameCount(out) == size);
  }

  private static int windowsOfPooling(Axis axis, int size, boolean ceilMode) {
    int count = axis.fitting(size + 2 * axis.padding);
    boolean isLeft = (count - 1) * axis.stride + axis.reach() < size + 2 * axis.padding;
    boolean beginsInside = count * axis.stride < size + axis.padding;
    return count + (ceilMode && isLeft && beginsInside ? 1 : 0);
  }

  /** The elements of each window, and what an average is divided by. */
  private static List<List<Integer>> sums(List<List<Integer>> windows) {
    List<List<Integer>> sums = new ArrayList<>();
    for (List<Integer> window : windows) {
      List<Integer> sum = new ArrayList<>(window);
      sum.removeIf(at -> at == null);
      sums.add(sum);
    }
    return sums;
  }

  private static List<Integer> divisors(PoolSpec spec, Axis axis, int size, int start, int count) {
    List<Integer> divisors = new ArrayList<>();
    for (int window = 0; window < count; window++) {
      int divisor = 0;
      for (int tap = 0; tap < axis.taps; tap++) {
        int at = start + window * axis.stride + tap;
        boolean isCounted =
            spec.countIncludePad()
                ? at >= -axis.padding && at < size + axis.padding
                : at >= 0 && at < size;
        divisor += isCounted ? 1 : 0;
      }
      divisors.add(divisor);
    }
    return divisors;
  }

  private static Outcome ofPooling(PoolSpec spec, Axis axis, int size) {
    int count = windowsOfPooling(axis, size, spec.ceilMode());
    List<List<Integer>> torch = sums(axis.windows(size, -axis.padding, count));
    List<List<Integer>> same = sums(axis.windows(size, axis.sameStart(size), count));
    boolean alike = torch.equals(same);
    if (!spec.op().isMax()) {
      List<Integer> real = same.stream().map(List::size).toList();
      alike &= divisors(spec, axis, size, -axis.padding, count).equals(real);
    }
    return outcome(alike, true, count == axis.sameCount(size));
  }

  private final Map<String, Integer> counted = new TreeMap<>();

  private void count(String what, int cases) {
    counted.merge(what, cases, Integer::sum);
  }

  private static Optional<String> trap(Layer layer, String part) {
    List<String> traps = Traps.of(layer).stream().filter(trap -> trap.contains(part)).toList();
    assertThat(traps).hasSizeLessThan(2);
    return traps.stream().findFirst();
  }

  private static Set<Integer> taken(Layer layer) {
    return IntStream.rangeClosed(1, MOST)
        .filter(size -> at(layer, size).isPresent())
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> named(Optional<String> sentence, Set<Integer> taken) {
    Set<Integer> named = new TreeSet<>(taken);
    if (sentence.isEmpty()) {
      named.clear();
    } else if (!sentence.get().contains("at every size")) {
      named.retainAll(SizePhrase.sizes(sentence.get(), MOST));
    }
    return named;
  }

  /**
   * What is said of an open size names the sizes at which it is true; what is said here is true.
   */
  private void check(Layer open, Judge judge) {
    Set<Integer> taken = taken(open);
    Map<Outcome, Set<Integer>> by =
        taken.stream()
            .collect(Collectors.groupingBy(judge::of, Collectors.toCollection(TreeSet::new)));
    Set<Integer> numbers = by.getOrDefault(Outcome.NUMBERS, Set.of());
    Set<Integer> equal = by.getOrDefault(Outcome.EQUAL, Set.of());
    assertThat(named(trap(open, "padding=\"SAME\""), taken)).as("%s", open).isEqualTo(numbers);
    checkStrategy(open, taken, equal);
    for (int size : taken) {
      Layer here = at(open, size).orElseThrow();
      Optional<String> trap = trap(here, "padding=\"SAME\"");
      assertThat(trap.isPresent()).as("%s", here).isEqualTo(numbers.contains(size));
      assertThat(claims(here)).as("%s", here).isEqualTo(equal.contains(size));
    }
    count("layers", 1);
    count("some sizes", equal.isEmpty() || equal.equals(taken) ? 0 : 1);
    count("numbers", numbers.isEmpty() ? 0 : 1);
  }

  private static boolean claims(Layer layer) {
    return Alternative.of(Strategy.SAME, layer, Targets.usual(layer), Runtime.PORTABLE).holds();
  }

  private static void checkStrategy(Layer open, Set<Integer> taken, Set<Integer> equal) {
    Alternative same = Alternative.of(Strategy.SAME, open, Targets.usual(open), Runtime.PORTABLE);
    assertThat(same.holds()).as("%s", open).isEqualTo(equal.equals(taken));
    String reason = same.holds() ? "" : same.reason();
    if (reason.contains("works only")) {
      assertThat(named(Optional.of(reason), taken)).as("%s", open).isEqualTo(equal);
    } else if (!same.holds()) {
      assertThat(equal).as("%s: %s", open, reason).isEmpty();
    }
  }

  @Test
  void convolutions() {
    for (Axis axis : axes(5, 4, 4)) {
      check(convolution(ConvOp.CONV1D, axis), size -> ofConvolution(axis, size));
    }
    assertThat(counted).isEqualTo(Map.of("layers", 500, "some sizes", 102, "numbers", 120));
  }

  @Test
  void transposedConvolutions() {
    for (Axis plain : axes(4, 3, 4)) {
      for (int outputPadding = 0; outputPadding < 3; outputPadding++) {
        Axis axis =
            new Axis(plain.taps, plain.stride, plain.padding, plain.dilation, outputPadding);
        if (outputPadding < Math.max(axis.stride, axis.dilation)) {
          check(convolution(ConvOp.CONV_TRANSPOSE1D, axis), size -> ofTransposed(axis, size));
        }
      }
    }
    assertThat(counted).isEqualTo(Map.of("layers", 880, "some sizes", 14, "numbers", 121));
  }

  @Test
  void poolings() {
    for (PoolOp op : List.of(PoolOp.MAX_POOL1D, PoolOp.AVG_POOL1D)) {
      for (Axis axis : axes(6, 3, 1)) {
        if (axis.padding > axis.taps / 2) {
          continue;
        }
        for (boolean ceilMode : new boolean[] {false, true}) {
          for (boolean counts : new boolean[] {false, true}) {
            PoolSpec spec = pooling(op, axis, ceilMode, counts || op.isMax());
            check(spec, size -> ofPooling(spec, axis, size));
            checkPooling(spec, axis);
          }
        }
      }
    }
    assertThat(counted).isEqualTo(Map.of("layers", 600, "some sizes", 277, "numbers", 269));
  }

  /** What else is said of poolings. */
  private void checkPooling(PoolSpec open, Axis axis) {
    Set<Integer> taken = taken(open);
    Set<Integer> longer = new TreeSet<>();
    Set<Integer> equal = new TreeSet<>();
    for (int size : taken) {
      boolean isLonger =
          windowsOfPooling(axis, size, open.ceilMode()) > windowsOfPooling(axis, size, false);
      Layer here = at(open, size).orElseThrow();
      assertThat(trap(here, "the window that ceil_mode adds here").isPresent()).isEqualTo(isLonger);
      if (isLonger) {
        longer.add(size);
      }
      if (ofPooling(open, axis, size) == Outcome.EQUAL) {
        equal.add(size);
      }
      Optional<String> zeros = trap(here, "with zeros ");
      if (open.op().isMax()) {
        assertThat(zeros.isPresent()).as("%s", here).isEqualTo(axis.padding > 0 || isLonger);
        assertThat(zeros.orElse("").contains("SAME"))
            .as("%s", here)
            .isEqualTo(zeros.isPresent() && equal.contains(size));
      }
    }
    assertThat(named(trap(open, "the window that ceil_mode adds"), taken))
        .as("%s", open)
        .isEqualTo(longer);
    String zeros = open.op().isMax() ? trap(open, "with zeros ").orElse("") : "";
    if (zeros.contains("SAME is right")) {
      assertThat(named(Optional.of(zeros.replaceAll(".*SAME is right", "")), taken))
          .isEqualTo(equal);
    } else if (zeros.contains("SAME")) {
      assertThat(equal).isEqualTo(taken);
    } else if (!zeros.isEmpty()) {
      assertThat(equal).as("%s", open).isEmpty();
    }
  }

  @Test
  void windowsOfNothingButPadding() {
    int said = 0;
    for (Axis axis : axes(4, 2, 9)) {
      if (axis.padding > axis.taps / 2) {
        continue;
      }
      for (boolean ceilMode : new boolean[] {false, true}) {
        PoolSpec open = pooling(PoolOp.MAX_POOL1D, axis, ceilMode, true);
        Set<Integer> taken = taken(open);
        Set<Integer> empty = new TreeSet<>();
        for (int size : taken) {
          int count = windowsOfPooling(axis, size, ceilMode);
          if (sums(axis.windows(size, -axis.padding, count)).contains(List.of())) {
            empty.add(size);
          }
          assertThat(trap(at(open, size).orElseThrow(), "holds only padding").isPresent())
              .isEqualTo(empty.contains(size));
        }
        assertThat(named(trap(open, "holds only padding"), taken)).as("%s", open).isEqualTo(empty);
        said += empty.isEmpty() ? 0 : 1;
      }
    }
    assertThat(said).isEqualTo(87);
  }

  @Test
  void lateStartsOfThreeAxes() {
    int said = 0;
    for (Axis axis : axes(3, 2, 1)) {
      List<Layer> layers = new ArrayList<>(List.of(convolution(ConvOp.CONV3D, axis)));
      if (axis.padding <= axis.taps / 2) {
        layers.add(pooling(PoolOp.MAX_POOL3D, axis, false, true));
      }
      for (Layer open : layers) {
        Set<Integer> taken = taken(open);
        Set<Integer> late = new TreeSet<>();
        for (int size : taken) {
          boolean sameShape = axis.fitting(size + 2 * axis.padding) == axis.sameCount(size);
          if (sameShape && axis.lacking(size) <= -2) {
            late.add(size);
          }
        }
        assertThat(named(trap(open, "skips elements at the start"), taken))
            .as("%s", open)
            .isEqualTo(late);
        said += late.isEmpty() ? 0 : 1;
      }
    }
    assertThat(said).isEqualTo(17);
  }

  /** Axes that share a trap share a sentence; where one of them has another shape there is none. */
  @Test
  void severalAxes() {
    SplittableRandom random = new SplittableRandom(77);
    int shared = 0;
    int apart = 0;
    for (int i = 0; i < 3000; i++) {
      List<Axis> axes = new ArrayList<>();
      for (int axis = 0; axis < 2; axis++) {
        boolean isLikeFirst = axis == 1 && random.nextBoolean();
        int taps = 1 + random.nextInt(4);
        axes.add(
            isLikeFirst
                ? axes.get(0)
                : new Axis(taps, 1 + random.nextInt(3), random.nextInt(taps / 2 + 1), 1, 0));
      }
      boolean pools = random.nextBoolean();
      Optional<Layer> layer = layer(axes, pools, random);
      if (layer.isEmpty()) {
        continue;
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (int axis = 0; axis < 2; axis++) {
        int size = layer.get().inputSize(axis).intValue();
        Axis numbers = axes.get(axis);
        PoolSpec alone = pools ? pooling(PoolOp.MAX_POOL1D, numbers, false, true) : null;
        outcomes.add(
            alone == null ? ofConvolution(numbers, size) : ofPooling(alone, numbers, size));
      }
      Set<Character> wrong = new TreeSet<>();
      for (int axis = 0; axis < 2 && !outcomes.contains(Outcome.SHAPE); axis++) {
        if (outcomes.get(axis) == Outcome.NUMBERS) {
          wrong.add("HW".charAt(axis));
        }
      }
      Set<Character> named = new TreeSet<>();
      for (String trap : Traps.of(layer.get())) {
        if (trap.contains("padding=\"SAME\"")) {
          Matcher axesNamed = Pattern.compile("(?:axis|axes) ([HW])(?: and ([HW]))?").matcher(trap);
          assertThat(axesNamed.find()).isTrue();
          named.add(axesNamed.group(1).charAt(0));
          if (axesNamed.group(2) != null) {
            named.add(axesNamed.group(2).charAt(0));
            shared++;
          }
        }
      }
      assertThat(named).as("%s", layer.get()).isEqualTo(wrong);
      apart += wrong.size() == 1 ? 1 : 0;
    }
    assertThat(shared).isGreaterThan(100);
    assertThat(apart).isGreaterThan(100);
  }

  private static Optional<Layer> layer(List<Axis> axes, boolean pools, SplittableRandom random) {
    List<Integer> taps = axes.stream().map(Axis::taps).toList();
    List<Integer> strides = axes.stream().map(Axis::stride).toList();
    List<Integer> padding = axes.stream().map(Axis::padding).toList();
    List<Integer> ones = List.of(1, 1);
    Shape shape = Shape.of(1, 1, 1 + random.nextInt(9), 1 + random.nextInt(9));
    try {
      return Optional.of(
          pools
              ? new PoolSpec(
                  PoolOp.MAX_POOL2D,
                  new Windows(taps, strides, ones),
                  padding,
                  false,
                  true,
                  null,
                  false,
                  shape)
              : new ConvSpec(
                  ConvOp.CONV2D,
                  Channels.of(1, 1, 1),
                  new Windows(taps, strides, ones),
                  new Padding.Explicit(padding),
                  List.of(0, 0),
                  false,
                  PaddingMode.ZEROS,
                  false,
                  shape));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
