package io.github.padbridge.cli;

import io.github.padbridge.cli.input.TensorFiles;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.modelfile.tensor.StoredTensor;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options for the numbers of a layer in files. */
final class TensorFileOptions {
  private static final List<String> NAMES = List.of("x", "weight", "bias", "y");

  private final Map<String, String> files = new LinkedHashMap<>();
  private String all = "";

  /**
   * @param bias the option for the bias: {@code --bias} is an argument of layers in some commands
   * @param output what {@code --y} is
   */
  TensorFileOptions(Options options, String bias, String output) {
    options.group(OptionGroup.NUMBERS);
    file(options, "x", "--x", "Input of the layer");
    file(options, "weight", "--weight", "Weight of the layer, in the layout of its framework");
    file(options, "bias", bias, "Bias of the layer");
    file(options, "y", "--y", output);
    options
        .option(String.class, value -> all = value, "--tensors")
        .paramLabel("FILE")
        .description(
            "All of these under the names x, weight, bias and y: a .npz or .safetensors file.");
  }

  private void file(Options options, String name, String option, String description) {
    options
        .option(String.class, value -> files.put(name, value), option)
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
    if (!all.isEmpty()) {
      tensors.putAll(TensorFiles.readAll(all, NAMES));
    }
    files.forEach((name, file) -> tensors.put(name, TensorFiles.read(file, name)));
    return tensors;
  }

  /**
   * How far the output in a file may be from that of float64: as {@code torch.testing.assert_close}
   * has it for its type; empty if there is none.
   */
  static Optional<Tolerance> tolerance(Map<String, StoredTensor> stored) {
    return Optional.ofNullable(stored.get("y"))
        .map(
            y ->
                switch (y.type()) {
                  case FLOAT16 -> new Tolerance(1e-3, 1e-5);
                  case BFLOAT16 -> new Tolerance(1.6e-2, 1e-5);
                  case FLOAT32, BOOL, INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 ->
                      Precision.FLOAT32.tolerance();
                  case FLOAT64 -> Precision.FLOAT64.tolerance();
                });
  }

  /** The numbers alone. */
  static Map<String, Tensor> numbers(Map<String, StoredTensor> stored) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    stored.forEach((name, tensor) -> tensors.put(name, tensor.tensor()));
    return tensors;
  }
}
