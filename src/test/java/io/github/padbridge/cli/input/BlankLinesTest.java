package io.github.padbridge.cli.input;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.input.ModelPair.Side;
import io.github.padbridge.compare.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Blank lines cost what other lines cost: a search that starts again at each of them would not end.
 */
class BlankLinesTest {
  private static final String BLANK = "\n".repeat(400_000);

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = SECONDS)
  void aPrintedModelIsFoundBehindThem() {
    assertThat(side(BLANK + "  (a): Conv1d(1, 2, kernel_size=(3,))\n").isPrinted()).isTrue();
    assertThat(side(BLANK + "nn.Conv1d(1, 2, 3)\n").isPrinted()).isFalse();
  }

  private static Side side(String text) {
    return new Side("right", null, new Given("right", text));
  }
}
