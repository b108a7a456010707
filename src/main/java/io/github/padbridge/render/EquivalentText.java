package io.github.padbridge.render;

import io.github.padbridge.plan.Call;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Term;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan in one line, for porting by hand: the steps with the arguments that matter, without
 * transposes.
 */
public final class EquivalentText {
  private static final Set<String> PER_AXIS =
      Set.of("strides", "dilations", "window_strides", "lhs_dilation", "rhs_dilation");

  private EquivalentText() {}

  /** The line. */
  public static String of(Plan plan) {
    return plan.steps().stream()
        .map(Plan.Traced::step)
        .filter(step -> !(step instanceof Transpose))
        .map(step -> of(step, plan))
        .collect(Collectors.joining(" -> "));
  }

  private static String of(Step step, Plan plan) {
    if (step instanceof AddBias) {
      return "add bias";
    }
    Call call = plan.target().call(step);
    String terms =
        call.terms().stream()
            .filter(term -> !isUsual(term))
            .map(term -> term.name() + "=" + value(term))
            .collect(Collectors.joining(", ", "(", ")"));
    String on = step.on() == Operand.WEIGHT ? " weight" : "";
    return call.op() + on + (terms.equals("()") ? "" : terms);
  }

  /** Whether the argument has its default, or only tells a layout. */
  private static boolean isUsual(Term term) {
    return switch (term.name()) {
      case "dilations", "groups", "lhs_dilation", "rhs_dilation" -> isAll(term.value(), 1);
      case "feature_group_count" -> term.value().equals(Size.of(1));
      case "dimension_numbers" -> true;
      case "group" -> Size.of(1).equals(term.value());
      case "pads" -> isAll(term.value(), 0);
      case "mode" -> "CONSTANT".equals(term.value());
      default -> false;
    };
  }

  private static boolean isAll(Object value, Object item) {
    return value instanceof List<?> list
        ? list.stream().allMatch(item::equals)
        : value.equals(item);
  }

  /** The value, as one number where it is equal on every axis. */
  private static String value(Term term) {
    boolean perAxis = PER_AXIS.contains(term.name());
    if (perAxis && term.value() instanceof List<?> list && list.stream().distinct().count() == 1) {
      return list.get(0).toString();
    }
    boolean isWord =
        term.value() instanceof String && !List.of("True", "False").contains(term.value());
    return isWord ? "'" + term.value() + "'" : term.value().toString();
  }
}
