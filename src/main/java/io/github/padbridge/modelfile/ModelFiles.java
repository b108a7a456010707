package io.github.padbridge.modelfile;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.model.FileModel;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.keras.KerasFile;
import io.github.padbridge.modelfile.onnx.OnnxFile;
import io.github.padbridge.modelfile.pt2.ExportedFile;
import io.github.padbridge.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads model files of every kind. */
public final class ModelFiles {
  private ModelFiles() {}

  /**
   * Reads an archive, a {@code .pt2} or {@code .keras}.
   *
   * @param source what messages call it
   * @param input the shape of the model's input, which gives sizes that are open; null for none
   * @throws Refusal if it is damaged, or another kind of file
   */
  public static FileModel readArchive(String source, Path file, @Nullable Shape input)
      throws IOException {
    try (ModelArchive archive = ModelArchive.open(source, file)) {
      List<String> programs = ExportedFile.programs(archive);
      if (!programs.isEmpty()) {
        return ExportedFile.read(archive, programs, input);
      }
      if (KerasFile.isIn(archive)) {
        return KerasFile.read(archive, input);
      }
      archive.refusePickle();
      throw ModelArchive.refusal(
          source, "this zip archive holds no model: neither a .pt2 nor a .keras", null);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw ModelArchive.refusal(source, "this archive is too large for the memory there is", null);
    }
  }

  /**
   * Reads what is no archive.
   *
   * @param kind {@link FileKind#ONNX} or {@link FileKind#KERAS_JSON}
   * @param input as in {@link #readArchive}
   * @throws Refusal if it is damaged
   */
  public static FileModel readStream(
      String source, FileKind kind, InputStream in, @Nullable Shape input) throws IOException {
    try {
      return switch (kind) {
        case ONNX -> OnnxFile.read(source, in, input);
        case KERAS_JSON -> KerasFile.read(source, in, input);
        case ARCHIVE, TEXT -> throw new IllegalArgumentException("" + kind);
      };
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw ModelArchive.refusal(source, "this model is too large for the memory there is", null);
    }
  }
}
