package io.github.padbridge.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.PaddingText;
import io.github.padbridge.render.PictureText;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is asked, there is an answer or a {@link Refusal}; and what is read can be written. */
class NotationFuzzTest {
  private static final int CASES = 60_000;

  private static final List<String> NOTATIONS =
      List.of(
          "F.pad(x, (A, A, A, A), mode='M', value=V)",
          "F.pad(x, (A, A, A, A, A, A))",
          "F.pad(x, (A, A), mode='M')",
          "nn.ZeroPad2d((A, A, A, A))",
          "nn.ConstantPad1d(A, V)",
          "nn.ReflectionPad3d((A, A, A, A, A, A))",
          "nn.CircularPad1d((A, A))",
          "nn.Conv2d(3, 4, 5, padding=(A, A), padding_mode='M')",
          "padding=(A, A), padding_mode='M'",
          "padding=A",
          "tf.pad(x, [[A, A], [A, A], [A, A], [A, A]], mode='M', constant_values=V)",
          "tf.pad(x, [[A, A]], 'M')",
          "keras.layers.ZeroPadding2D(((A, A), (A, A)), data_format='channels_first')",
          "keras.layers.ZeroPadding1D((A, A))",
          "keras.layers.Cropping1D((A, A))",
          "keras.layers.Cropping2D((A, A), data_format='channels_first')",
          "keras.layers.ZeroPadding3D((A, (A, A), A))",
          "np.pad(x, ((A, A), (A, A)), 'M')",
          "np.pad(x, A, constant_values=V)",
          "jnp.pad(x, (A, A), mode='M')",
          "jax.lax.pad(x, V, [(A, A, A), (A, A, A)])",
          "jax.lax.pad(x, V, [(A, A, A)])",
          "[(A, A), (A, A)]",
          "pads=[A, A, A, A], mode='M'",
          "pads=[A, A, A, A, A, A, A, A]",
          "helper.make_node('Pad', [], [], pads=[A, A], mode='M')");

  private static final List<String> AMOUNTS =
      List.of(
          "0",
          "0",
          "1",
          "1",
          "2",
          "3",
          "-1",
          "-2",
          "2147483647",
          "-2147483647",
          "2147483648",
          "x",
          "1.5",
          "()",
          "2**40",
          "99999999999999999999",
          "[1]");

  private static final List<String> MODES =
      List.of(
          "constant",
          "reflect",
          "replicate",
          "circular",
          "edge",
          "wrap",
          "symmetric",
          "REFLECT",
          "SYMMETRIC",
          "CONSTANT",
          "zeros",
          "mean",
          "",
          "\\n");

  private static final List<String> VALUES =
      List.of("0", "1.5", "-1e308", "float('nan')", "-math.inf", "None", "9**15", "9**16", "'0'");

  private final SplittableRandom random = new SplittableRandom(20240301);
  private int read;
  private int refused;
  private int drawn;

  @Test
  void onlyRefusals() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < CASES; i++) {
            check(notation(), asked());
          }
        });
    assertThat(read + refused).isEqualTo(CASES);
    assertThat(read).isGreaterThan(CASES / 20);
    assertThat(refused).isGreaterThan(CASES / 20);
    assertThat(drawn).isGreaterThan(CASES / 30);
  }

  private void check(String notation, TensorContext asked) {
    TensorPadding padding;
    try {
      padding = NotationReader.read("command line", notation, asked);
      read++;
    } catch (Refusal refusal) {
      assertThat(RefusalText.of(refusal.faults())).as(notation).startsWith("error: ");
      refused++;
      return;
    }
    List<NotationResult> all = Writer.all(padding);
    assertThat(all).hasSize(16);
    assertThat(PaddingText.of(padding, all, 80)).as(notation).doesNotContain("null");
    try {
      assertThat(PictureText.of(PaddedPicture.of(padding))).isNotEmpty();
      drawn++;
    } catch (Refusal refusal) {
      assertThat(refusal).hasMessageStartingWith("--show ");
    }
  }

  private String notation() {
    StringBuilder text = new StringBuilder();
    for (char letter : any(NOTATIONS).toCharArray()) {
      switch (letter) {
        case 'A' -> text.append(random.nextInt(12) > 0 ? random.nextInt(3) : any(AMOUNTS));
        case 'M' -> text.append(any(MODES));
        case 'V' -> text.append(any(VALUES));
        default -> text.append(letter);
      }
    }
    if (random.nextInt(8) == 0) {
      int at = random.nextInt(text.length());
      text.delete(at, Math.min(at + 1 + random.nextInt(3), text.length()));
    }
    return text.toString();
  }

  private TensorContext asked() {
    Integer rank = random.nextInt(3) == 0 ? null : 1 + random.nextInt(6);
    List<String> names =
        DataLayout.names().stream().filter(name -> rank == null || name.length() == rank).toList();
    DataLayout layout =
        names.isEmpty() || random.nextInt(3) > 0 ? null : DataLayout.named(any(names)).get();
    if (rank == null || random.nextInt(3) == 0) {
      return new TensorContext(rank, layout, null);
    }
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      sizes.add(
          switch (random.nextInt(8)) {
            case 0 -> Size.unknown("n");
            case 1 -> Size.of(0);
            case 2 -> Size.of(Integer.MAX_VALUE);
            default -> Size.of(1 + random.nextInt(6));
          });
    }
    return new TensorContext(rank, layout, new Shape(sizes));
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
