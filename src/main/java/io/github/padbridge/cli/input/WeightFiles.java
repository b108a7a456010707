package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.pt2.ExportedFile;
import io.github.padbridge.modelfile.pt2.ExportedTensors;
import io.github.padbridge.modelfile.tensor.NpzArchive;
import io.github.padbridge.modelfile.tensor.SafetensorsArchive;
import io.github.padbridge.modelfile.tensor.TensorArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of weights that the user names, recognized by their content. */
public final class WeightFiles {
  private WeightFiles() {}

  /**
   * Opens a file.
   *
   * @throws Refusal if it holds no weights, or is damaged
   */
  public static TensorArchive open(String name) {
    try {
      byte[] start = start(name);
      if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
        return archive(name);
      }
      if (start.length == 9 && start[8] == '{') {
        return SafetensorsArchive.open(name, Path.of(name));
      }
      throw new Refusal(
          Fault.at(
              Place.of(name),
              "this file holds no weights that are read here",
              "give a .pt2 or .safetensors file: safetensors.torch.save_file(model.state_dict(),"
                  + " \"model.safetensors\")"));
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  private static byte[] start(String name) throws IOException {
    if (name.equals(InputFile.STDIN)) {
      throw InputFile.refusal(name, "weights are read from a file, not from standard input");
    }
    if (InputFile.exists(name)
        && !Files.isDirectory(Path.of(name))
        && !Files.isRegularFile(Path.of(name))) {
      // Weights are read in any order.
      throw InputFile.refusal(name, "this is a pipe or a device, not a file");
    }
    try (InputStream in = InputFile.open(name)) {
      return in.readNBytes(9);
    }
  }

  /** Whether a file is an exported program. */
  public static boolean isProgram(String name) {
    try {
      byte[] start = start(name);
      if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
        return false;
      }
      try (ModelArchive archive = ModelArchive.open(name, Path.of(name))) {
        return !ExportedFile.programs(archive).isEmpty();
      }
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  private static TensorArchive archive(String name) throws IOException {
    ModelArchive archive = ModelArchive.open(name, Path.of(name));
    boolean opened = false;
    try {
      TensorArchive tensors =
          ExportedFile.programs(archive).isEmpty()
              ? new NpzArchive(archive)
              : new ExportedTensors(archive);
      opened = true;
      return tensors;
    } finally {
      if (!opened) {
        archive.close();
      }
    }
  }
}
