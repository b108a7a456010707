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

  public MessageStream(PrintStream err, OutputStream answers) {
    this(new Lines(err, answers));
  }

  private MessageStream(Lines lines) {
    super(lines, false, StandardCharsets.UTF_8);
    this.lines = lines;
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
    print(Printable.line(String.valueOf(text)) + "\n");
  }

  private static final class Lines extends OutputStream {
    private final PrintStream err;
    private final OutputStream answers;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(PrintStream err, OutputStream answers) {
      this.err = err;
      this.answers = answers;
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
      byte[] text = Printable.lines(ended).getBytes(StandardCharsets.UTF_8);
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
