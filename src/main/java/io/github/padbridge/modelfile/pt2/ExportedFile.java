package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.model.Extent;
import io.github.padbridge.model.FileModel;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code .pt2} archive. */
public final class ExportedFile {
  /** PyTorch before 2.7 has the program at the top. */
  private static final Pattern PROGRAM =
      Pattern.compile("([^/]+/)?(models/[^/]+|serialized_exported_program)\\.json");

  private ExportedFile() {}

  /** The names of the archive entries that hold a program; empty if there is no program. */
  public static List<String> programs(ModelArchive archive) {
    return archive.names(name -> PROGRAM.matcher(name).matches());
  }

  /**
   * Reads the programs of an archive.
   *
   * @param input the shape of the model's input, which gives sizes that are open; null for none
   * @throws Refusal if a program is damaged, or its input has another shape
   */
  public static FileModel read(ModelArchive archive, List<String> programs, @Nullable Shape input)
      throws IOException {
    List<ModelLayer> layers = new ArrayList<>();
    for (String program : programs) {
      String name = program.replaceFirst("^.*/", "").replaceFirst("\\.json$", "");
      ExportedGraph graph = archive.read(program, in -> ExportedProgram.read(archive.source(), in));
      Map<String, Long> symbols =
          input == null ? Map.of() : symbols(archive.source(), graph, input);
      layers.addAll(
          new ExportedLayers(
                  archive.source(), programs.size() == 1 ? archive.source() : name, graph, symbols)
              .rows());
    }
    return new FileModel("a program of torch.export", layers, List.of());
  }

  /**
   * Reads what the weights of the convolutions are.
   *
   * @throws Refusal if there is not one program, or it is damaged
   */
  public static ProgramWeights weights(ModelArchive archive) throws IOException {
    List<String> programs = programs(archive);
    if (programs.size() != 1) {
      throw ModelArchive.refusal(
          archive.source(), "this archive holds " + programs.size() + " programs, not one", null);
    }
    ExportedGraph graph =
        archive.read(programs.get(0), in -> ExportedProgram.read(archive.source(), in));
    ExportedLayers layers = new ExportedLayers(archive.source(), archive.source(), graph, Map.of());
    List<ModelLayer> rows = layers.rows();
    Map<String, Integer> uses = new HashMap<>();
    graph.stored().forEach((here, name) -> uses.merge(name, graph.uses(here), Integer::sum));
    List<WeightUse> weights = new ArrayList<>();
    Map<String, List<String>> aliases = ExportedTensors.aliases(archive);
    for (WeightUse use : layers.weights()) {
      weights.add(use);
      List<String> biases = aliases.getOrDefault(String.valueOf(use.bias()), List.of());
      for (String alias : aliases.getOrDefault(String.valueOf(use.tensor()), List.of())) {
        if (!alias.equals(use.tensor())) {
          String bias = sibling(alias, "bias");
          weights.add(new WeightUse(use.row(), alias, biases.contains(bias) ? bias : null));
        }
      }
    }
    return new ProgramWeights(rows, weights, uses);
  }

  /** The name of another tensor of the module that has a tensor. */
  private static String sibling(String tensor, String name) {
    return tensor.substring(0, tensor.lastIndexOf('.') + 1) + name;
  }

  /** The open sizes of the input that has the rank of {@code shape}. */
  private static Map<String, Long> symbols(String source, ExportedGraph graph, Shape shape) {
    List<String> inputs =
        graph.inputs().stream()
            .filter(name -> graph.sizes().getOrDefault(name, List.of()).size() == shape.rank())
            .toList();
    if (inputs.size() != 1) {
      throw ModelArchive.refusal(
          source,
          "--input-shape needs a model that has one input of "
              + shape.rank()
              + " axes (this one has "
              + inputs.size()
              + ")",
          null);
    }
    List<SymbolicSize> sizes = graph.sizes().getOrDefault(inputs.get(0), List.of());
    Map<String, Long> symbols = new HashMap<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (sizes.get(axis) instanceof SymbolicSize.Symbol symbol && shape.size(axis).isKnown()) {
        symbols.putIfAbsent(symbol.name(), shape.size(axis).value());
      }
    }
    List<Extent> bound = graph.shape(inputs.get(0), symbols);
    for (int axis = 0; axis < shape.rank(); axis++) {
      Long size = bound.get(axis).value();
      if (shape.size(axis).isKnown() && size != null && size != shape.size(axis).value()) {
        throw ModelArchive.refusal(
            source,
            "the input of this program is "
                + sizes.toString().replace('[', '(').replace(']', ')')
                + " (--input-shape gives "
                + shape
                + ")",
            "leave --input-shape out, or export the program with dynamic_shapes");
      }
    }
    return symbols;
  }
}
