package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.chain.Chain.BiasOp;
import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Chain.PadOp;
import io.github.padbridge.chain.Chain.SliceOp;
import io.github.padbridge.chain.Chain.TransposeOp;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan.Traced;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Python that Padbridge writes is read as the steps that it was written of. */
class EmittedCodeTest {
  /** What takes other steps than a chain has. */
  private static final Set<String> NOT_CHAINS =
      Set.of(
          "a comprehension is not supported here",
          "tf.expand_dims is not supported",
          "tf.gather is not supported",
          "the weight is changed here: tf.expand_dims is not supported",
          "the weight is changed here: tf.split is not supported",
          "this same_pad does not fit the next layer");

  private final Set<String> reasons = new TreeSet<>();
  private int read;
  private int refused;

  @Test
  void readsWhatIsWritten() {
    for (String file : List.of("pytorch.jsonl", "tensorflow.jsonl")) {
      for (JsonRecord record : TestData.golden(file)) {
        Layer layer = TestData.layer(record).spec();
        check(layer);
        if (layer.isBatched()) {
          check(layer.withInputShape(TestData.opened(layer)));
        }
      }
    }
    assertThat(reasons).isEqualTo(new TreeSet<>(NOT_CHAINS));
    assertThat(read).isEqualTo(1908);
    assertThat(refused).isEqualTo(1281);
  }

  private void check(Layer layer) {
    for (String id : Strategy.ids()) {
      Optional<Translation> translation = translation(Strategy.named(id).orElseThrow(), layer);
      PythonModule module =
          id.equals(Strategy.KERAS.id())
              ? new KerasModule()
              : translation.isPresent() && isToTorch(translation.get())
                  ? new TorchModule(null)
                  : new TensorFlowModule(null);
      if (translation.isPresent() && module.unfit(translation.get()).isEmpty()) {
        String code = module.function(LayerRecord.Label.NONE, translation.get()) + module.tail();
        check(code, translation.get());
      }
    }
  }

  private static boolean isToTorch(Translation translation) {
    return translation.plan().target().equals(io.github.padbridge.translate.Targets.PYTORCH.ops());
  }

  private static Optional<Translation> translation(Strategy strategy, Layer layer) {
    try {
      return Optional.of(
          Translation.of(
              layer, Alternative.plan(strategy, layer, Runtime.PORTABLE), Runtime.PORTABLE));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private void check(String code, Translation translation) {
    boolean isKeras = translation.plan().strategy().equals(Strategy.KERAS.id());
    Chain chain;
    try {
      chain =
          SideText.parse("written", code)
              .resolve(
                  List.of(translation.spec()),
                  isKeras ? Map.of() : Map.of(Argument.INPUT_SHAPE, shape(translation)));
    } catch (Refusal refusal) {
      reasons.add(refusal.getMessage());
      refused++;
      return;
    }
    read++;
    if (isKeras) {
      checkSizes(chain, translation.spec(), code);
    } else {
      checkSteps(chain, translation, code);
    }
  }

  private static JsonValue shape(Translation translation) {
    List<JsonValue> sizes = new ArrayList<>();
    for (Size size : translation.plan().input().sizes()) {
      sizes.add(size.isKnown() ? new JsonNumber(0, 0, size.value()) : new JsonNull(0, 0));
    }
    return new JsonArray(0, 0, sizes);
  }

  /** Keras code has the same ops in its own order of axes. */
  private static void checkSizes(Chain chain, Layer layer, String code) {
    Op last = chain.ops().get(chain.ops().size() - 1);
    Shape output =
        last instanceof PadOp pad ? pad.padding().output() : ((LayerOp) last).layer().outputShape();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      if (layer.outputSize(axis).isKnown()) {
        assertThat(output.size(axis + 1)).as(code).isEqualTo(layer.outputSize(axis));
      }
    }
    assertThat(chain.layers()).as(code).hasSize(1);
    assertThat(chain.layers().get(0).biasShape() == null).isEqualTo(layer.biasShape() == null);
  }

  private static void checkSteps(Chain chain, Translation translation, String code) {
    List<Traced> steps =
        translation.plan().steps().stream().filter(EmittedCodeTest::isOfData).toList();
    List<Op> ops = chain.ops();
    assertThat(ops).as(code).hasSameSizeAs(steps);
    Shape before = translation.plan().input();
    for (int i = 0; i < ops.size(); i++) {
      check(ops.get(i), steps.get(i), before, code);
      before = steps.get(i).shape();
    }
  }

  private static boolean isOfData(Traced traced) {
    Step step = traced.step();
    // Zeros that are put between elements are code only where there is more than one.
    return !(step instanceof FlipKernel
        || step instanceof ZeroInsert
        || step instanceof DilateKernel
        || step instanceof SamePad
        || step instanceof Ones
        || step.on() == Operand.COVERAGE
        || (step instanceof Transpose transpose && transpose.on() == Operand.WEIGHT)
        || (step instanceof Reshape reshape && reshape.on() == Operand.WEIGHT));
  }

  private static void check(Op op, Traced traced, Shape before, String code) {
    Step step = traced.step();
    if (op instanceof TransposeOp transpose) {
      assertThat(transpose.permutation().stream().mapToInt(Integer::intValue).toArray())
          .as(code)
          .isEqualTo(((Transpose) step).permutation());
    } else if (op instanceof PadOp pad) {
      checkPad(pad, (Pad) step, code);
    } else if (op instanceof SliceOp slice) {
      for (int axis = 0; axis < before.rank(); axis++) {
        assertThat(slice.axes().get(axis).of(before.size(axis), "?"))
            .as(code)
            .isEqualTo(((Slice) step).size().get(axis));
      }
    } else if (op instanceof BiasOp) {
      assertThat(step).as(code).isInstanceOf(AddBias.class);
    } else if (op instanceof Chain.DivideOp) {
      assertThat(step).as(code).isInstanceOf(Divide.class);
    } else if (op instanceof Chain.ScaleOp) {
      assertThat(step).as(code).isInstanceOf(Scale.class);
    } else if (op instanceof Chain.BatchOp batch) {
      assertThat(step).as(code).isInstanceOf(batch.added() ? ExpandDims.class : Squeeze.class);
    } else if (op instanceof LayerOp layer) {
      checkLayer(layer.layer(), traced, code);
    }
  }

  private static void checkPad(PadOp op, Pad step, String code) {
    List<PadAmount> amounts =
        op.padding().axes().stream()
            .map(axis -> new PadAmount(axis.before(), axis.after()))
            .toList();
    assertThat(amounts).as(code).isEqualTo(step.paddings());
    assertThat(op.padding().mode().name()).as(code).isEqualTo(step.mode().name());
    double fill =
        switch (step.fill()) {
          case ZERO -> 0;
          case ONE -> 1;
          case LOWEST -> Double.NEGATIVE_INFINITY;
        };
    assertThat(op.padding().value().number().doubleValue()).as(code).isEqualTo(fill);
  }

  private static void checkLayer(Layer layer, Traced traced, String code) {
    if (traced.shape().isKnown()) {
      assertThat(layer.outputShape()).as(code).isEqualTo(traced.shape());
    }
    Step step = traced.step();
    if (step instanceof Conv conv && conv.data().indexOf('C') != 1) {
      TensorFlowSpec spec = (TensorFlowSpec) layer;
      assertThat(spec.strides()).as(code).isEqualTo(conv.strides());
      assertThat(spec.dilations()).as(code).isEqualTo(conv.dilations());
      assertThat(spec.padding() instanceof TensorFlowPadding.Same)
          .as(code)
          .isEqualTo(conv.padding() instanceof WindowPadding.Same);
    } else if (step instanceof Conv conv) {
      ConvSpec spec = (ConvSpec) layer;
      assertThat(spec.stride()).as(code).isEqualTo(conv.strides());
      assertThat(spec.dilation()).as(code).isEqualTo(conv.dilations());
      if (!spec.padsAtRuntime()) {
        assertThat(spec.padding())
            .as(code)
            .isEqualTo(new Padding.Explicit(TorchOpSet.padding(conv)));
      }
    } else if (step instanceof TorchPool pool) {
      PoolSpec spec = (PoolSpec) layer;
      assertThat(spec.stride()).as(code).isEqualTo(pool.grid().strides());
      assertThat(spec.ceilMode()).as(code).isEqualTo(pool.ceilMode());
    } else {
      assertThat(step)
          .as(code)
          .isInstanceOfAny(OutputShapeConvTranspose.class, Pool.class, ConvTranspose.class);
    }
  }
}
