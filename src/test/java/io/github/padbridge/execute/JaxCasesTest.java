package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Calls with their numbers: {@code golden/jax.jsonl} holds random calls of jax.lax, flax.linen,
 * flax.nnx and equinox.nn, nine of each kind, with small integers for input, weight and bias and
 * the output that JAX 0.10.2, Flax 0.12.8 and Equinox 0.13.8 computed on them in float32. {@code
 * jnp.zeros} in a call stands for the weight. The numbers of poolings are multiples of every
 * divisor, so all results are exact.
 */
class JaxCasesTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static LayerRecord record(JsonRecord golden) {
    Map<String, JsonValue> fields = new LinkedHashMap<>(((JsonObject) golden.require()).fields());
    String call = ((JsonString) fields.remove("call")).value();
    JsonRecord spec = CallReader.read(new SourceText("call", call), Map.of()).record();
    fields.put("spec", spec.require());
    return new RecordReader(Map.of())
        .read(new JsonRecord(call, "", new JsonObject(1, 1, fields), List.of()));
  }

  private static void check(String what, LayerRecord record, Tensor made) {
    Tensor y = record.tensors().y();
    assertThat(made.shape()).as("%s of %s", what, record.spec()).isEqualTo(y.shape());
    assertThat(made.data()).as("%s of %s", what, record.spec()).containsExactly(y.data());
  }

  private static Plan plan(JaxSpec spec, Target target) {
    return Alternative.plan(Strategy.PAD_SLICE, spec, target, Runtime.PORTABLE);
  }

  @Test
  void definitionsAndPlansGiveTheNumbersOfTheFrameworks() {
    int calls = 0;
    for (JsonRecord golden : TestData.golden("jax.jsonl")) {
      LayerRecord record = record(golden);
      JaxSpec spec = (JaxSpec) record.spec();
      CaseTensors on = record.tensors();
      check("the loops", record, JaxInLoops.run(spec, on.x(), on.weight(), on.bias()));
      check(
          "the definition",
          record,
          Scratch.during(
              () -> JaxOnNd4j.run(spec, on.x(), on.weight(), on.bias(), Precision.FLOAT64)));
      for (Target target : Targets.ALL) {
        check(
            "the plan",
            record,
            Scratch.during(() -> PlansOnNd4j.run(plan(spec, target), on, Precision.FLOAT64)));
      }
      calls++;
    }
    assertThat(calls).isEqualTo(108);
  }
}
