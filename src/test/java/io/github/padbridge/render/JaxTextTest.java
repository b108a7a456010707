package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.RandomJaxSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written of a JAX layer is the layer: read again, it computes the same. */
class JaxTextTest {
  private static final long SEED = 91;

  private static String json(JaxSpec spec) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      Translation translation =
          Translation.of(
              spec,
              Alternative.plan(Strategy.PAD_SLICE, spec, Targets.PYTORCH, Runtime.PORTABLE),
              Runtime.PORTABLE);
      new JsonAnswer(generator).translation(LayerRecord.Label.NONE, translation);
    }
    String answer = text.toString();
    int end = answer.indexOf("},\"output_shape\":");
    return answer.substring(answer.indexOf("\"spec\":") + 7, end + 1);
  }

  @Test
  void theSpecOfAnAnswerIsTheLayer() throws IOException {
    RandomJaxSpecs specs = new RandomJaxSpecs(SEED);
    int equal = 0;
    for (int i = 0; i < 400; i++) {
      JaxSpec spec = specs.next(JaxOp.values()[i % JaxOp.values().length]);
      assertThat(TestData.layer(TestData.parsed(json(spec)).get(0)).spec()).isEqualTo(spec);
      equal++;
    }
    assertThat(equal).isEqualTo(400);
  }

  /** As a side of a comparison; SAME_LOWER with a stride needs a known size. */
  @Test
  void theCallIsTheLayer() throws IOException {
    RandomJaxSpecs specs = new RandomJaxSpecs(SEED + 1);
    int equal = 0;
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      JaxSpec known = specs.next(JaxOp.values()[i % JaxOp.values().length]);
      JaxSpec spec;
      try {
        spec = known.withInputShape(TestData.opened(known));
      } catch (Refusal refusal) {
        assertThat(refusal.faults().get(0).message()).contains("SAME_LOWER");
        refused++;
        continue;
      }
      int channelsOtherwise = spec.layouts().isChannelsFirst() ? spec.spatialRank() - 1 : 0;
      if (spec.op().isPooling()
          && spec.kernelSize().get(channelsOtherwise) == 1
          && spec.strides().get(channelsOtherwise) == 1) {
        // Windows of 1 over the second and the last axis: which are the channels is open.
        refused++;
        continue;
      }
      Chain direct = SideText.parse("spec", json(spec)).resolve(List.of(), Map.of());
      Chain chain = SideText.parse("text", SpecText.of(spec)).resolve(List.of(), Map.of());
      assertThat(Equivalence.of(direct, chain).verdict())
          .as(SpecText.of(spec))
          .isEqualTo(Verdict.EVERY_SIZE);
      equal++;
    }
    assertThat(List.of(equal, refused)).isEqualTo(List.of(257, 43));
  }
}
