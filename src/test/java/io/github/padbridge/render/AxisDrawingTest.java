package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Pictures;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AxisDrawingTest {
  private static final Pattern OMITTED = Pattern.compile(" \\.\\.\\. (\\d+) \\.\\.\\.( |$)");
  private static final Glyphs ASCII = new Glyphs(true, false);

  private static AxisPicture picture(
      String op, int kernel, int stride, int padding, int dilation, int in) {
    return Pictures.of(
            TestData.spec(
                String.format(
                    "{'op': '%s', 'kernel_size': %d, 'stride': %d, 'padding': %d, 'dilation': %d,"
                        + " 'input_shape': [1, 1, %d]}",
                    op, kernel, stride, padding, dilation, in)))
        .orElseThrow()
        .axes()
        .get(0);
  }

  @Test
  void aLongAxisIsLeftOutInTheMiddle() {
    AxisPicture picture = picture("conv_transpose1d", 4, 3, 2, 1, 1000);
    assertThat(new AxisDrawing(picture, 80, ASCII).text())
        .isEqualTo(
            """
              input   x 0 0 x 0 0 x ... 2988 ... 0 0 x        1000, 2 zeros between elements
              first   k k k k                                 4 wide
              last                                   k k k k  starts at 2997
              full    s s s s s s s     ...      s s s s s s  3001 = (1000 - 1)*3 + 4
              output  / / y y y y y     ...      y y y y / /  2997, cropped 2 + 2
            """);
  }

  @Test
  void narrowTerminalsHaveTheNotesBelow() {
    AxisPicture picture = picture("conv1d", 3, 2, 1, 2, 9);
    assertThat(new AxisDrawing(picture, 40, new Glyphs(false, false)).text())
        .isEqualTo(
            """
              input   □ ■ ■ ■ ■ ■ ■ ■ ■ ■ □
                      9, padded 1 + 1
              first   ▲ ─ ▲ ─ ▲
                      3 wide, dilation 2: spans 5
              last                ▲ ─ ▲ ─ ▲
                      starts at 6
              output  ■   ■   ■   ■
                      4, stride 2
            """);
  }

  @Test
  void coloursChangeNoSign() {
    AxisPicture picture = picture("conv_transpose1d", 3, 2, 1, 1, 6);
    String plain = new AxisDrawing(picture, 80, new Glyphs(false, false)).text();
    String coloured = new AxisDrawing(picture, 80, new Glyphs(false, true)).text();
    assertThat(coloured).isNotEqualTo(plain);
    assertThat(coloured.replaceAll("\u001B\\[\\d+m", "")).isEqualTo(plain);
  }

  /** No line is too long, all are to the same scale, and what is left out is counted. */
  @Test
  void everyLayerFitsEveryWidth() {
    SplittableRandom random = new SplittableRandom(5);
    int elided = 0;
    int whole = 0;
    for (int i = 0; i < 1500; i++) {
      int kernel = 1 + random.nextInt(random.nextInt(8) == 0 ? 60 : 6);
      int padding = random.nextInt(kernel / 2 + 1);
      AxisPicture picture =
          picture(
              random.nextBoolean() ? "conv1d" : "conv_transpose1d",
              kernel,
              1 + random.nextInt(4),
              padding,
              1 + random.nextInt(2),
              1 + 2 * kernel + random.nextInt(random.nextInt(3) == 0 ? 1_000_000 : 30));
      int width = 44 + random.nextInt(100);
      List<String> lines = new AxisDrawing(picture, width, ASCII).text().lines().toList();
      boolean beside = lines.size() == picture.strips().size();
      for (int line = 0; line < lines.size(); line += beside ? 1 : 2) {
        assertThat(lines.get(line).length()).as(lines.get(line)).isLessThanOrEqualTo(width);
      }
      String first = lines.get(0);
      Matcher omitted = OMITTED.matcher(first);
      boolean cut = omitted.find();
      long hidden = cut ? Long.parseLong(omitted.group(1)) : 0;
      String cells =
          beside
              ? first.substring(
                  0,
                  first.lastIndexOf(
                      "  ", first.indexOf(", ") < 0 ? first.length() : first.indexOf(", ")))
              : first;
      long shown =
          cells.substring(10).chars().filter(c -> "xo0/".indexOf(c) >= 0).count()
              - (cut ? omitted.group().chars().filter(c -> c == '0').count() : 0);
      // The input of a transposed convolution ends before the last kernel does.
      long end = picture.strips().get(0).end() - picture.begin();
      assertThat(shown + hidden).as(first).isBetween(end, picture.end() - picture.begin());
      elided += cut ? 1 : 0;
      whole += cut ? 0 : 1;
    }
    assertThat(elided).isGreaterThan(300);
    assertThat(whole).isGreaterThan(300);
  }
}
