package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.SizePhrase;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Traps;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is recommended for a layer whose size is open agrees on ND4J at every size that it is
 * recommended for, and is refused at every other.
 */
class RecommendationsTest {
  private static final int MOST = 9;

  private final Map<Strategy, Verifier> verifiers = new EnumMap<>(Strategy.class);
  private int listed;
  private int proven;
  private int refused;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static Shape withFirst(Layer layer, Size size) {
    int first = layer.isBatched() ? 2 : 1;
    return layer.inputShape().with(first, size);
  }

  private static Optional<Layer> at(Layer layer, int size) {
    try {
      return Optional.of(layer.withInputShape(withFirst(layer, Size.of(size))));
    } catch (Refusal tooSmall) {
      return Optional.empty();
    }
  }

  private static Set<Integer> sizes(Layer layer) {
    return IntStream.rangeClosed(1, MOST)
        .filter(size -> at(layer, size).isPresent())
        .boxed()
        .collect(Collectors.toSet());
  }

  private void prove(Strategy strategy, Layer layer) {
    Agreement agreement =
        verifiers
            .computeIfAbsent(
                strategy,
                any ->
                    new Verifier(
                        VerifySettings.DEFAULT,
                        new Nd4jEngine(),
                        spec -> Alternative.plan(any, spec, Runtime.PORTABLE)))
            .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null));
    assertThat(agreement.agree()).as("%s %s", strategy, layer).isTrue();
    proven++;
  }

  private void check(Layer known) {
    Layer open = known.withInputShape(withFirst(known, Size.unknown("L_in")));
    // A strategy that applies to the open size is right for each.
    for (Alternative alternative : Alternative.all(open, Targets.usual(open), Runtime.PORTABLE)) {
      if (alternative.holds()) {
        sizes(open).forEach(size -> prove(alternative.strategy(), at(open, size).orElseThrow()));
      }
    }
    Alternative same = Alternative.of(Strategy.SAME, open, Targets.usual(open), Runtime.PORTABLE);
    if (!same.holds() && Objects.requireNonNull(same.reason()).contains("works only")) {
      listed++;
      checkListed(open, same.reason());
    }
    Traps.of(open).stream()
        .filter(trap -> trap.contains("SAME is right"))
        .forEach(trap -> checkListed(open, trap.replaceAll(".*SAME is right", "")));
    assertThat(Traps.of(open).stream().anyMatch(trap -> trap.contains("or use SAME")))
        .isEqualTo(Traps.of(open).stream().anyMatch(t -> t.contains("-inf")) && same.holds());
  }

  private void checkListed(Layer open, String text) {
    Set<Integer> named = SizePhrase.sizes(text, MOST);
    for (int size : sizes(open)) {
      Layer sized = at(open, size).orElseThrow();
      if (named.contains(size)) {
        prove(Strategy.SAME, sized);
      } else {
        assertThat(
                Alternative.of(Strategy.SAME, sized, Targets.usual(sized), Runtime.PORTABLE)
                    .holds())
            .isFalse();
        refused++;
      }
    }
  }

  @Test
  void sizesThatAreNamedAgreeAndNoOthers() {
    RandomSpecs specs = new RandomSpecs(41);
    RandomPools pools = new RandomPools(42);
    for (int i = 0; i < 60; i++) {
      check(specs.next(ConvOp.CONV1D));
      check(specs.next(ConvOp.CONV_TRANSPOSE1D));
      check(pools.next(PoolOp.MAX_POOL1D));
      check(pools.next(PoolOp.AVG_POOL1D));
    }
    assertThat(listed).isEqualTo(56);
    assertThat(proven).as("proven").isEqualTo(3230);
    assertThat(refused).as("refused").isEqualTo(345);
  }
}
