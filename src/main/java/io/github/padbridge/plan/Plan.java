package io.github.padbridge.plan;

import io.github.padbridge.plan.step.Concat;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Shapes;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps from the input and weight of a layer to its output, all in the layouts of the layer's
 * framework.
 *
 * @param target the framework of the steps
 * @param strategy the name of the strategy that made the plan
 * @param input the input's shape
 * @param weight the weight's shape, null where the layer has none
 * @param steps in order
 */
public record Plan(
    OpSet target, String strategy, Shape input, @Nullable Shape weight, List<Traced> steps) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /**
   * A step, its reason, and the shape after it.
   *
   * @param why one phrase, in the user's terms
   * @param shape the shape of the step's operand after it, of one part where it is split
   * @param parts the number of parts of the data after the step
   */
  public record Traced(Step step, String why, Shape shape, int parts) {}

  /** The output shape of the plan. */
  public Shape output() {
    return steps.isEmpty() ? input : steps.get(steps.size() - 1).shape();
  }

  /** The number of ops in the plan. */
  public int ops() {
    return steps.stream().mapToInt(this::ops).sum();
  }

  /** The ops of a step; those on split data run on each part. */
  private int ops(Traced traced) {
    boolean onParts = traced.step().on() == Operand.DATA && !(traced.step() instanceof Split);
    return target.call(traced.step()).ops() * (onParts ? traced.parts() : 1);
  }

  /** Collects steps and tracks the shapes. */
  public static final class Builder {
    private final OpSet target;
    private final String strategy;
    private final Shape input;
    private final @Nullable Shape weight;
    private final Shapes shapes;
    private final List<Traced> steps = new ArrayList<>();
    private int parts = 1;

    public Builder(OpSet target, String strategy, Shape input, @Nullable Shape weight) {
      this.target = target;
      this.strategy = strategy;
      this.input = input;
      this.weight = weight;
      this.shapes = new Shapes(input, weight);
    }

    public Builder add(Step step, String why) {
      Shape after = shapes.apply(step);
      if (step instanceof Split split && split.on() == Operand.DATA) {
        parts = split.parts();
      } else if (step instanceof Concat concat && concat.on() == Operand.DATA) {
        parts = 1;
      }
      steps.add(new Traced(step, why, after, parts));
      return this;
    }

    /** The shape of the data after the steps so far. */
    public Shape data() {
      return shapes.data();
    }

    /** The shape of the weight after the steps so far. */
    public Shape weight() {
      return shapes.weight();
    }

    public Plan build() {
      return new Plan(target, strategy, input, weight, steps);
    }
  }
}
