package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.FailingEngine;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairServiceTest {
  /** An engine that this distribution does not have. */
  private static final Engine NONE =
      (Engine)
          Proxy.newProxyInstance(
              Engine.class.getClassLoader(),
              new Class<?>[] {Engine.class},
              (proxy, method, arguments) -> {
                throw new Refusal(new Fault("no engine", null, List.of(), null));
              });

  private static PairComparison compared(Engine engine, boolean runs, int channels) {
    return new PairService(engine, runs)
        .compare(
            new Given("left", "nn.Conv1d(" + channels + ", 2, 3)"),
            new Given("right", "keras.layers.Conv1D(2, 3)"),
            Map.of(),
            null);
  }

  @Test
  void onlyWhatWasRunIsSaidToBeRun() {
    assertThat(compared(new FailingEngine(), true, 3).ran()).hasSize(6);
    assertThat(compared(new FailingEngine(), true, 69).ran()).isEmpty();
    assertThat(compared(NONE, false, 3).ran()).isEmpty();
  }

  @Test
  void withoutAnEngineNothingIsRun() {
    assertThatThrownBy(() -> compared(NONE, true, 3))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no engine");
  }
}
