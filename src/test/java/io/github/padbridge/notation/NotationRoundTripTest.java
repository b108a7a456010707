package io.github.padbridge.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a notation says is read as what was meant, by its own reader. */
class NotationRoundTripTest {
  private static final int PADDINGS = 7938;

  /** How many of them each notation can say. */
  private static final Map<String, Integer> SAID =
      Map.ofEntries(
          Map.entry("F.pad", 4392),
          Map.entry("ONNX Conv", 96),
          Map.entry("ONNX Pad", 6228),
          Map.entry("ZeroPaddingND", 96),
          Map.entry("jax.lax.pad", 4410),
          Map.entry("jnp.pad", 6282),
          Map.entry("lax.conv padding", 118),
          Map.entry("nn.CircularPadNd", 234),
          Map.entry("nn.ConstantPadNd", 984),
          Map.entry("nn.ConvNd", 400),
          Map.entry("nn.ReflectionPadNd", 234),
          Map.entry("nn.ReplicationPadNd", 234),
          Map.entry("nn.ZeroPadNd", 328),
          Map.entry("np.pad", 6282),
          Map.entry("tf.pad", 6726));

  private static TensorPadding read(NotationResult written, TensorPadding meant) {
    TensorContext asked = new TensorContext(meant.rank(), meant.layout(), null);
    return NotationReader.read("test", written.expression(), asked);
  }

  private static void assertSame(NotationResult written, TensorPadding read, TensorPadding meant) {
    assertThat(read.axes()).as(written.expression()).isEqualTo(meant.axes());
    assertThat(read.mode()).as(written.expression()).isEqualTo(meant.mode());
    assertThat(read.value()).as(written.expression()).isEqualTo(meant.value());
  }

  private static TensorPadding inLayoutOf(NotationResult written, TensorPadding padding) {
    return written.layout() == null ? padding : padding.in(written.layout());
  }

  @Test
  void everyExpressionIsReadAsWhatItWasWrittenFor() {
    Map<String, Integer> said = new TreeMap<>();
    int paddings = 0;
    for (TensorPadding padding : PaddingGrid.all()) {
      paddings++;
      for (NotationResult written : Writer.all(padding)) {
        if (written.isSaid()) {
          TensorPadding meant = inLayoutOf(written, padding);
          TensorPadding read = read(written, meant);
          assertSame(written, read, meant);
          if (meant.layout() != null) {
            assertThat(read).isEqualTo(meant);
          }
          said.merge(written.notation().replaceAll("[123](?=[dD]$)", "N"), 1, Integer::sum);
        }
      }
    }
    assertThat(paddings).isEqualTo(PADDINGS);
    assertThat(said).isEqualTo(SAID);
  }

  /** Told the rank alone, a reader finds the same amounts on the same axes. */
  @Test
  void theRankAloneTellsTheAxes() {
    int cases = 0;
    for (TensorPadding padding : PaddingGrid.all()) {
      for (NotationResult written : Writer.all(padding)) {
        if (written.isSaid()) {
          TensorPadding meant = inLayoutOf(written, padding);
          TensorContext asked = new TensorContext(meant.rank(), null, null);
          TensorPadding read = NotationReader.read("test", written.expression(), asked);
          assertSame(written, read, meant);
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(SAID.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Who can say what, stated once more by the modes and signs that a framework takes. */
  @Test
  void aNotationSaysWhatItsFrameworkTakes() {
    int cases = 0;
    for (TensorPadding padding : PaddingGrid.all()) {
      boolean isNegative = padding.axes().stream().anyMatch(a -> a.before() < 0 || a.after() < 0);
      boolean isSpread = padding.axes().stream().anyMatch(a -> a.interior() > 0);
      boolean isMirrored =
          padding.mode() == FillMode.REFLECT || padding.mode() == FillMode.SYMMETRIC;
      boolean isConstant = padding.mode() == FillMode.CONSTANT;
      for (NotationResult written : Writer.all(padding)) {
        Boolean expected =
            switch (written.notation()) {
              case "np.pad", "jnp.pad" -> !isNegative && !isSpread;
              case "jax.lax.pad" -> isConstant;
              case "ONNX Pad" -> !isSpread && padding.mode() != FillMode.SYMMETRIC;
              case "tf.pad" ->
                  !(written.layout() == null
                          && written.reason() != null
                          && written.reason().contains("--layout"))
                      && !isNegative
                      && !isSpread
                      && (isConstant || (isMirrored && padding.rank() < 6));
              default -> null;
            };
        if (expected != null) {
          assertThat(written.isSaid()).as("%s %s", written, padding).isEqualTo(expected);
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(6 * PADDINGS);
  }
}
