package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random expressions around a weight and a bias, of which one or none changes the numbers. */
class ParameterChangeTest {
  private static final int CASES = 1000;

  private static final List<String> HARMLESS =
      List.of(
          "%s.detach()",
          "%s.data",
          "%s.to(device)",
          "%s.cuda()",
          "%s.float()",
          "%s.clone()",
          "%s.contiguous()",
          "np.asarray(%s)",
          "torch.as_tensor(%s)",
          "torch.clone(%s)",
          "nn.Parameter(%s)",
          "tf.constant(%s)");

  private static final List<String> CHANGING =
      List.of(
          "(-%s)",
          "(%s * 2)",
          "(2 * %s)",
          "(%s - 1)",
          "(1 + %s)",
          "(%s / 2)",
          "(%1$s + %1$s)",
          "%s.abs()",
          "%s.mul(2)",
          "%s.sum()",
          "torch.relu(%s)",
          "torch.abs(%s)",
          "other(%s)",
          "torch.cat([%1$s, %1$s])",
          "%s.flip(0)",
          "%s[::-1]",
          "%s[:4]");

  private static final List<String> OF_WEIGHTS =
      List.of(
          "%s.T",
          "%s.mT",
          "tf.transpose(%s)",
          "%s.permute(1, 0, 2, 3)",
          "%s.permute(3, 2, 1, 0)",
          "%s.transpose(2, 3)",
          "%s.flip(2, 3)",
          "%s.view(8, 8, 3, 3).transpose(0, 1)",
          "%s.reshape(8, 8, 9)");

  private final SplittableRandom random = new SplittableRandom(20261129);
  private int equal;
  private int different;
  private int refused;

  @Test
  void isNeverSilent() {
    for (int i = 0; i < CASES; i++) {
      boolean isChanged = i % 2 == 1;
      boolean isWeight = i % 4 < 2;
      String text = text(isWeight, isChanged);
      assertThat(isEqual(text)).as(text).isEqualTo(!isChanged);
    }
    assertThat(equal).isEqualTo(CASES / 2);
    assertThat(different + refused).isEqualTo(CASES / 2);
    assertThat(different).isGreaterThan(CASES / 20);
    assertThat(refused).isGreaterThan(CASES / 4);
  }

  /** False for a refusal. */
  private boolean isEqual(String text) {
    try {
      Sides sides =
          Sides.resolve(
              SideText.parse("left", "nn.Conv2d(8, 8, 3)"),
              SideText.parse("right", text),
              Map.of());
      boolean isEqual = Equivalence.of(sides.left(), sides.right()).verdict() == Verdict.EVERY_SIZE;
      equal += isEqual ? 1 : 0;
      different += isEqual ? 0 : 1;
      return isEqual;
    } catch (Refusal refusal) {
      assertThat(refusal.faults())
          .as(text)
          .allMatch(fault -> Objects.requireNonNull(fault.place()).line() > 0);
      refused++;
      return false;
    }
  }

  /** A layer whose weight or bias is in one expression, or computed on lines before. */
  private String text(boolean isWeight, boolean isChanged) {
    String name = isWeight ? "w" : "b";
    int wrappers = random.nextInt(1, 5);
    int changed = isChanged ? random.nextInt(wrappers) : -1;
    boolean isOneExpression = random.nextBoolean();
    StringBuilder lines = new StringBuilder();
    String value = name;
    for (int i = 0; i < wrappers; i++) {
      value = (i == changed ? changing(isWeight) : any(HARMLESS)).formatted(value);
      if (!isOneExpression || random.nextInt(3) == 0) {
        String target = random.nextBoolean() ? name : name + i;
        lines.append(target).append(" = ").append(value).append("\n");
        value = target;
      }
    }
    return lines
        + (isWeight ? "x = F.conv2d(x, %s, b)" : "x = F.conv2d(x, w, %s)").formatted(value);
  }

  private String changing(boolean isWeight) {
    return isWeight && random.nextBoolean() ? any(OF_WEIGHTS) : any(CHANGING);
  }

  private String any(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
