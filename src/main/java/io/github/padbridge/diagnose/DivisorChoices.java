package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Divisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The divisors that an average pooling may have. */
final class DivisorChoices {
  private final List<AxisWindow> axes;
  private final List<List<List<Integer>>> known = new ArrayList<>();
  private final List<Choice<Optional<Divisor>>> choices = new ArrayList<>();

  private DivisorChoices(List<AxisWindow> axes) {
    this.axes = axes;
  }

  /**
   * @param own null for a layer without an average
   * @param layer its windows
   * @param axes those of the port
   * @param beyond the padding of the port: what is not zeros is averaged like data
   */
  static List<Choice<Optional<Divisor>>> of(
      @Nullable Divisor own, List<AxisWindow> layer, List<AxisWindow> axes, Beyond beyond) {
    DivisorChoices all = new DivisorChoices(axes);
    if (own == null) {
      return List.of(Choice.own(Optional.empty()));
    }
    all.add(Choice.own(own));
    // Without padding, the layer does not tell these apart.
    for (Divisor divisor : List.of(new Divisor.Elements(), new Divisor.Whole())) {
      if (counts(divisor, layer).equals(counts(own, layer))) {
        all.add(Choice.own(divisor));
      }
    }
    if (beyond != Beyond.ZEROS && !(own instanceof Divisor.Constant)) {
      all.add(Choice.own(new Divisor.Padded()));
    }
    all.add(changed(new Divisor.Elements(), "the average does not count the padding"));
    all.add(changed(new Divisor.Padded(), "the average counts the padding"));
    all.add(
        changed(new Divisor.Whole(), "the average divides by the size of the window everywhere"));
    all.add(changed(new Divisor.Constant(1), "the window is added up and not divided"));
    return all.choices;
  }

  private static Choice<Divisor> changed(Divisor divisor, String message) {
    return Choice.changed(divisor, Kind.DIVISOR, message);
  }

  /** Adds a divisor, unless it gives the numbers of a known one. */
  private void add(Choice<Divisor> choice) {
    List<List<Integer>> numbers = counts(choice.value(), axes);
    if (!known.contains(numbers)) {
      known.add(numbers);
      choices.add(new Choice<>(Optional.of(choice.value()), choice.changes()));
    }
  }

  /** What it counts along each axis, output by output. */
  private static List<List<Integer>> counts(Divisor divisor, List<AxisWindow> axes) {
    if (divisor instanceof Divisor.Constant constant) {
      return List.of(List.of(constant.value()));
    }
    return axes.stream()
        .map(
            axis ->
                IntStream.range(0, axis.out())
                    .mapToObj(output -> axis.counted(output, divisor))
                    .toList())
        .toList();
  }
}
