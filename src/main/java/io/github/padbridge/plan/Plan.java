package io.github.padbridge.plan;

import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps in order, from a layer's input and weight to its output, both as its framework has them.
 *
 * @param target whose ops the steps are
 * @param strategy the name of the way the plan was found
 * @param input the input's shape
 * @param weight the weight's shape, null where the layer has none
 * @param steps what to do
 */
public record Plan(
    OpSet target, String strategy, Shape input, @Nullable Shape weight, List<Traced> steps) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /**
   * A step, why it is there, and what it leaves.
   *
   * @param why one phrase, in the user's terms
   * @param shape the shape of the step's operand after it, of one part where it is split
   * @param parts in how many parts the data is after the step
   */
  public record Traced(Step step, String why, Shape shape, int parts) {}

  /** The shape the plan ends with. */
  public Shape output() {
    return steps.isEmpty() ? input : steps.get(steps.size() - 1).shape();
  }

  /** How many ops the plan takes. */
  public int ops() {
    return steps.stream().mapToInt(traced -> traced.step().opCount(traced.parts())).sum();
  }

  /** Collects steps and keeps the shapes. */
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
      Shape after = step.shapeAfter(shapes);
      shapes.set(step.on(), after);
      if (step instanceof Step.Split split && split.on() == Operand.DATA) {
        parts = split.parts();
      } else if (step instanceof Step.Concat concat && concat.on() == Operand.DATA) {
        parts = 1;
      }
      steps.add(new Traced(step, why, after, parts));
      return this;
    }

    /** The data's shape as the steps so far leave it. */
    public Shape data() {
      return shapes.data();
    }

    /** The weight's shape as the steps so far leave it. */
    public Shape weight() {
      return shapes.weight();
    }

    public Plan build() {
      return new Plan(target, strategy, input, weight, steps);
    }
  }
}
