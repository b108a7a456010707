package io.github.padbridge.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;

/**
 * The streams a run talks through.
 *
 * @param out results, as bytes, whole records in every call; failing writes throw, unlike those of
 *     {@code System.out}
 * @param err everything else
 */
record Console(InputStream in, OutputStream out, MessageStream err) {
  /** Set by the launcher to the descriptor it moved the real standard output to. */
  private static final String OUT_DESCRIPTOR = "padbridge.out.descriptor";

  /** Streams of which standard error is not checked yet. */
  Console(InputStream in, OutputStream out, PrintStream err) {
    this(in, out, new MessageStream(err, out));
  }

  static Console standard() {
    OutputStream out = new RecordStream(new FileOutputStream(outDescriptor()));
    PrintStream unchecked =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    MessageStream err = new MessageStream(unchecked, out);
    // Nothing but results may reach standard output, whatever a library prints.
    System.setOut(err);
    return new Console(
        new AnsweringInput(new FileInputStream(FileDescriptor.in), out::flush), out, err);
  }

  /**
   * ND4J's native code prints its errors to descriptor 1. The launcher therefore gives descriptor 1
   * to standard error and keeps standard output under another number, which Java can only be told
   * by reflection (the launcher opens java.io for it). Opening /dev/fd by name would not do: it
   * starts files anew.
   */
  private static FileDescriptor outDescriptor() {
    Integer number = Integer.getInteger(OUT_DESCRIPTOR);
    if (number == null) {
      return FileDescriptor.out;
    }
    try {
      FileDescriptor descriptor = new FileDescriptor();
      Field field = FileDescriptor.class.getDeclaredField("fd");
      field.setAccessible(true);
      field.setInt(descriptor, number);
      return descriptor;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "started with " + OUT_DESCRIPTOR + " but without --add-opens", e);
    }
  }
}
