package io.github.padbridge.cli;

import io.github.padbridge.chain.WrappedLayer;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.Screen;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.notation.NotationReader;
import io.github.padbridge.notation.NotationResult;
import io.github.padbridge.notation.PaddedPicture;
import io.github.padbridge.notation.TensorContext;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.notation.Writer;
import io.github.padbridge.render.PaddingText;
import io.github.padbridge.render.PictureText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code padbridge pad}: a padding in the notation of every framework. */
public final class PadCommand extends SubCommand {
  private @Nullable String notation;
  private final TensorOptions tensor;
  private Format format = Format.TEXT;
  private boolean show;
  private boolean table;

  PadCommand(Console console) {
    super(
        console,
        "pad",
        "Writes padding in the notation of every other framework.",
        "Layouts: PyTorch and ONNX have the channels first; Keras has them last unless data_format"
            + " says otherwise. tf.pad, np.pad, jnp.pad and lax.pad list every axis without a"
            + " meaning, so they are translated axis by axis; --layout tells which axes are spatial.");
    this.tensor = new TensorOptions(options);
    options.parameter(
        String.class,
        value -> notation = value,
        "NOTATION",
        "0..1",
        "F.pad(...), nn.ZeroPad2d(...) and the other PyTorch padding layers, padding=(1, 0) of a"
            + " PyTorch layer, tf.pad(...), keras.layers.ZeroPadding2D(...), np.pad(...),"
            + " jnp.pad(...), jax.lax.pad(...), [(0, 3), (1, 2)] of a JAX convolution, or"
            + " pads=[0, 1, 3, 2] of ONNX.");
    options.group(OptionGroup.OUTPUT);
    options.format(value -> format = value, EnumSet.of(Format.TEXT, Format.JSON));
    options.flag(
        value -> show = value,
        "--show",
        "Draw a padded array with numbered elements; needs --input-shape.");
    options.flag(
        value -> table = value,
        "--table",
        "Print the order of the axes in each notation, in place of an answer.");
    options.examples(
        "padbridge pad --rank 4 'F.pad(x, (1, 2, 0, 3))'",
        "padbridge pad 'padding=(1, 0)'",
        "padbridge pad --layout NHWC 'tf.pad(x, [[0, 0], [0, 3], [1, 2], [0, 0]])'",
        "padbridge pad --input-shape 1,1,3,4 --show 'nn.ReflectionPad2d((1, 2, 0, 2))'");
  }

  @Override
  public Integer call() throws IOException {
    if (table) {
      if (notation != null || show || format == Format.JSON) {
        throw usage("--table cannot be used with other arguments");
      }
      Screen screen = console.screen();
      String places = screen.shown(PaddingText.places(screen.tableColumns()));
      console.out().write(places.getBytes(StandardCharsets.UTF_8));
      return ExitCode.OK;
    }
    if (notation == null) {
      throw usage("NOTATION is missing", "give a padding such as 'F.pad(x, (1, 2, 0, 3))'");
    }
    checkShow();
    AnswerWriter answers = new AnswerWriter(format, console);
    String text = notation;
    TensorContext asked = tensor.asked();
    Attempt<TensorPadding> attempt = Attempt.of(() -> answer(text, asked, answers));
    Tally tally = new Tally();
    if (!attempt.succeeded()) {
      tally.refuse(attempt);
      answers.refuse(LayerRecord.Label.NONE, attempt.faults());
    }
    answers.finish();
    return tally.requireExitCode();
  }

  private TensorPadding answer(String text, TensorContext asked, AnswerWriter answers) {
    TensorPadding padding = read(text, asked);
    String picture = show ? "\n" + PictureText.of(PaddedPicture.of(padding)) : "";
    List<NotationResult> written = Writer.all(padding);
    try {
      answers.write(
          () -> PaddingText.of(padding, written, console.screen().tableColumns()) + picture,
          json -> json.padding(padding, written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return padding;
  }

  /** A padding, or the one in a text around it, such as an assignment. */
  private TensorPadding read(String text, TensorContext asked) {
    try {
      return NotationReader.read(Place.COMMAND_LINE, text, asked);
    } catch (Refusal refusal) {
      SourceText source = new SourceText(Place.COMMAND_LINE, text);
      WrappedLayer pad =
          WrappedLayer.padIn(source)
              .filter(found -> NotationReader.isNotation(found.call().name()))
              .orElseThrow(() -> refusal);
      TensorPadding padding = NotationReader.read(source, pad.call(), asked);
      pad.notes().forEach(note -> console.err().println("note: " + note));
      return padding;
    }
  }

  private void checkShow() {
    if (show && !tensor.hasInputShape()) {
      throw usage("--show needs --input-shape", "add a shape such as --input-shape 1,1,3,3");
    }
    if (show && format == Format.JSON) {
      throw usage("--show needs --format text");
    }
  }
}
