package io.github.padbridge.plan;

import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.JaxInterpreter;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The JAX ops. The data may be in any layout that begins with the batch. */
public final class JaxOpSet extends OpSet implements JaxInterpreter<Call> {
  public static final JaxOpSet OPS = new JaxOpSet();

  private JaxOpSet() {
    super("jax", "JAX", Map.of("transpose.perm", "axes", "reverse", "flip"));
  }

  @Override
  public Call pad(Pad step) {
    Term width =
        new Term(
            "pad_width",
            step.paddings().stream().map(a -> List.of(a.before(), a.after())).toList());
    return pad("jnp.pad", width, step.mode().numpyName(), "constant_values", step.fill());
  }

  @Override
  public Call conv(Conv step) {
    return new Call(
        "conv_general_dilated",
        new Term("window_strides", step.strides()),
        new Term("padding", step.padding().term(0, 0)),
        new Term("lhs_dilation", step.baseDilations()),
        new Term("rhs_dilation", step.dilations()),
        new Term(
            "dimension_numbers",
            List.of(step.data().axes(), step.kernel().axes(), step.data().axes())),
        new Term("feature_group_count", step.groups()));
  }

  /** {@code lax.reduce_window}: the maximum or the sum of each window. */
  @Override
  public Call pool(Pool step) {
    boolean max = step.pooling() == Pooling.MAX;
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("init_value", max ? "-inf" : "0"));
    terms.add(new Term("computation", max ? "max" : "add"));
    terms.add(new Term("window_dimensions", ofAllAxes(step, step.grid().size())));
    terms.add(new Term("window_strides", ofAllAxes(step, step.grid().strides())));
    terms.add(new Term("padding", step.padding().term(step.firstAxis(), axesAfter(step))));
    if (step.grid().isDilated()) {
      terms.add(new Term("window_dilation", ofAllAxes(step, step.grid().dilations())));
    }
    return new Call("reduce_window", terms);
  }

  /** Numbers for all axes of a pooling, 1 for batch and channels. */
  public static List<Integer> ofAllAxes(Pool step, List<Integer> spatial) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(step.firstAxis(), 1));
    all.addAll(spatial);
    all.addAll(Collections.nCopies(axesAfter(step), 1));
    return all;
  }

  /** The number of axes after the spatial ones of a pooling. */
  public static int axesAfter(Pool step) {
    return 2 - step.firstAxis();
  }

  @Override
  public Call addBias(AddBias step) {
    return new Call("add_bias", new Term("axis", step.channelAxis()));
  }
}
