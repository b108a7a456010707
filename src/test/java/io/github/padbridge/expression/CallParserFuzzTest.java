package io.github.padbridge.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.Mutations;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.RefusalText;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is pasted, it is a call or a {@link Refusal} that points into the text. */
class CallParserFuzzTest {
  private static final int CASES = 100_000;

  private static final List<String> SEEDS =
      List.of(
          "nn.Conv2d(3, 64, kernel_size=(7, 7), stride=2, padding=\"same\", bias=False,)",
          "F.pad(x, (1, -2, 0x0, 3), mode='constant', value=float(\"-inf\"))",
          "tf.pad(x, [[0, 0], [2**3, (3 - 1) // 2], [0, 3 % 2], [1, 2]]) # comment",
          "jax.lax.pad(x, 0.0, [(0, 0, 0), (0, 0, 0),\n (0, 3, 0), (1, 2, 0)])",
          "f('''a\nb''', r\"\\d\", 'it\\'s', u'\\u00e9', [n, -self.k], None, True)");

  @Test
  void onlyRefusals() {
    int[] outcomes =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(60), CallParserFuzzTest::parseMutated);
    assertThat(outcomes[0] + outcomes[1]).isEqualTo(CASES);
    assertThat(outcomes[0]).isGreaterThan(CASES / 100);
    assertThat(outcomes[1]).isGreaterThan(CASES / 2);
  }

  private static int[] parseMutated() {
    Mutations mutations = new Mutations(new SplittableRandom(20240229));
    int[] outcomes = new int[2];
    for (int i = 0; i < CASES; i++) {
      String text = mutations.text(mutations.any(SEEDS));
      try {
        assertThat(CallParser.parse("fuzz", text).name()).isNotEmpty();
        outcomes[0]++;
      } catch (Refusal refusal) {
        Place place = refusal.faults().get(0).place();
        String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
        assertThat(place.excerpt()).as(text).isEqualTo(line);
        assertThat(place.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
        assertThat(RefusalText.of(refusal.faults())).contains("  --> fuzz:" + place.line() + ":");
        outcomes[1]++;
      }
    }
    return outcomes;
  }
}
