package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.tensor.StoredTensor;
import io.github.padbridge.modelfile.tensor.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
   * The tensors with these names that the file has.
   *
   * @throws Refusal if it has none of them, or cannot be read
   */
  public static Map<String, StoredTensor> readAll(String file, List<String> names) {
    try {
      return open(file).readAll(names);
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  private static TensorFile open(String file) throws IOException {
    // Opening tells why a file cannot be read.
    InputFile.open(file).close();
    return new TensorFile(file, Path.of(file));
  }
}
