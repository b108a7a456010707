package io.github.padbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.layer.Layer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimilarityTest {
  private static Layer layer(String call) {
    return SideText.parse("test", call).resolve(List.of(), Map.of()).layers().get(0);
  }

  private static int score(String left, String right) {
    return Similarity.of(layer(left), layer(right));
  }

  @Test
  void layouts_do_not_count() {
    String torch = "nn.Conv2d(6, 12, (3, 5), stride=2, groups=2)";
    assertThat(score(torch, "keras.layers.Conv2D(12, (3, 5), strides=2, groups=2)"))
        .isEqualTo(score(torch, torch));
    String transposed = "nn.ConvTranspose2d(6, 12, 3, stride=2)";
    assertThat(score(transposed, "keras.layers.Conv2DTranspose(12, 3, strides=2)")).isPositive();
  }

  @Test
  void padding_does_not_count_and_the_weight_shape_counts_most() {
    String torch = "nn.Conv2d(6, 12, 3, padding=1)";
    int same = score(torch, "nn.Conv2d(6, 12, 3)");
    assertThat(score(torch, "nn.Conv2d(6, 12, 3, stride=3, dilation=2, bias=False)"))
        .isGreaterThan(score(torch, "nn.Conv2d(6, 12, 5, padding=2)"))
        .isLessThan(same);
    assertThat(score(torch, "nn.Conv2d(3, 12, 3, padding=1)"))
        .isGreaterThan(score(torch, "nn.Conv2d(6, 9, 3, padding=1)"));
  }

  @Test
  void other_kinds_are_never_partners() {
    assertThat(score("nn.Conv2d(6, 12, 3)", "nn.ConvTranspose2d(6, 12, 3)")).isZero();
    assertThat(score("nn.Conv2d(6, 12, 3)", "nn.MaxPool2d(3)")).isZero();
    assertThat(score("nn.MaxPool2d(3)", "nn.Conv2d(6, 12, 3)")).isZero();
    assertThat(score("nn.MaxPool2d(3)", "nn.AvgPool2d(2)")).isZero();
    assertThat(score("nn.MaxPool1d(3)", "nn.MaxPool2d(3)")).isZero();
    assertThat(score("nn.Conv2d(6, 12, 3)", "nn.Conv2d(4, 8, 3)")).isZero();
  }

  @Test
  void poolings_of_the_same_kind_are_partners_before_others() {
    assertThat(score("nn.MaxPool2d(3)", "nn.MaxPool2d(3, stride=1)"))
        .isGreaterThan(score("nn.MaxPool2d(3)", "nn.MaxPool2d(2)"));
    assertThat(score("nn.MaxPool2d(3)", "nn.MaxPool2d(2)"))
        .isGreaterThan(score("nn.MaxPool2d(3)", "nn.AvgPool2d(3, stride=1)"));
    assertThat(score("nn.MaxPool2d(3)", "nn.AvgPool2d(3, stride=1)")).isPositive();
  }
}
