package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A statement between layers that are not called on a tensor is never skipped. */
class BareStatementsTest {
  private static final int CASES = 300;

  private static final List<String> TORCH =
      List.of(
          "x = F.pad(x, (1, 0, 2, 1))",
          "F.pad(x, (0, 1))",
          "x = x[:, :, 1:]",
          "x = x[..., :-1]",
          "x = F.sigmoid(x)",
          "x = torch.tanh(x)",
          "F.leaky_relu(x, 0.2, True)",
          "F.elu_(x)",
          "x.mul_(3)",
          "x[:, :, 0] = 0",
          "x += 1",
          "x = -x",
          "x = x * 3",
          "x = x.flip(2)",
          "x = foo(x)",
          "foo(x)",
          "x = x if flag else -x",
          "y = torch.tanh(x)",
          "x = F.interpolate(x, scale_factor=2)",
          "x, y = x.chunk(2)");

  private static final List<String> KERAS =
      List.of(
          "x = tf.pad(x, [[0, 0], [1, 0], [2, 1], [0, 0]])",
          "tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])",
          "x = x[:, 1:]",
          "x = tf.sigmoid(x)",
          "x = tf.nn.softplus(x)",
          "x = x / 255.0",
          "x = 1 - x",
          "x = tf.reverse(x, [1])",
          "x = tf.image.resize(x, (8, 8))");

  private final SplittableRandom random = new SplittableRandom(20261129);
  private final PairService service = new PairService(new Nd4jEngine(), false);
  private int read;
  private int refused;

  @Test
  void neverEqual() {
    for (int i = 0; i < CASES; i++) {
      boolean torch = random.nextInt(3) > 0;
      List<String> layers = torch ? torchLayers() : kerasLayers();
      List<String> statements = torch ? TORCH : KERAS;
      List<String> changed = new ArrayList<>(layers);
      changed.add(
          1 + random.nextInt(layers.size() - 1), statements.get(random.nextInt(statements.size())));
      compare(String.join("\n", changed), String.join("\n", layers));
    }
    assertThat(read + refused).isEqualTo(CASES);
    assertThat(read).isGreaterThan(CASES / 4);
    assertThat(refused).isGreaterThan(CASES / 4);
  }

  private void compare(String changed, String layers) {
    try {
      PairComparison comparison =
          service.compare(new Given("left", changed), new Given("right", layers), Map.of(), null);
      assertThat(comparison.isEqual()).as(changed).isFalse();
      read++;
    } catch (Refusal refusal) {
      Place place = Objects.requireNonNull(refusal.faults().get(0).place());
      assertThat(place.line()).as(changed).isPositive();
      refused++;
    }
  }

  private List<String> torchLayers() {
    List<String> layers = new ArrayList<>(List.of("nn.Conv2d(3, 8, " + from(2, 5) + ")"));
    int more = from(1, 3);
    for (int i = 0; i < more; i++) {
      layers.add(
          random.nextBoolean()
              ? "nn.Conv2d(8, 8, %d, stride=%d)".formatted(from(2, 3), from(1, 2))
              : "nn.AvgPool2d(%d)".formatted(from(2, 3)));
    }
    return layers;
  }

  private List<String> kerasLayers() {
    List<String> layers = new ArrayList<>(List.of("keras.layers.Conv2D(8, " + from(2, 5) + ")"));
    int more = from(1, 3);
    for (int i = 0; i < more; i++) {
      layers.add(
          random.nextBoolean()
              ? "keras.layers.Conv2D(8, %d, strides=%d)".formatted(from(2, 3), from(1, 2))
              : "keras.layers.AveragePooling2D(%d)".formatted(from(2, 3)));
    }
    return layers;
  }

  private int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }
}
