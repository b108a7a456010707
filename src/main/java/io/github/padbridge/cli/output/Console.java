package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.Descriptors;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The standard streams.
 *
 * @param out for results, whole records in every call; failing writes throw
 * @param err for all other messages
 * @param screen what results are read on
 */
public record Console(InputStream in, OutputStream out, MessageStream err, Screen screen) {
  /** The streams of this process, without its environment. */
  public Console(InputStream in, OutputStream out, PrintStream err) {
    this(in, out, err, Map.of());
  }

  /** Makes lines on standard error {@link MessageStream printable}. */
  public Console(
      InputStream in, OutputStream out, PrintStream err, Map<String, String> environment) {
    this(
        in,
        out,
        new MessageStream(err, out, Screen.of(Terminal.ERR, environment)),
        Screen.of(Terminal.OUT, environment));
  }

  /** The same with other input. */
  public Console reading(InputStream other) {
    return new Console(other, out, err, screen);
  }

  /** The same with results that go to {@code other} in the place of standard output. */
  public Console writing(OutputStream other) {
    return new Console(in, other, err, screen);
  }

  /** The same with results that go to a file. */
  public Console writingFile(OutputStream file) {
    return new Console(in, file, err, screen.ofFile());
  }

  /** The same with other messages. */
  Console reporting(MessageStream other) {
    return new Console(in, out, other, screen);
  }

  /** Sets when text is coloured. */
  public void color(Screen.When when) {
    screen.color(when);
    err.screen().color(when);
  }

  public static Console standard() {
    OutputStream out = new RecordStream(new FileOutputStream(outDescriptor()));
    PrintStream unchecked =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Map<String, String> environment = System.getenv();
    MessageStream err = new MessageStream(unchecked, out, Screen.of(Terminal.ERR, environment));
    // Only results may reach standard output; libraries also print to it.
    System.setOut(err);
    return new Console(
        new FlushingInput(new FileInputStream(FileDescriptor.in), out),
        out,
        err,
        Screen.of(Terminal.OUT, environment));
  }

  /**
   * ND4J's native code prints errors to descriptor 1. The launcher therefore connects descriptor 1
   * to standard error, and standard output to another descriptor. Opening /dev/fd by name would
   * truncate files.
   */
  private static FileDescriptor outDescriptor() {
    Integer number = Integer.getInteger(Descriptors.OUT);
    return number == null ? FileDescriptor.out : descriptor(number);
  }

  /**
   * Java has no public API for a descriptor by number. The serialization factory opens the private
   * constructor without a Java option, which would slow down every start.
   */
  private static FileDescriptor descriptor(int number) {
    try {
      Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
      Object factory = type.getMethod("getReflectionFactory").invoke(null);
      Constructor<?> constructor =
          (Constructor<?>)
              type.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                  .invoke(
                      factory,
                      FileDescriptor.class,
                      FileDescriptor.class.getDeclaredConstructor(int.class));
      return (FileDescriptor) constructor.newInstance(number);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("descriptor " + number + " cannot be used", e);
    }
  }
}
