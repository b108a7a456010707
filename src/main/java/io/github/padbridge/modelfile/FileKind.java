package io.github.padbridge.modelfile;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.common.Pickles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a file holds, told by its first bytes. */
public enum FileKind {
  /** {@code .pt2}, {@code .keras} and what else is a zip archive. */
  ARCHIVE,
  /** A protobuf message whose first field is a number, as in {@code .onnx}. */
  ONNX,
  /** A Keras {@code config.json}, or what {@code to_json()} gives. */
  KERAS_JSON,
  /** A printed model, or any other text. */
  TEXT;

  /** How many bytes {@link #of} looks at. */
  public static final int LOOKED_AT = 4096;

  private static final Pattern KERAS =
      Pattern.compile("(?s)\\s*\\{\\s*\"(module|class_name|config|keras_version|backend)\"\\s*:.*");

  /**
   * The kind of a file.
   *
   * @param start its first bytes, {@link #LOOKED_AT} or all
   * @throws Refusal if it is a model file of a kind that is not read here
   */
  public static FileKind of(String source, byte[] start) {
    if (begins(start, 0, 'P', 'K') && (start.length == 2 || start[2] < ' ')) {
      return ARCHIVE;
    }
    if (begins(start, 0, 0x80) && start.length > 1 && start[1] >= 2 && start[1] <= 5) {
      throw Pickles.refusal(source, "this is a pickle, which can run any code and is never read");
    }
    if (begins(start, 0, 0x89, 'H', 'D', 'F')) {
      throw ModelArchive.refusal(
          source,
          "this is an HDF5 file, which is not read here",
          "save it from Keras again: model.save(\"model.keras\")");
    }
    if (begins(start, 4, 'T', 'F', 'L')) {
      throw ModelArchive.refusal(
          source,
          "this is a TFLite model, which is not read here",
          "give the model that it was made from, such as a .keras file");
    }
    if (begins(start, 0, 0x1F, 0x8B)) {
      throw ModelArchive.refusal(source, "this file is compressed by gzip", "gunzip it first");
    }
    if (begins(start, 8, '{', '"') && start[7] == 0) {
      throw ModelArchive.refusal(
          source, "this is a safetensors file: it holds weights and no model", null);
    }
    if (begins(start, 0, 0x08) || begins(start, 0, 0x12) || begins(start, 0, 0x1A)) {
      return ONNX;
    }
    byte[] looked = Arrays.copyOf(start, Math.min(start.length, LOOKED_AT));
    String text = new String(looked, StandardCharsets.UTF_8);
    boolean isKeras = KERAS.matcher(text).matches() && text.contains("\"class_name\"");
    return isKeras ? KERAS_JSON : TEXT;
  }

  private static boolean begins(byte[] start, int at, int... bytes) {
    boolean same = start.length >= at + bytes.length;
    for (int i = 0; same && i < bytes.length; i++) {
      same = (start[at + i] & 0xFF) == bytes[i];
    }
    return same;
  }
}
