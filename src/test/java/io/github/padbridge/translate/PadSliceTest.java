package io.github.padbridge.translate;

import static io.github.padbridge.TestData.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeFormula;
import java.util.List;
import org.junit.jupiter.api.Test;

class PadSliceTest {
  private static final long SEED = 11;

  private static List<String> lines(Plan plan) {
    return plan.steps().stream()
        .map(
            traced ->
                TensorFlowOpSet.OPS.call(traced.step()).op()
                    + TensorFlowOpSet.OPS.call(traced.step()).terms().stream()
                        .map(term -> term.name() + "=" + term.value())
                        .toList()
                    + " "
                    + traced.shape())
        .toList();
  }

  @Test
  void theTransposedLayerOfTheReadme() {
    ConvSpec spec =
        spec(
            "{'op': 'conv_transpose1d', 'in_channels': 258, 'out_channels': 1, 'kernel_size': 7, 'stride': 6,"
                + " 'padding': 9, 'output_padding': 4, 'input_shape': [2, 258, 249]}");
    assertThat(lines(TestData.padSlice(spec)))
        .containsExactly(
            "transpose[perm=[0, 2, 1], from=NCL, to=NLC] (2, 249, 258)",
            "transpose[perm=[2, 1, 0], from=IOL, to=LOI] (7, 1, 258)",
            "conv1d_transpose[output_shape=[2, 1495, 1], strides=[6], padding=VALID, dilations=[1]] (2, 1495, 1)",
            "slice[begin=[0, 9, 0], size=[2, 1481, 1]] (2, 1481, 1)",
            "add_bias[] (2, 1481, 1)",
            "transpose[perm=[0, 2, 1], from=NLC, to=NCL] (2, 1, 1481)");
  }

  @Test
  void outputPaddingPastTheWholeResultIsPaddedBeforeTheSlice() {
    ConvSpec spec =
        spec(
            "{'op': 'conv_transpose2d', 'in_channels': 4, 'out_channels': 2, 'groups': 2, 'kernel_size': 2,"
                + " 'dilation': 6, 'padding': [1, 7], 'output_padding': [5, 0], 'bias': false, 'input_shape': [4, 3, 9]}");
    assertThat(lines(TestData.padSlice(spec)))
        .containsExactly(
            "transpose[perm=[1, 2, 0], from=CHW, to=HWC] (3, 9, 4)",
            "expand_dims[axis=0] (1, 3, 9, 4)",
            "transpose[perm=[2, 3, 1, 0], from=IOHW, to=HWOI] (2, 2, 1, 4)",
            "dilate_kernel[dilations=[6, 6]] (7, 7, 1, 4)",
            "split[num_splits=2, axis=3] (1, 3, 9, 2)",
            "split[num_splits=2, axis=3] (7, 7, 1, 2)",
            "conv2d_transpose[output_shape=[1, 9, 15, 1], strides=[1, 1], padding=VALID, dilations=[1, 1]] (1, 9, 15, 1)",
            "concat[axis=3] (1, 9, 15, 2)",
            "pad[paddings=[[0, 0], [0, 4], [0, 0], [0, 0]], mode=CONSTANT] (1, 13, 15, 2)",
            "slice[begin=[0, 1, 7, 0], size=[1, 12, 1, 2]] (1, 12, 1, 2)",
            "squeeze[axis=0] (12, 1, 2)",
            "transpose[perm=[2, 0, 1], from=HWC, to=CHW] (2, 12, 1)");
  }

  @Test
  void theForwardLayerWithEveryPaddingMode() {
    String common =
        "{'op': 'conv2d', 'out_channels': 1, 'kernel_size': [3, 1], 'padding': [2, -1], 'padding_mode': '%s', 'input_shape': [1, 1, 5, 5]}";
    assertThat(lines(TestData.padSlice(spec(common.formatted("reflect")))).subList(2, 5))
        .containsExactly(
            "slice[begin=[0, 0, 1, 0], size=[1, 5, 3, 1]] (1, 5, 3, 1)",
            "pad[paddings=[[0, 0], [2, 2], [0, 0], [0, 0]], mode=REFLECT] (1, 9, 3, 1)",
            "conv2d[strides=[1, 1], padding=VALID, dilations=[1, 1], groups=1] (1, 7, 3, 1)");
    assertThat(lines(TestData.padSlice(spec(common.formatted("replicate")))))
        .element(3)
        .isEqualTo("gather[axis=1, before=2, after=2, mode=clip] (1, 9, 3, 1)");
    assertThat(lines(TestData.padSlice(spec(common.formatted("circular")))))
        .element(3)
        .isEqualTo("gather[axis=1, before=2, after=2, mode=wrap] (1, 9, 3, 1)");
  }

  /** tf.pad refuses to mirror an empty batch; a batch that is open or none may not be empty. */
  @Test
  void onlyAnEmptyBatchIsNotMirrored() {
    String reflect =
        "{'op': 'conv1d', 'in_channels': 1, 'kernel_size': 3, 'padding': 1, 'padding_mode': 'reflect', 'input_shape': %s}";
    for (String shape : List.of("[0, 1, 5]", "[1, 1, 5]", "[2, 1, 5]", "[null, 1, 5]", "[1, 5]")) {
      Pad.Mode expected = shape.startsWith("[0") ? Pad.Mode.CONSTANT : Pad.Mode.REFLECT;
      assertThat(TestData.padSlice(spec(reflect.formatted(shape))).steps())
          .filteredOn(traced -> traced.step() instanceof Pad)
          .as(shape)
          .hasSize(1)
          .allSatisfy(traced -> assertThat(((Pad) traced.step()).mode()).isEqualTo(expected));
    }
  }

  /**
   * The shapes are traced step by step from the steps' own numbers, the spec's by PyTorch's
   * formula: they must meet.
   */
  @Test
  void everyPlanEndsInTheSpecsOutputAndAsksOnlyWhatEveryTensorFlowHas() {
    RandomSpecs specs = new RandomSpecs(SEED);
    int dilatedTransposed = 0;
    int grouped3d = 0;
    for (int i = 0; i < 5000; i++) {
      ConvSpec spec = specs.next();
      Plan plan = TestData.padSlice(spec);
      assertThat(plan.output()).as("%s", spec).isEqualTo(spec.outputShape());
      for (Plan.Traced traced : plan.steps()) {
        if (traced.step() instanceof Conv conv && spec.spatialRank() == 3) {
          assertThat(conv.groups()).isEqualTo(Size.of(1));
          assertThat(conv.dilations()).containsOnly(1);
          grouped3d += spec.groups() > 1 ? 1 : 0;
        }
        if (traced.step() instanceof Pad pad) {
          assertThat(pad.paddings())
              .allSatisfy(p -> assertThat(Math.min(p.before(), p.after())).isNotNegative());
          assertThat(pad.paddings()).anySatisfy(p -> assertThat(p.total()).isPositive());
        }
        dilatedTransposed +=
            spec.op().isTransposed() && traced.step() instanceof DilateKernel ? 1 : 0;
      }
    }
    assertThat(dilatedTransposed).isGreaterThan(1000);
    assertThat(grouped3d).isGreaterThan(100);
  }

  /**
   * A plan for unknown sizes is the plan for every size: put the numbers in and it is the same,
   * step by step.
   */
  @Test
  void aSymbolicPlanBecomesTheConcreteOne() {
    RandomSpecs specs = new RandomSpecs(SEED + 1);
    int compared = 0;
    for (int i = 0; i < 3000; i++) {
      ConvSpec concrete = specs.next();
      ConvSpec open = concrete.withInputShape(opened(concrete));
      Translation symbolic = Translation.of(open);
      Translation known = Translation.of(concrete);
      for (int step = 0; step < known.plan().steps().size(); step++) {
        assertThat(at(symbolic.plan().steps().get(step).shape(), concrete))
            .as("%s, step %d", concrete, step)
            .isEqualTo(known.plan().steps().get(step).shape());
        assertThat(TensorFlowOpSet.OPS.call(symbolic.plan().steps().get(step).step()).op())
            .isEqualTo(TensorFlowOpSet.OPS.call(known.plan().steps().get(step).step()).op());
        for (int term = 0;
            term < TensorFlowOpSet.OPS.call(known.plan().steps().get(step).step()).terms().size();
            term++) {
          assertThat(
                  at(
                      TensorFlowOpSet.OPS
                          .call(symbolic.plan().steps().get(step).step())
                          .terms()
                          .get(term)
                          .value(),
                      concrete))
              .as("%s, step %d", concrete, step)
              .isEqualTo(
                  at(
                      TensorFlowOpSet.OPS
                          .call(known.plan().steps().get(step).step())
                          .terms()
                          .get(term)
                          .value(),
                      concrete));
        }
      }
      for (int f = 0; f < known.formulas().size(); f++) {
        SizeFormula formula = symbolic.formulas().get(f);
        assertThat(at(formula.result(), concrete)).isEqualTo(known.formulas().get(f).result());
      }
      compared++;
    }
    assertThat(compared).isEqualTo(3000);
  }

  private static Shape opened(ConvSpec spec) {
    Shape names = TorchSpec.unknownInput(spec.spatialRank(), spec.inChannels());
    return spec.isBatched() ? names : new Shape(names.sizes().subList(1, names.rank()));
  }

  private static Shape at(Shape shape, ConvSpec concrete) {
    return new Shape(shape.sizes().stream().map(size -> at(size, concrete)).toList());
  }

  private static Object at(Object value, ConvSpec concrete) {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> at(item, concrete)).toList();
    }
    return value instanceof Size size ? at(size, concrete) : value;
  }

  private static Size at(Size size, ConvSpec concrete) {
    if (size.isKnown()) {
      return size;
    }
    Shape names = TorchSpec.unknownInput(concrete.spatialRank(), concrete.inChannels());
    int missing = names.rank() - concrete.inputShape().rank();
    for (int axis = missing; axis < names.rank(); axis++) {
      if (size.variable().equals(names.size(axis).variable())) {
        return size.at(concrete.inputShape().size(axis - missing).value());
      }
    }
    throw new AssertionError(size + " is unknown, but not of the input");
  }

  @Test
  void formulasAreWrittenAsPyTorchWritesThem() {
    ConvSpec spec =
        spec(
            "{'op': 'conv1d', 'kernel_size': 4, 'padding': 3, 'dilation': 2, 'stride': 2, 'input_shape': [1, 1, 10]}");
    SizeFormula formula = Translation.of(spec).formulas().get(0);
    assertThat(formula.formula())
        .isEqualTo("floor((L_in + 2·padding − dilation·(kernel_size − 1) − 1) / stride) + 1");
    assertThat(formula.substitution()).isEqualTo("floor((10 + 2·3 − 2·(4 − 1) − 1) / 2) + 1");
    assertThat(formula.result()).isEqualTo(Size.of(5));
  }

  /**
   * The substituted formula is arithmetic: worked out as such, it must give the result it claims.
   */
  @Test
  void everySubstitutionGivesItsResult() {
    RandomSpecs specs = new RandomSpecs(SEED + 2);
    int evaluated = 0;
    for (int i = 0; i < 2000; i++) {
      for (SizeFormula formula : Translation.of(specs.next()).formulas()) {
        assertThat(new Arithmetic(formula.substitution()).value())
            .as(formula.toString())
            .isEqualTo(formula.result().value());
        evaluated++;
      }
    }
    assertThat(evaluated).isGreaterThan(5000);
  }
}
