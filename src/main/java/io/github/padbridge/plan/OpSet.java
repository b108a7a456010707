package io.github.padbridge.plan;

import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Interpreter;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.SameRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The ops of a target: what it calls the steps of a plan. This class has those whose arguments are
 * the same in several targets, apart from their names.
 */
public abstract class OpSet implements Interpreter<Call> {
  private final String id;
  private final String title;
  private final Map<String, String> names;

  /**
   * @param id the name of the target in options and output
   * @param title its name for people, such as {@code TensorFlow}
   * @param names its names for shared ops and their arguments, keyed by the TensorFlow name, {@code
   *     op} or {@code op.argument}; equal names may be left out
   */
  protected OpSet(String id, String title, Map<String, String> names) {
    this.id = id;
    this.title = title;
    this.names = Map.copyOf(names);
  }

  public final String id() {
    return id;
  }

  public final String title() {
    return title;
  }

  /** A step in the names and order of the target. */
  public final Call call(Step step) {
    return step.accept(this);
  }

  private String name(String shared) {
    String own = names.get(shared);
    return own == null ? shared.substring(shared.indexOf('.') + 1) : own;
  }

  @Override
  public Call expandDims(ExpandDims step) {
    return new Call(name("expand_dims"), new Term("axis", 0));
  }

  @Override
  public Call squeeze(Squeeze step) {
    return new Call(name("squeeze"), new Term("axis", 0));
  }

  @Override
  public Call transpose(Transpose step) {
    return new Call(
        name("transpose"),
        new Term(name("transpose.perm"), Arrays.stream(step.permutation()).boxed().toList()),
        new Term("from", step.from().axes()),
        new Term("to", step.to().axes()));
  }

  @Override
  public Call reshape(Reshape step) {
    return new Call(name("reshape"), new Term("sizes", step.shape().sizes()));
  }

  @Override
  public Call flipKernel(FlipKernel step) {
    return new Call(name("reverse"), new Term(name("reverse.axis"), step.flipped()));
  }

  @Override
  public Call ones(Ones step) {
    return new Call("ones_like");
  }

  @Override
  public Call divide(Divide step) {
    return new Call("divide", new Term("by", "coverage"));
  }

  @Override
  public Call scale(Scale step) {
    return new Call(
        "scale", new Term("times", step.numerator()), new Term("over", step.denominator()));
  }

  public Call slice(Slice step) {
    return new Call("slice", new Term("begin", step.begin()), new Term("size", step.size()));
  }

  /**
   * A padding.
   *
   * @param amounts as the target takes them
   * @param value what it calls the number that it pads with
   */
  static Call pad(String op, Term amounts, String mode, String value, Pad.Fill fill) {
    List<Term> terms = new ArrayList<>(List.of(amounts, new Term("mode", mode)));
    addValue(value, fill, terms);
    return new Call(op, terms);
  }

  private static void addValue(String name, Pad.Fill fill, List<Term> terms) {
    if (fill != Pad.Fill.ZERO) {
      terms.add(new Term(name, fill.term()));
    }
  }

  public Call samePad(SamePad step) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term(name("same_pad.kernel_size"), step.grid().size()));
    terms.add(new Term(name("same_pad.strides"), step.grid().strides()));
    terms.add(new Term(name("same_pad.dilations"), step.grid().dilations()));
    addValue("value", step.fill(), terms);
    if (step.rule() == SameRule.LOWER) {
      terms.add(new Term("odd", "first"));
    }
    return new Call("same_pad", terms);
  }

  public Call zeroInsert(ZeroInsert step) {
    return new Call("zero_insert", new Term("strides", step.strides()));
  }

  public Call axisPool(AxisPool step) {
    return new Call(
        step.pooling() == Pooling.MAX ? "window_max" : "window_mean",
        new Term("axis", step.axis()),
        new Term("size", step.size()),
        new Term("stride", step.stride()),
        new Term("dilation", step.dilation()));
  }
}
