package io.github.padbridge.cli;

import io.github.padbridge.cli.input.TensorFiles;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.modelfile.tensor.StoredTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options for the numbers of a layer in files. */
final class TensorFileOptions {
  private static final List<String> NAMES = List.of("x", "weight", "bias", "y");

  private final Map<String, String> files = new LinkedHashMap<>();
  private String all = "";

  /**
   * @param output what {@code --y} is
   */
  TensorFileOptions(Options options, String output) {
    options.group(OptionGroup.NUMBERS);
    file(options, "x", "Input of the layer");
    file(options, "weight", "Weight of the layer, in the layout of its framework");
    file(options, "bias", "Bias of the layer");
    file(options, "y", output);
    options
        .option(String.class, value -> all = value, "--tensors")
        .paramLabel("FILE")
        .description("All of these under the names x, weight, bias and y: a .npz or .safetensors file.");
  }

  private void file(Options options, String name, String description) {
    options
        .option(String.class, value -> files.put(name, value), "--" + name)
        .paramLabel("FILE")
        .description(description + ": a .npy, .npz or .safetensors file.");
  }

  /**
   * Reads the files that are given.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if one cannot be read
   */
  Map<String, StoredTensor> read() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name : NAMES) {
      String file = files.get(name);
      if (file != null) {
        tensors.put(name, TensorFiles.read(file, name));
      } else if (!all.isEmpty()) {
        TensorFiles.find(all, name).ifPresent(tensor -> tensors.put(name, tensor));
      }
    }
    return tensors;
  }

  /** The numbers alone. */
  static Map<String, Tensor> numbers(Map<String, StoredTensor> stored) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    stored.forEach((name, tensor) -> tensors.put(name, tensor.tensor()));
    return tensors;
  }
}
