package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.model.FileModel;
import io.github.padbridge.modelfile.FileKind;
import io.github.padbridge.modelfile.ModelFiles;
import io.github.padbridge.shape.Shape;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code scan} reads: a printed model or a model file, recognized by content. */
public sealed interface ScanInput {
  /** The text of a printed model. */
  record Printed(SourceText text) implements ScanInput {}

  /**
   * A model file.
   *
   * @param source what messages call it
   */
  record ModelFile(String source, FileModel model) implements ScanInput {}

  /**
   * Reads a file, or standard input where that is named.
   *
   * @param shape the shape of the model's input, which gives sizes that are open; null for none
   * @throws Refusal if it cannot be read
   */
  static ScanInput read(String name, InputStream stdin, @Nullable Shape shape) {
    String source = InputFile.shown(name);
    try (InputStream opened = InputFile.open(name, stdin)) {
      boolean seeks = opened instanceof FileInputStream && isRegular(name);
      InputStream in = new BufferedInputStream(opened, FileKind.LOOKED_AT);
      in.mark(FileKind.LOOKED_AT);
      byte[] start = in.readNBytes(FileKind.LOOKED_AT);
      in.reset();
      FileKind kind = FileKind.of(source, start);
      return switch (kind) {
        case TEXT -> new Printed(TextFile.rest(source, in));
        case ARCHIVE ->
            new ModelFile(
                source,
                seeks
                    ? ModelFiles.readArchive(source, Path.of(name), shape)
                    : copied(source, in, shape));
        case ONNX, KERAS_JSON ->
            new ModelFile(source, ModelFiles.readStream(source, kind, in, shape));
      };
    } catch (FileNotFoundException e) {
      String help = name.matches("[\\w.]+\\(.*\\)") ? "padbridge translate '" + name + "'" : null;
      throw new Refusal(Fault.at(Place.of(source), InputFile.NONE, help));
    } catch (IOException e) {
      throw InputFile.unreadable(source, e);
    }
  }

  private static boolean isRegular(String name) {
    try {
      return !name.equals(InputFile.STDIN) && Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static FileModel copied(String source, InputStream in, @Nullable Shape shape)
      throws IOException {
    try (ArchiveCopy copy = ArchiveCopy.of(source, in, ArchiveCopy.MOST_BYTES)) {
      return ModelFiles.readArchive(source, copy.file(), shape);
    }
  }
}
