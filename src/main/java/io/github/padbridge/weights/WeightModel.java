package io.github.padbridge.weights;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.modelfile.pt2.ProgramWeights;
import io.github.padbridge.modelfile.pt2.WeightUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model tells of its weights.
 *
 * @param source the name of the model in messages
 * @param rows what it runs, as far as it is known; empty for a file of layers
 * @param weights its convolutions
 * @param uses how many calls take a tensor, by its name; null if the model does not tell
 */
public record WeightModel(
    String source,
    List<ModelLayer> rows,
    List<LayerWeight> weights,
    @Nullable Map<String, Integer> uses) {
  public WeightModel {
    rows = List.copyOf(rows);
    weights = List.copyOf(weights);
  }

  /** An exported program, which tells the weight of every call. */
  public static WeightModel of(String source, ProgramWeights program) {
    List<LayerWeight> weights = new ArrayList<>();
    for (WeightUse use : program.convolutions()) {
      weights.add(weight(use.row(), use.tensor(), use.bias()));
    }
    return new WeightModel(source, program.rows(), weights, program.uses());
  }

  /** A printed model: the weight of {@code features.0} is {@code features.0.weight}. */
  public static WeightModel of(String source, List<ModelLayer> rows) {
    List<LayerWeight> weights =
        rows.stream()
            .filter(row -> row.spec() instanceof ConvSpec)
            .map(row -> weight(row, tensor(row.name(), "weight"), bias(row.name(), row.spec())))
            .toList();
    return new WeightModel(source, rows, weights, null);
  }

  private static LayerWeight weight(
      ModelLayer row, @Nullable String tensor, @Nullable String bias) {
    Layer spec = row.spec();
    Refusal refusal = row.refusal();
    String failure =
        spec != null
            ? ""
            : refusal != null
                ? refusal.faults().stream().map(Fault::message).collect(Collectors.joining("; "))
                : Objects.requireNonNullElse(row.doubt(), "its arguments are not known");
    return new LayerWeight(row.name(), tensor, bias, spec, failure, row.place(), row);
  }

  /**
   * A layer of a file of layers.
   *
   * @throws Refusal if it is no convolution of PyTorch with a name
   */
  public static LayerWeight weight(LayerRecord record, Place place) {
    String name = record.label().name();
    if (name == null || !(record.spec() instanceof ConvSpec)) {
      throw new Refusal(
          Fault.at(
              place,
              name == null
                  ? "a layer without a name: the name tells its weight"
                  : record.spec().opName() + " is no convolution of PyTorch",
              name == null ? "add \"name\": \"features.0\" for features.0.weight" : null));
    }
    Layer spec = record.spec();
    return new LayerWeight(name, tensor(name, "weight"), bias(name, spec), spec, "", place, null);
  }

  private static @Nullable String bias(String name, @Nullable Layer layer) {
    return layer == null || layer.biasShape() == null ? null : tensor(name, "bias");
  }

  /** {@code weight} of a layer; the model itself has no name. */
  static String tensor(String layer, String kind) {
    return layer.isEmpty() ? kind : layer + "." + kind;
  }
}
