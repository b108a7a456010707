package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the texts of sides stand for, every field of every op; and which are refused, where. */
class SideTextTest {
  /**
   * A case of a file: its name, the text, the text of the other side where there is one, and what
   * is expected.
   */
  record Case(String name, String text, String other, List<String> expected) {
    static Case of(String lines) {
      List<String> all = lines.lines().toList();
      String text =
          all.stream()
              .skip(1)
              .filter(line -> !isExpected(line) && !line.startsWith("-- "))
              .collect(Collectors.joining("\n"));
      String other = all.stream().filter(line -> line.startsWith("-- ")).findFirst().orElse("-- ");
      return new Case(
          all.get(0), text, other.substring(3), all.stream().filter(Case::isExpected).toList());
    }

    private static boolean isExpected(String line) {
      return line.startsWith("-> ") || line.startsWith("-! ");
    }

    SideText side() {
      return SideText.parse("side", text);
    }

    List<Layer> layers() {
      return other.isEmpty() ? List.of() : SideTexts.read(other).layers();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> cases(String file) {
    try (InputStream in = SideTextTest.class.getResourceAsStream("/chain/" + file)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("(?m)^== "))
          .filter(lines -> !lines.isBlank())
          .map(Case::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Case> sides() {
    return cases("sides.txt");
  }

  static Stream<Case> refusals() {
    return cases("refusals.txt");
  }

  @ParameterizedTest
  @MethodSource("sides")
  void reads(Case given) {
    Chain chain = given.side().resolve(given.layers(), Map.of());
    List<String> lines = new ArrayList<>();
    lines.add("-> " + SideTexts.style(chain.style()));
    SideTexts.ops(chain).forEach(line -> lines.add("-> " + line));
    chain.notes().forEach(note -> lines.add("-> note: " + note));
    assertThat(lines).isEqualTo(given.expected());
    chain.ops().forEach(op -> assertThat(op.place().source()).isEqualTo("side"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case given) {
    assertThatThrownBy(() -> given.side().resolve(given.layers(), Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.faults().stream().map(SideTextTest::line).toList())
                    .isEqualTo(given.expected()));
  }

  private static String line(Fault fault) {
    Place place = Objects.requireNonNull(fault.place());
    return "-! " + place.line() + ":" + place.column() + " " + fault.message();
  }

  @Test
  void countsItsCases() {
    assertThat(sides()).hasSize(83);
    assertThat(refusals()).hasSize(120);
  }

  @Test
  void takesTheShapeOfTheInput() {
    Chain chain =
        SideText.parse(
                "side", "x = F.pad(x, (1, 1))\ny = F.conv1d(x, w)[..., 1:]\nF.max_pool1d(y, 2)")
            .resolve(SideTexts.read("nn.Conv1d(3, 8, 3)").layers(), inputShape(5, 3, 10));
    assertThat(chain.layers().get(0).inputShape()).isEqualTo(Shape.of(5, 3, 12));
    assertThat(chain.layers().get(1).inputShape()).isEqualTo(Shape.of(5, 8, 9));
  }

  @Test
  void takesAnInputWithoutABatch() {
    Chain chain =
        SideText.parse("side", "nn.ReflectionPad2d(1)\nnn.Conv2d(3, 8, 3)")
            .resolve(List.of(), inputShape(3, 10, 11));
    assertThat(SideTexts.ops(chain))
        .containsExactly(
            "1:1 pad CHW 0,0 1,1 1,1 reflect 0 on (3, 10, 11)",
            "2:1 Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1)) on (3, 12, 13)");
  }

  @Test
  void refusesAnInputThatDoesNotFit() {
    SideText side = SideText.parse("side", "nn.ReflectionPad2d(4)\nnn.Conv2d(3, 8, 3)");
    assertThatThrownBy(() -> side.resolve(List.of(), inputShape(1, 3, 4, 4)))
        .hasMessage("reflect needs amounts smaller than the axis (got 4 on axis H of 4)");
    assertThatThrownBy(() -> side.resolve(List.of(), inputShape(1, 4, 9, 9)))
        .hasMessage("this layer takes 3 channels (got 4)");
    assertThatThrownBy(() -> side.resolve(List.of(), inputShape(1, 3)))
        .hasMessage("the input has 4 axes, NCHW (got 2 sizes)");
  }

  @Test
  void takesOptionsForOneLayer() {
    SideText side = SideText.parse("side", "y = F.conv2d(F.pad(x, (1, 1)), w)");
    Map<String, JsonValue> options = Map.of("weight_shape", list(8, 3, 5, 7));
    assertThat(SideTexts.ops(side.resolve(List.of(), options)))
        .containsExactly(
            "1:14 pad NCHW 0,0 0,0 0,0 1,1 constant 0 on (N, C_in, H_in, W_in)",
            "1:5 Conv2d(3, 8, kernel_size=(5, 7), stride=(1, 1), bias=False) on (N, 3, H_in,"
                + " W_in)");
    SideText two = SideText.parse("side", "nn.Conv2d(3, 8, 3)\nnn.Conv2d(8, 8, 3)");
    assertThatThrownBy(() -> two.resolve(List.of(), options))
        .hasMessage("--weight-shape describes one layer (got 2 layers)");
  }

  private static Map<String, JsonValue> inputShape(int... sizes) {
    return Map.of("input_shape", list(sizes));
  }

  private static JsonArray list(int... sizes) {
    return new JsonArray(
        0,
        0,
        IntStream.of(sizes)
            .<JsonValue>mapToObj(
                size -> size < 0 ? new JsonNull(0, 0) : new JsonNumber(0, 0, (long) size))
            .toList());
  }

  static Stream<String> hostileTexts() {
    return Stream.of(
        "x".repeat(1 << 17),
        "(".repeat(30_000),
        "nn.Conv2d(" + "(".repeat(20_000) + ")".repeat(20_000) + ")",
        "x" + "()".repeat(30_000),
        "y = F.conv2d(x" + "[:]".repeat(20_000) + ", w)",
        "y = " + "x + ".repeat(15_000) + "F.conv2d(x, w)",
        "y = " + "-".repeat(60_000) + "x",
        "y = " + "f(".repeat(20_000) + "x" + ")".repeat(20_000),
        "a = nn.Conv2d(3, 3, 3)\n" + "a = nn.Sequential(a, a)\n".repeat(2_500),
        "a = [1, 1]\n" + "a = [a, a]\n".repeat(5_000) + "nn.Conv2d(3, 3, a)",
        "a = nn.ReLU()\n" + "a = [a, a]\n".repeat(5_000) + "nn.Sequential(a)",
        "x = F.conv2d(x, w)\n".repeat(3_400),
        """
        def f(x): return g(g(x))
        def g(x): return f(f(x))
        y = f(x)\
        """,
        functions(60),
        "def f(x):\n".repeat(3_000),
        nested("if x is None:"),
        "if x is None:\n    y = 1\nel"
            + "if x is None:\n    y = 1\nel".repeat(2_000)
            + "se:\n  z = 1",
        "{\"op\": " + "[".repeat(60_000));
  }

  /** Each calls the one before it twice. */
  private static String functions(int count) {
    StringBuilder text = new StringBuilder("def f0(x): return x\n");
    for (int i = 1; i < count; i++) {
      text.append("def f%d(x): return f%d(f%d(x))\n".formatted(i, i - 1, i - 1));
    }
    return text.append("y = f%d(x)".formatted(count - 1)).toString();
  }

  private static String nested(String statement) {
    return IntStream.range(0, 200)
        .mapToObj(depth -> " ".repeat(depth) + statement)
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void refusesWhatIsTooMuch(String text) {
    assertThatThrownBy(() -> SideText.parse("side", text).resolve(List.of(), Map.of()))
        .isInstanceOf(Refusal.class);
  }
}
