package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** All hypotheses about a port: every combination of choices whose output has the right shape. */
final class Hypotheses {
  private final Subject subject;
  private final List<Choice<Output>> outputs;
  private final List<Choice<View>> inputs;
  private final List<Choice<Optional<Kernel>>> kernels;
  private final List<AxisWindow> layer;

  Hypotheses(Subject subject) {
    this.subject = subject;
    this.outputs = OutputChoices.of(subject);
    this.inputs = InputChoices.of(subject);
    this.kernels = kernels(subject);
    this.layer =
        IntStream.range(0, subject.rank())
            .mapToObj(
                axis ->
                    AxisVariants.own(
                        subject.axes().get(axis), subject.family(), subject.x().size(axis + 2)))
            .toList();
  }

  private static List<Choice<Optional<Kernel>>> kernels(Subject subject) {
    Kernel own = subject.kernel();
    if (own == null) {
      return List.of(Choice.own(Optional.empty()));
    }
    String letters = Layout.of("OI", subject.rank(), "").axes();
    List<Choice<Optional<Kernel>>> all = new ArrayList<>();
    KernelChoices.of(own, letters, subject.groups())
        .forEach(choice -> all.add(new Choice<>(Optional.of(choice.value()), choice.changes())));
    return all;
  }

  /** Those with this number of changes. */
  void forEach(int changes, Consumer<Hypothesis> action) {
    for (Choice<Output> y : outputs) {
      for (Choice<View> x : inputs) {
        for (Choice<Optional<Kernel>> kernel : kernels) {
          int left = changes - y.changes().size() - x.changes().size() - kernel.changes().size();
          if (left >= 0 && channelsFit(x.value(), kernel.value(), y.value())) {
            forEach(new Tensors(x, kernel, y), left, action);
          }
        }
      }
    }
  }

  /** A choice of all tensors. */
  private record Tensors(Choice<View> x, Choice<Optional<Kernel>> kernel, Choice<Output> y) {}

  private static boolean channelsFit(View x, Optional<Kernel> kernel, Output output) {
    int out = kernel.map(one -> one.weight().size(0)).orElse(x.size(1));
    // An axis is reordered once.
    boolean isBiasFree =
        output.biasOrder() == null
            || kernel.filter(one -> one.bias() != null && one.hasOwnBias()).isPresent();
    return isBiasFree && x.size(0) == output.y().size(0) && out == output.y().size(1);
  }

  private void forEach(Tensors tensors, int left, Consumer<Hypothesis> action) {
    boolean hasBias = tensors.kernel().value().map(Kernel::bias).isPresent();
    boolean isTransposed = subject.isTransposed();
    for (Choice<List<AxisWindow>> axes : axes(tensors, left)) {
      boolean isExtended =
          isTransposed && axes.value().stream().anyMatch(axis -> !axis.isInFullResult());
      for (Choice<Beyond> beyond : BeyondChoices.of(subject.beyond(), axes.value(), isTransposed)) {
        for (Choice<Optional<Divisor>> divisor :
            DivisorChoices.of(subject.divisor(), layer, axes.value(), beyond.value())) {
          for (Choice<BiasUse> bias : BiasChoices.of(hasBias, isExtended)) {
            List<Change> changes = new ArrayList<>(axes.changes());
            changes.addAll(beyond.changes());
            changes.addAll(divisor.changes());
            changes.addAll(bias.changes());
            if (changes.size() == left) {
              action.accept(hypothesis(tensors, axes, beyond, divisor, bias, changes));
            }
          }
        }
      }
    }
  }

  private List<Choice<List<AxisWindow>>> axes(Tensors tensors, int most) {
    View x = tensors.x().value();
    View y = tensors.y().value().y();
    int[] sizes = subject.kernelSizes(tensors.kernel().value().orElse(null));
    List<List<AxisVariant>> variants =
        IntStream.range(0, subject.rank())
            .mapToObj(
                axis ->
                    AxisVariants.of(
                        subject.axes().get(axis),
                        subject.family(),
                        sizes[axis],
                        x.size(axis + 2),
                        y.size(axis + 2),
                        most))
            .toList();
    return AxisChoices.of(variants, subject.letters().substring(2), most);
  }

  private Hypothesis hypothesis(
      Tensors tensors,
      Choice<List<AxisWindow>> axes,
      Choice<Beyond> beyond,
      Choice<Optional<Divisor>> divisor,
      Choice<BiasUse> bias,
      List<Change> changes) {
    int[] order = tensors.y().value().biasOrder();
    Kernel given = tensors.kernel().value().orElse(null);
    Kernel used = order == null || given == null ? given : given.withBiasIn(order);
    List<Change> all = new ArrayList<>(changes);
    all.addAll(tensors.x().changes());
    all.addAll(tensors.kernel().changes());
    all.addAll(tensors.y().changes());
    return new Hypothesis(
        tensors.x().value(),
        used == null ? null : used.weight(),
        used == null ? null : used.bias(),
        subject.groups(),
        axes.value(),
        beyond.value(),
        subject.isReversed(),
        divisor.value().orElse(null),
        bias.value(),
        tensors.y().value().y(),
        all);
  }
}
