package io.github.padbridge.cli.output;

import io.github.padbridge.diagnostic.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard error. Every line is made {@link Printable} and written when it is complete. Earlier
 * answers are flushed first, so that both are in order if they share a pipe.
 */
public final class MessageStream extends PrintStream {
  private final Lines lines;
  private boolean quiet;

  /**
   * @param screen what the messages are read on
   */
  public MessageStream(PrintStream err, OutputStream answers, Screen screen) {
    this(new Lines(err, answers, screen));
  }

  private MessageStream(Lines lines) {
    super(lines, false, StandardCharsets.UTF_8);
    this.lines = lines;
  }

  /** The same messages on another stream. */
  MessageStream to(PrintStream err) {
    MessageStream other = new MessageStream(err, lines.answers, lines.screen);
    other.quiet = quiet;
    return other;
  }

  Screen screen() {
    return lines.screen;
  }

  /** Leaves out notes, which begin with "note: ", and {@link #remark remarks} from here on. */
  public void quieten() {
    quiet = true;
  }

  boolean isQuiet() {
    return quiet;
  }

  /** Prints a line that is no error, such as a summary. */
  public void remark(String line) {
    if (!quiet) {
      println(line);
    }
  }

  /** The same without making it printable, for commands to a terminal or a server. */
  public PrintStream unchecked() {
    flush();
    lines.passAnswers();
    return lines.err;
  }

  /** Prints one line, whatever the text holds. */
  @Override
  public void println(@Nullable String text) {
    String line = String.valueOf(text);
    if (!quiet || !line.startsWith("note: ")) {
      print(Printable.line(line) + "\n");
    }
  }

  private static final class Lines extends OutputStream {
    private final PrintStream err;
    private final OutputStream answers;
    private final Screen screen;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(PrintStream err, OutputStream answers, Screen screen) {
      this.err = err;
      this.answers = answers;
      this.screen = screen;
    }

    @Override
    public synchronized void write(int b) {
      line.write(b);
      if (b == '\n') {
        flush();
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }

    @Override
    public synchronized void flush() {
      if (line.size() == 0) {
        return;
      }
      passAnswers();
      // Windows line ends.
      String ended = line.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
      String printable = Printable.lines(ended);
      String shown = screen.isColoured() ? Paint.messages(printable) : printable;
      byte[] text = shown.getBytes(StandardCharsets.UTF_8);
      line.reset();
      err.write(text, 0, text.length);
      err.flush();
    }

    private void passAnswers() {
      try {
        answers.flush();
      } catch (IOException e) {
        // The next answer will fail too.
        return;
      }
    }
  }
}
