package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.tensor.StoredTensor;
import io.github.padbridge.modelfile.tensor.TensorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The files of tensors that the user names. */
public final class TensorFiles {
  private TensorFiles() {}

  /**
   * The tensor of a name, or the only one of the file.
   *
   * @throws Refusal if it cannot be read
   */
  public static StoredTensor read(String file, String name) {
    try {
      return open(file).read(name);
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  /**
   * The tensor of a name; empty if the file has none.
   *
   * @throws Refusal if the file cannot be read
   */
  public static Optional<StoredTensor> find(String file, String name) {
    try {
      return open(file).find(name);
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  /** Opening the file tells why it cannot be read. */
  private static TensorFile open(String file) throws IOException {
    try (InputStream opened = InputFile.open(file)) {
      return new TensorFile(file, Path.of(file));
    }
  }
}
