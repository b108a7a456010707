package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tries hypotheses, those with the fewest changes first. */
final class Search {
  /** More changes are not combined. */
  static final int MOST_CHANGES = 2;

  /** The elements at which every hypothesis is evaluated first. */
  private static final int FIRST = 24;

  /** The elements at which hypotheses are compared with each other. */
  private static final int TO_COMPARE = 200;

  /** More work than this is not done for one hypothesis: it is checked on a sample. */
  private static final long MOST_WORK = 2_000_000_000;

  /** More findings say nothing. */
  private static final int MOST_FINDINGS = 8;

  private final Subject subject;
  private final Tolerance tolerance;
  private final List<Choice<Output>> outputs;
  private final List<Choice<View>> inputs;
  private final List<Choice<@Nullable Kernel>> kernels;
  private final Map<List<Integer>, List<int[]>> samples = new HashMap<>();

  Search(Subject subject, Tolerance tolerance) {
    this.subject = subject;
    this.tolerance = tolerance;
    this.outputs = outputs(subject);
    this.inputs = InputChoices.of(subject.x(), subject.letters(), subject.groups());
    this.kernels = kernels(subject);
  }

  Diagnosis run() {
    for (int changes = 0; changes <= MOST_CHANGES; changes++) {
      List<Finding> findings = new ArrayList<>();
      forEach(changes, hypothesis -> check(hypothesis, findings));
      if (!findings.isEmpty()) {
        return diagnosis(findings, null);
      }
    }
    return diagnosis(List.of(), nearest());
  }

  private Diagnosis diagnosis(List<Finding> findings, @Nullable Nearest nearest) {
    return new Diagnosis(
        subject.layer(),
        Shape.of(subject.given().shape()),
        tolerance,
        findings,
        nearest,
        checked());
  }

  private void check(Hypothesis hypothesis, List<Finding> findings) {
    if (findings.size() >= MOST_FINDINGS || !fits(hypothesis)) {
      return;
    }
    double difference = largestDifference(hypothesis);
    if (difference >= 0) {
      findings.add(new Finding(hypothesis.changes(), difference));
    }
  }

  /** Whether a hypothesis fits at the first elements. */
  private boolean fits(Hypothesis hypothesis) {
    Evaluation evaluation = new Evaluation(hypothesis);
    for (int[] index : sample(hypothesis.outputShape(), FIRST)) {
      if (!tolerance.accepts(evaluation.at(index), hypothesis.y().get(index))) {
        return false;
      }
    }
    return true;
  }

  private List<int[]> sample(int[] shape, int count) {
    List<Integer> key = new ArrayList<>(Arrays.stream(shape).boxed().toList());
    key.add(count);
    return samples.computeIfAbsent(key, missing -> Positions.some(shape, count));
  }

  /** The largest difference; negative where the hypothesis does not fit. */
  private double largestDifference(Hypothesis hypothesis) {
    Evaluation evaluation = new Evaluation(hypothesis);
    double largest = 0;
    for (int[] index : positions(hypothesis)) {
      Element element = evaluation.at(index);
      double given = hypothesis.y().get(index);
      if (!tolerance.accepts(element, given)) {
        return -1;
      }
      if (element.value() != given) {
        largest = Math.max(largest, Math.abs(element.value() - given));
      }
    }
    return largest;
  }

  private List<int[]> positions(Hypothesis hypothesis) {
    int[] shape = hypothesis.outputShape();
    long most = MOST_WORK / hypothesis.workOfOne();
    return Positions.count(shape) <= most
        ? Positions.all(shape)
        : Positions.some(shape, Math.toIntExact(most));
  }

  /** How many elements a hypothesis with the windows of the layer is checked at. */
  private long checked() {
    long work = subject.kernel() == null ? 1 : subject.kernel().weight().size(1);
    for (int size : subject.kernelSizes(subject.kernel())) {
      work *= size;
    }
    return Math.min(subject.given().data().length, MOST_WORK / work);
  }

  private @Nullable Nearest nearest() {
    List<Hypothesis> candidates = new ArrayList<>();
    forEach(0, candidates::add);
    forEach(1, candidates::add);
    Hypothesis best = null;
    long most = -1;
    for (Hypothesis candidate : candidates) {
      Evaluation evaluation = new Evaluation(candidate);
      long fitting =
          sample(candidate.outputShape(), TO_COMPARE).stream()
              .filter(
                  index -> tolerance.accepts(evaluation.at(index), candidate.y().get(index)))
              .count();
      if (fitting > most) {
        best = candidate;
        most = fitting;
      }
    }
    return best == null ? null : nearest(best);
  }

  private Nearest nearest(Hypothesis best) {
    Evaluation evaluation = new Evaluation(best);
    long fitting = 0;
    int[] first = null;
    List<int[]> positions = positions(best);
    for (int[] index : positions) {
      if (tolerance.accepts(evaluation.at(index), best.y().get(index))) {
        fitting++;
      } else if (first == null) {
        first = index;
      }
    }
    int[] at = first == null ? positions.get(0) : first;
    return new Nearest(
        best.changes(),
        fitting,
        positions.size(),
        Nearest.index(at),
        evaluation.at(at).value(),
        best.y().get(at));
  }

  /** Every hypothesis with this number of changes whose output has the right shape. */
  private void forEach(int changes, Consumer<Hypothesis> action) {
    for (Choice<Output> y : outputs) {
      for (Choice<View> x : inputs) {
        for (Choice<@Nullable Kernel> kernel : kernels) {
          int left = changes - y.changes().size() - x.changes().size() - kernel.changes().size();
          if (left >= 0 && channelsFit(x.value(), kernel.value(), y.value())) {
            forEach(x, kernel, y, left, action);
          }
        }
      }
    }
  }

  private static boolean channelsFit(View x, @Nullable Kernel kernel, Output output) {
    int out = kernel == null ? x.size(1) : kernel.weight().size(0);
    boolean oneOrder =
        output.biasOrder() == null || (kernel != null && kernel.bias() != null && kernel.hasOwnBias());
    return oneOrder && x.size(0) == output.y().size(0) && out == output.y().size(1);
  }

  private void forEach(
      Choice<View> x,
      Choice<@Nullable Kernel> kernel,
      Choice<Output> y,
      int left,
      Consumer<Hypothesis> action) {
    for (Choice<List<AxisWindow>> axes : axes(x.value(), kernel.value(), y.value().y(), left)) {
      for (Choice<Beyond> beyond : beyond(axes.value())) {
        for (Choice<@Nullable Divisor> divisor : divisors()) {
          for (Choice<BiasUse> bias : biases(kernel.value())) {
            List<Change> all = new ArrayList<>(axes.changes());
            all.addAll(beyond.changes());
            all.addAll(divisor.changes());
            all.addAll(bias.changes());
            if (all.size() == left) {
              all.addAll(x.changes());
              all.addAll(kernel.changes());
              all.addAll(y.changes());
              action.accept(
                  hypothesis(x, kernel, y, axes, beyond, divisor, bias, all));
            }
          }
        }
      }
    }
  }

  private Hypothesis hypothesis(
      Choice<View> x,
      Choice<@Nullable Kernel> kernel,
      Choice<Output> y,
      Choice<List<AxisWindow>> axes,
      Choice<Beyond> beyond,
      Choice<@Nullable Divisor> divisor,
      Choice<BiasUse> bias,
      List<Change> changes) {
    int[] order = y.value().biasOrder();
    Kernel given = kernel.value();
    Kernel used = order == null || given == null ? given : given.withBiasIn(order);
    return new Hypothesis(
        x.value(),
        used == null ? null : used.weight(),
        used == null ? null : used.bias(),
        subject.groups(),
        axes.value(),
        beyond.value(),
        subject.isReversed(),
        divisor.value(),
        bias.value(),
        y.value().y(),
        changes);
  }

  private static List<Choice<Output>> outputs(Subject subject) {
    List<Choice<Output>> all = new ArrayList<>();
    View y = subject.y();
    if (y != null) {
      all.addAll(OutputChoices.of(y, subject.letters(), subject.groups()));
    }
    subject.yInOwnShape().ifPresent(view -> all.add(OutputChoices.ofAnotherShape(view, subject.given().shape())));
    return all;
  }

  private static List<Choice<@Nullable Kernel>> kernels(Subject subject) {
    Kernel own = subject.kernel();
    if (own == null) {
      return List.of(Choice.own(null));
    }
    String letters = Layout.of("OI", subject.rank(), "").axes();
    List<Choice<@Nullable Kernel>> all = new ArrayList<>();
    KernelChoices.of(own, letters, subject.groups())
        .forEach(choice -> all.add(new Choice<>(choice.value(), choice.changes())));
    return all;
  }

  private List<Choice<List<AxisWindow>>> axes(
      View x, @Nullable Kernel kernel, View y, int most) {
    int[] sizes = subject.kernelSizes(kernel);
    List<List<AxisVariant>> variants =
        IntStream.range(0, subject.rank())
            .mapToObj(
                axis ->
                    AxisVariants.of(
                        subject.axes().get(axis),
                        subject.isTransposed(),
                        kernel == null,
                        sizes[axis],
                        x.size(axis + 2),
                        y.size(axis + 2),
                        most))
            .toList();
    return AxisChoices.of(variants, subject.letters().substring(2), most);
  }

  private List<Choice<Beyond>> beyond(List<AxisWindow> axes) {
    Beyond own = subject.beyond();
    List<Choice<Beyond>> all = new ArrayList<>();
    all.add(Choice.own(own));
    boolean isPadded = axes.stream().anyMatch(axis -> axis.low() > 0 || axis.high() > 0);
    if (!isPadded || subject.isTransposed()) {
      return all;
    }
    for (Beyond other : Beyond.values()) {
      if (other != own && other != Beyond.NOTHING) {
        all.add(
            Choice.changed(
                other, Kind.PADDING_MODE, "the padding is " + other.words() + ", not " + own.words()));
      }
    }
    return all;
  }

  private List<Choice<@Nullable Divisor>> divisors() {
    Divisor own = subject.divisor();
    List<Choice<@Nullable Divisor>> all = new ArrayList<>();
    all.add(Choice.own(own));
    if (own == null) {
      return all;
    }
    add(all, own, new Divisor.Elements(), "the average does not count the padding");
    add(all, own, new Divisor.Padded(), "the average counts the padding");
    add(all, own, new Divisor.Whole(), "the average divides by the size of the window everywhere");
    add(all, own, new Divisor.Constant(1), "the window is added up and not divided");
    return all;
  }

  private static void add(
      List<Choice<@Nullable Divisor>> all, Divisor own, Divisor other, String message) {
    if (!own.equals(other)) {
      all.add(Choice.changed(other, Kind.DIVISOR, message));
    }
  }

  private List<Choice<BiasUse>> biases(@Nullable Kernel kernel) {
    List<Choice<BiasUse>> all = new ArrayList<>();
    all.add(Choice.own(BiasUse.ONCE));
    if (kernel != null && kernel.bias() != null) {
      all.add(Choice.changed(BiasUse.NEVER, Kind.BIAS_MISSING, "the bias is missing"));
      all.add(Choice.changed(BiasUse.TWICE, Kind.BIAS_TWICE, "the bias is added twice"));
      if (subject.isTransposed()) {
        all.add(
            Choice.changed(
                BiasUse.EARLY,
                Kind.BIAS_EARLY,
                "the bias is added before the output is extended with zeros"));
      }
    }
    return all;
  }
}
