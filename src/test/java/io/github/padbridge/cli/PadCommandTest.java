package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PadCommandTest {
  private static String answer(String... args) {
    String[] command = new String[args.length + 1];
    command[0] = "pad";
    System.arraycopy(args, 0, command, 1, args.length);
    CommandRun run = CommandRun.of(command);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    return run.out();
  }

  @Test
  void everyNotationHasALine() {
    assertThat(answer("--rank", "4", "F.pad(x, (1, 2, 0, 3))"))
        .isEqualTo(
            """
            NCHW: (N, C, H, W) -> (N, C, H + 3, W + 3)
              axis H  0 before, 3 after
              axis W  1 before, 2 after
              constant 0

              notation          axes  padding
              F.pad             NCHW  F.pad(x, (1, 2, 0, 3))
              nn.ZeroPad2d      NCHW  nn.ZeroPad2d((1, 2, 0, 3))
              nn.ConstantPad2d  NCHW  nn.ConstantPad2d((1, 2, 0, 3), 0)
              nn.Conv2d         NCHW  - pads both ends alike (got 0 and 3 on axis H)
              tf.pad            NCHW  tf.pad(x, [[0, 0], [0, 0], [0, 3], [1, 2]])
              tf.pad            NHWC  tf.pad(x, [[0, 0], [0, 3], [1, 2], [0, 0]])
              ZeroPadding2D     NHWC  keras.layers.ZeroPadding2D(((0, 3), (1, 2)))
              np.pad            NCHW  np.pad(x, ((0, 0), (0, 0), (0, 3), (1, 2)))
              jnp.pad           NCHW  jnp.pad(x, ((0, 0), (0, 0), (0, 3), (1, 2)))
              jax.lax.pad       NCHW  jax.lax.pad(x, 0.0, [(0, 0, 0), (0, 0, 0), (0, 3, 0), (1, 2, 0)])
              lax.conv padding  NCHW  [(0, 3), (1, 2)]
              ONNX Pad          NCHW  pads=[0, 0, 0, 1, 0, 0, 3, 2]
              ONNX Conv         NCHW  pads=[0, 1, 3, 2]

            Note: F.pad lists the last axis first, with two numbers per axis; tf.pad, Keras and ONNX list the axes in order.
            """);
  }

  @Test
  void theOrderOfALayersPaddingIsExplained() {
    assertThat(answer("padding=(1, 0)"))
        .contains("  F.pad             NCHW  F.pad(x, (0, 0, 1, 1))\n")
        .endsWith(
            "\nNote: the padding argument of a layer has the order H, W, with one number per axis;"
                + " F.pad lists the last axis first, with two numbers per axis.\n");
  }

  @Test
  void whatCannotBeSaidHasItsReasonAndAWayRound() {
    assertThat(answer("--rank", "3", "F.pad(x, (-1, 2), value=-math.inf)"))
        .contains("  constant -inf\n")
        .contains(
            "tf.pad            NLC   - takes no negative amounts (got -1 and 2 on axis L); instead:"
                + " tf.pad(x, [[0, 0], [0, 2], [0, 0]], constant_values=float(\"-inf\"))[:, 1:]\n")
        .contains("ZeroPadding1D     NLC   - pads with zeros (got float(\"-inf\"))\n");
    assertThat(answer("--input-shape", "2,3,8", "nn.ReplicationPad1d((1, 2))"))
        .contains("NCL: (2, 3, 8) -> (2, 3, 11)\n")
        .contains("instead: tf.gather(x, tf.clip_by_value(tf.range(-1, 10), 0, 7), axis=1)\n");
    assertThat(
            answer("--layout", "NHWC", "tf.pad(x, [[0, 0], [1, 1], [0, 1], [0, 0]], 'SYMMETRIC')"))
        .contains(
            "F.pad             NCHW  - has no mode for symmetric padding; instead:"
                + " F.pad(x, (0, 1, 1, 1), mode=\"replicate\")\n");
    assertThat(answer("jax.lax.pad(x, 0., [(1, 0, 2)])"))
        .contains(
            "tf.pad            as given  - puts nothing between elements (got 2 on axis 0)\n");
  }

  @Test
  void aPictureShowsWhatIsPadding() {
    assertThat(answer("--input-shape", "1,1,3,4", "--show", "nn.ReflectionPad2d((1, 2, 0, 2))"))
        .endsWith(
            """

            Rows along axis H, columns along axis W:

               2 |  1  2  3  4 |  3  2
               6 |  5  6  7  8 |  7  6
              10 |  9 10 11 12 | 11 10
              ---+-------------+------
               6 |  5  6  7  8 |  7  6
               2 |  1  2  3  4 |  3  2

            Legend: the numbers count the input elements in order; lines separate the input from its padding.
            """);
    assertThat(
            answer(
                "--input-shape",
                "1,2,2,3,1",
                "--show",
                "keras.layers.ZeroPadding3D(((1, 0), (0, 1), (0, 1)))"))
        .endsWith(
            """

            Rows along axis H, columns along axis W; also padded but not drawn: axis D:

              1 2 3 | 0
              4 5 6 | 0
              ------+--
              0 0 0 | 0

            Legend: the numbers count the input elements in order; 0 is padding; lines separate the input from its padding.
            """);
    assertThat(answer("--input-shape", "4", "--show", "jax.lax.pad(x, 9., [(1, -2, 1)])"))
        .endsWith(
            "\n"
                + "Along axis 0:\n\n"
                + "  9 | 1 9 2 9 3\n\n"
                + "Legend: the numbers count the input elements in order; 9 is padding; lines"
                + " separate the input from its padding.\n");
    assertThat(answer("--input-shape", "3", "--show", "F.pad(x, (-3, 0))"))
        .endsWith("\nAlong axis 0:\n\n  the result is empty\n");
  }

  @Test
  void theTableNamesThePlaceOfEveryAxis() {
    assertThat(answer("--table"))
        .contains(
            """
              axis  NCHW  NHWC  F.pad           nn.Conv2d   tf.pad NHWC  ZeroPadding2D  ONNX Pad          ONNX Conv
              N     0     0     pad[6], pad[7]  -           paddings[0]  -              pads[0], pads[4]  -
              C     1     3     pad[4], pad[5]  -           paddings[3]  -              pads[1], pads[5]  -
              H     2     1     pad[2], pad[3]  padding[0]  paddings[1]  padding[0]     pads[2], pads[6]  pads[0], pads[2]
              W     3     2     pad[0], pad[1]  padding[1]  paddings[2]  padding[1]     pads[3], pads[7]  pads[1], pads[3]
            """)
        .contains("  axis  NCL  NLC ", "  axis  NCDHW  NDHWC ");
  }

  private static JsonObject json(String... args) {
    return (JsonObject) TestData.parsed(answer(args)).get(0).require();
  }

  @Test
  void jsonIsOneStableObject() {
    JsonObject answer =
        json("--format", "json", "--input-shape", "?,3,8,8", "F.pad(x, (-1, 2), value=1.5)");
    assertThat(answer.fields().keySet())
        .containsExactly(
            "rank",
            "layout",
            "mode",
            "value",
            "amounts",
            "interior",
            "input_shape",
            "output_shape",
            "notations");
    assertThat(answer.fields().get("amounts").quoted())
        .isEqualTo("[[0, 0], [0, 0], [0, 0], [-1, 2]]");
    assertThat(answer.fields().get("output_shape").quoted()).isEqualTo("[null, 3, 8, 9]");
    assertThat(answer.fields().get("value").quoted()).isEqualTo("1.5");
    List<JsonValue> notations = ((JsonArray) answer.fields().get("notations")).items();
    assertThat(notations)
        .extracting(item -> ((JsonObject) item).fields().get("notation").quoted())
        .containsExactly(
            "\"F.pad\"",
            "\"nn.ZeroPad2d\"",
            "\"nn.ConstantPad2d\"",
            "\"nn.ReflectionPad2d\"",
            "\"nn.ReplicationPad2d\"",
            "\"nn.CircularPad2d\"",
            "\"nn.Conv2d\"",
            "\"tf.pad\"",
            "\"tf.pad\"",
            "\"ZeroPadding2D\"",
            "\"np.pad\"",
            "\"jnp.pad\"",
            "\"jax.lax.pad\"",
            "\"lax.conv padding\"",
            "\"ONNX Pad\"",
            "\"ONNX Conv\"");
    for (JsonValue item : notations) {
      JsonObject written = (JsonObject) item;
      assertThat(written.fields().keySet())
          .containsExactly("notation", "layout", "expression", "reason", "instead");
      assertThat(written.fields().get("expression") instanceof JsonNull)
          .isNotEqualTo(written.fields().get("reason") instanceof JsonNull);
    }
  }

  @Test
  void aValueThatJsonHasNoNumberForIsAString() {
    assertThat(
            json("--format", "json", "--rank", "3", "F.pad(x, (1, 2), value=float('-inf'))")
                .fields()
                .get("value")
                .quoted())
        .isEqualTo("\"-Infinity\"");
    assertThat(json("--format", "json", "nn.CircularPad1d(1)").fields().get("value").quoted())
        .isEqualTo("null");
  }

  @Test
  void aRefusalPointsIntoTheNotation() {
    CommandRun run = CommandRun.of("pad", "F.pda(x, (1, 2, 0, 3))");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            error: F.pda is not a known padding
              --> command line
                  F.pda(x, (1, 2, 0, 3))
                  ^
              help: did you mean 'F.pad'?
            """);
    CommandRun json =
        CommandRun.of("pad", "--format", "json", "F.pad(x, (1, 2, 3))", "--rank", "4");
    assertThat(json.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(json.err()).isEmpty();
    assertThat(json.out())
        .contains("expected two numbers for each axis")
        .contains("\"column\" : 10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pad | NOTATION is missing",
        "pad --table --show | --table cannot be used with other arguments",
        "pad --table padding=(1,0) | --table cannot be used with other arguments",
        "pad --show padding=(1,0) | --show needs --input-shape",
        "pad --show --input-shape 1,1,3,3 --format json padding=(1,0) | --show needs --format text",
        "pad --show --input-shape 1,1,3,300 padding=(1,0) | --show draws up to 24 elements along an axis (got 300 along axis W)",
        "pad --show --input-shape 1,1,3,? padding=(1,0) | --show needs the size of axis W",
        "pad --rank 7 padding=(1,0) | --rank must be from 1 to 6 (got 7)",
        "pad --rank 0 padding=(1,0) | --rank must be from 1 to 6 (got 0)",
        "pad --rank x padding=(1,0) | --rank must be a number (got 'x')",
        "pad --layout NCWH padding=(1,0) | there is no layout 'NCWH'",
        "pad --layout NCL --rank 4 padding=(1,0) | --layout NCL and --rank 4 have different numbers of axes",
        "pad --layout NCL --input-shape 1,2,3,4 padding=(1,0) | --input-shape 1,2,3,4 and --layout NCL have different numbers of axes",
        "pad --input-shape 1,2,-3,4 padding=(1,0) | --input-shape must be sizes such as 1,3,32,32, with ? for an unknown one (got '-3')",
        "pad --input-shape 1,2,99999999999,4 padding=(1,0) | --input-shape must be sizes such as 1,3,32,32",
        "pad --input-shape 1,2,3,4,5,6,7 padding=(1,0) | --input-shape must have 1 to 6 sizes (got 7)",
        "pad padding=(1,0) padding=(1,0) | unexpected argument 'padding=(1,0)'",
      })
  void unusableCommandLines(String command, String error) {
    CommandRun run = CommandRun.of(command.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + error).contains("  help: ");
  }

  @Test
  void layoutsAreKnownByTensorFlowsNamesToo() {
    assertThat(answer("--layout", "nwc", "tf.pad(x, [[0, 0], [1, 2], [0, 0]])"))
        .contains("NLC: (N, L, C) -> (N, L + 3, C)", "nn.ZeroPad1d((1, 2))");
    assertThat(answer("--input-shape", "(1, 3, ?)", "--layout", "NCW", "F.pad(x, (1, 2))"))
        .contains("NCL: (1, 3, L) -> (1, 3, L + 3)");
  }
}
