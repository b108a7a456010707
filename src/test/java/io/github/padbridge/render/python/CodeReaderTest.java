package io.github.padbridge.render.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Lines are broken in their brackets as black breaks them. */
class CodeReaderTest {
  private static String written(String line, String after) {
    CodeWriter code = new CodeWriter();
    code.statement(1, line, after);
    return code.toString();
  }

  @Test
  void shortLinesStay() {
    for (String line :
        new String[] {
          "x = x[:, :, 1:-1]",
          "x = f(x, (1,), \"a, (b\")",
          "onnx.Relu()",
          "# left out: silu",
          "x = x + b[:, None]"
        }) {
      assertThat(written(line, "")).isEqualTo("    " + line + "\n");
      assertThat(CodeReader.read(line).flat()).isEqualTo(line);
    }
  }

  @Test
  void argumentsMoveToALineOfTheirOwn() {
    String arguments = "first, " + "second, ".repeat(7) + "mode=\"reflect, (\"";
    assertThat(written("x = function(" + arguments + ")", ""))
        .isEqualTo("    x = function(\n        " + arguments + "\n    )\n");
  }

  @Test
  void thenEachHasALine() {
    String tuple = "((0, 0), (0, 0), (1, 1), (1, 1))";
    String line = "layers.Pad(x, a=" + tuple + ", b=" + tuple + ", c=(1,))";
    assertThat(written(line, ","))
        .isEqualTo(
            """
                layers.Pad(
                    x,
                    a=((0, 0), (0, 0), (1, 1), (1, 1)),
                    b=((0, 0), (0, 0), (1, 1), (1, 1)),
                    c=(1,),
                ),
            """);
  }

  @Test
  void parametersOfFunctions() {
    CodeWriter code = new CodeWriter();
    code.function("chain", Collections.nCopies(20, "weight"));
    assertThat(code.toString())
        .startsWith("def chain(\n    weight,\n")
        .endsWith("    weight,\n):\n");
  }
}
