package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.render.ExplanationText;
import io.github.padbridge.render.Glyphs;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.LayerTable;
import io.github.padbridge.render.TranslationText;
import io.github.padbridge.render.page.HtmlPage;
import io.github.padbridge.render.page.PageLayer;
import io.github.padbridge.render.page.SvgPicture;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Layers of every kind are answered in every form by every strategy, or refused with reasons. */
class EveryLayerAnswersTest {
  private static final int LAYERS = 3200;

  private final SplittableRandom random = new SplittableRandom(901);
  private final RandomSpecs specs = new RandomSpecs(902);
  private final RandomPools pools = new RandomPools(903);
  private final RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(904);
  private int answered;
  private int refused;
  private int without;

  @Test
  void anAnswerOrARefusal() {
    for (int i = 0; i < LAYERS; i++) {
      Layer known = layer(i);
      Layer layer = random.nextBoolean() ? known : open(known);
      for (Runtime runtime : Runtime.values()) {
        assertThatCode(() -> answer(layer, runtime))
            .as("%s %s", layer, runtime)
            .doesNotThrowAnyException();
      }
    }
    assertThat(answered).isGreaterThan(2 * LAYERS);
    assertThat(refused).isGreaterThan(2 * LAYERS);
    assertThat(without).isGreaterThan(20);
  }

  private Layer layer(int i) {
    return switch (i % 4) {
      case 0 -> specs.next();
      case 1 -> pool(pools.next(PoolOp.values()[random.nextInt(PoolOp.values().length)]));
      case 2 -> atRuntime(specs.next());
      default ->
          tensorFlow.next(TensorFlowOp.values()[random.nextInt(TensorFlowOp.values().length)]);
    };
  }

  private Layer pool(PoolSpec spec) {
    boolean isPlain =
        !spec.ceilMode()
            && spec.padding().stream().allMatch(padding -> padding == 0)
            && spec.dilation().stream().allMatch(dilation -> dilation == 1);
    return spec.op().isMax() && isPlain && random.nextBoolean() ? spec.withRuntimeSame() : spec;
  }

  private static ConvSpec atRuntime(ConvSpec spec) {
    return spec.op().isTransposed()
        ? spec
        : new ConvSpec(
            spec.op(),
            spec.channels(),
            spec.windows(),
            new Padding.RuntimeSame(),
            Collections.nCopies(spec.spatialRank(), 0),
            spec.bias(),
            PaddingMode.ZEROS,
            false,
            spec.inputShape());
  }

  /** Leaves some sizes open, the batch among them. */
  private Layer open(Layer layer) {
    Shape shape = layer.inputShape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != layer.channelAxis() && random.nextInt(3) > 0) {
        shape = shape.with(axis, Size.unknown(name(layer, axis)));
      }
    }
    return layer.withInputShape(shape);
  }

  private static String name(Layer layer, int axis) {
    if (axis == 0 && layer.isBatched()) {
      return "N";
    }
    int first = layer.isBatched() ? 1 : 0;
    int spatial = axis - first - (layer.channelAxis() < axis ? 1 : 0);
    return Layer.inputName(layer.axisName(spatial));
  }

  private void answer(Layer layer, Runtime runtime) throws IOException {
    boolean any =
        Alternative.all(layer, Targets.usual(layer), runtime).stream().anyMatch(Alternative::holds);
    without += any ? 0 : 1;
    for (Strategy strategy : Strategy.values()) {
      plan(() -> strategy, layer, runtime)
          .ifPresent(plan -> write(Translation.of(layer, plan, runtime)));
    }
    Optional<Plan> shortest =
        plan(
            () -> Alternative.shortest(layer, Targets.usual(layer), runtime).strategy(),
            layer,
            runtime);
    Optional<Plan> usual =
        plan(
            () -> Alternative.usual(layer, Targets.usual(layer), runtime).strategy(),
            layer,
            runtime);
    assertThat(shortest.isPresent()).isEqualTo(any);
    assertThat(usual.isPresent()).isEqualTo(any);
    if (random.nextInt(5) == 0) {
      picture(layer);
    }
  }

  private Optional<Plan> plan(Supplier<Strategy> strategy, Layer layer, Runtime runtime) {
    try {
      Plan plan = Alternative.plan(strategy.get(), layer, runtime);
      answered++;
      return Optional.of(plan);
    } catch (Refusal refusal) {
      refused++;
      checkReasons(refusal, layer, runtime);
      return Optional.empty();
    }
  }

  /** A reason stands there once; a strategy that is proposed applies. */
  private static void checkReasons(Refusal refusal, Layer layer, Runtime runtime) {
    List<String> messages = refusal.faults().stream().map(fault -> fault.message()).toList();
    assertThat(messages).doesNotHaveDuplicates().isNotEmpty();
    refusal.faults().stream()
        .map(fault -> fault.help())
        .filter(help -> help != null && help.endsWith(" for this layer"))
        .flatMap(help -> List.of(help.replaceAll(" works? for.*", "").split(", | and ")).stream())
        .forEach(
            name -> {
              Strategy strategy = Strategy.named(name).orElseThrow();
              assertThat(Alternative.of(strategy, layer, Targets.usual(layer), runtime).holds())
                  .isTrue();
            });
  }

  private void write(Translation translation) {
    LayerRecord.Label label = LayerRecord.Label.NONE;
    TranslationText.of(label, translation, 80);
    for (PythonModule module :
        List.of(
            new TensorFlowModule(DataFormat.CHANNELS_FIRST),
            new TensorFlowModule(DataFormat.CHANNELS_LAST),
            new KerasModule(),
            new TorchModule(null),
            new TorchModule(DataFormat.CHANNELS_LAST))) {
      boolean fits =
          !(module instanceof KerasModule)
              || translation.plan().strategy().equals(Strategy.KERAS.id());
      if (fits && module.unfit(translation).isEmpty()) {
        module.function(label, translation);
      }
    }
    LayerTable.row(label, translation.spec());
    try (JsonGenerator json = new JsonFactory().createGenerator(new ByteArrayOutputStream())) {
      new JsonAnswer(json).translation(label, translation);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    if (random.nextInt(10) == 0) {
      ExplanationText.of(label, translation, 80, new Glyphs(false, false));
      HtmlPage.of("", List.of(PageLayer.of(label, translation, null, List.of())));
    }
  }

  private static void picture(Layer layer) {
    try {
      SvgPicture.of(layer, false);
      SvgPicture.of(layer, true);
    } catch (Refusal tooLong) {
      // There is no picture of it.
    }
  }
}
