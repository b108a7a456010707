package io.github.padbridge.cli;

import io.github.padbridge.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Arguments of the commands that read files of tensors, some of which are broken. */
final class TensorFileRuns {
  private static final Path RESOURCES = Path.of("src/test/resources");

  /** Larger cases take longer and are searched in the same way. */
  private static final int LONGEST_CASE = 2000;

  private static final List<String> LAYERS =
      List.of(
          "nn.Conv2d(3, 8, 3, 2, 1)",
          "nn.ConvTranspose2d(3, 8, 3, stride=2, padding=1)",
          "nn.MaxPool2d(3, 2, 1)",
          "nn.AvgPool2d(3, 2, 1, ceil_mode=True)",
          "keras.layers.Conv2D(8, 3, strides=2, padding='same')");

  private static final Map<String, String> TENSORS =
      Map.of("--x", "x.npy", "--weight", "w.npy", "--bias", "b.npy", "--y", "port.npy");

  private static final List<String> MODELS =
      List.of("net", "audio", "strided", "tied", "separable");

  private static final List<String> FRAMEWORKS =
      List.of("tensorflow", "keras", "pytorch", "onnx", "jax");

  private final Path folder;
  private final Path written;
  private final SplittableRandom random;
  private final Mutations mutations;
  private final List<String> cases;

  /**
   * @param folder for broken files
   */
  TensorFileRuns(Path folder, SplittableRandom random) {
    this.folder = folder;
    this.random = random;
    this.mutations = new Mutations(random);
    try {
      this.written = Files.createDirectories(folder.resolve("written"));
      this.cases =
          Files.readAllLines(RESOURCES.resolve("golden/diagnose.jsonl")).stream()
              .filter(line -> line.length() <= LONGEST_CASE)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A case, or a layer with its tensors. */
  List<String> diagnose() {
    List<String> arguments = new ArrayList<>(List.of("diagnose"));
    switch (random.nextInt(4)) {
      case 0 -> {
        String one = mutations.any(cases);
        arguments.add(write("case.jsonl", bytes(oneIn(4) ? one : mutations.text(one))));
      }
      case 1 -> {
        arguments.add(maybeBroken("nn.MaxPool2d(3, 2, 1)"));
        arguments.addAll(List.of("--tensors", maybeBroken("tensors/examples/port.npz")));
      }
      default -> {
        arguments.add(oneIn(2) ? LAYERS.get(0) : mutations.text(mutations.any(LAYERS)));
        TENSORS.forEach(
            (option, file) -> {
              if (!oneIn(20)) {
                arguments.addAll(List.of(option, maybeBroken("tensors/examples/" + file)));
              }
            });
      }
    }
    if (oneIn(6)) {
      arguments.addAll(List.of("--to", mutations.any(FRAMEWORKS)));
    }
    arguments.addAll(List.of("--format", mutations.any(List.of("text", "json", "jsonl"))));
    return arguments;
  }

  /** A file of weights and its model; the output goes to a folder of its own. */
  List<String> weights() {
    String model = "weights/" + mutations.any(MODELS);
    boolean isProgram = oneIn(3) && Files.exists(RESOURCES.resolve(model + ".pt2"));
    List<String> arguments = new ArrayList<>(List.of("weights"));
    arguments.add(maybeBroken(model + (isProgram ? ".pt2" : ".safetensors")));
    if (!isProgram) {
      arguments.addAll(List.of("--model", maybeBroken(model + ".txt")));
    }
    arguments.addAll(List.of("--to", mutations.any(FRAMEWORKS)));
    if (oneIn(4)) {
      arguments.addAll(List.of("--from", mutations.any(FRAMEWORKS)));
    }
    if (oneIn(4)) {
      String port = mutations.any(List.of("net.keras", "separable.keras", "net.txt", "audio.txt"));
      arguments.addAll(List.of("--names", maybeBroken("weights/" + port)));
    }
    if (oneIn(6)) {
      arguments.addAll(List.of("--copy", mutations.text("one.weight,two.weight")));
    }
    String output = mutations.any(List.of("out.safetensors", "out.safetensors", "out.npz", "out"));
    arguments.addAll(List.of("-o", written.resolve(output).toString()));
    arguments.addAll(List.of("--format", mutations.any(List.of("text", "json", "jsonl"))));
    return arguments;
  }

  /** The number of files that the last run has written, which are deleted. */
  int takeWritten() {
    try (Stream<Path> files = Files.list(written)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        Files.delete(file);
      }
      return all.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /** A call as it is or changed; the path of a file of the resources, or of a broken copy of it. */
  private String maybeBroken(String given) {
    Path file = RESOURCES.resolve(given);
    boolean isFile = given.contains("/");
    if (!oneIn(6)) {
      return isFile ? file.toString() : given;
    }
    if (!isFile) {
      return mutations.text(given);
    }
    try {
      boolean isText = given.endsWith(".txt");
      byte[] broken =
          isText
              ? bytes(mutations.text(Files.readString(file)))
              : mutations.file(Files.readAllBytes(file), oneIn(2) ? 256 : Integer.MAX_VALUE);
      return write(file.getFileName().toString(), broken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
