package io.github.padbridge.weights;

import io.github.padbridge.audit.Audit;
import io.github.padbridge.audit.AuditedLayer;
import io.github.padbridge.audit.AuditedModel;
import io.github.padbridge.audit.AuditedPair;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The names that the weights of a model have in its port. Layers are brought together as in an
 * audit.
 *
 * @param weights by the names of the tensors in the model
 */
public record PortNames(Map<String, PortWeight> weights) {
  public static final PortNames NONE = new PortNames(Map.of());

  public PortNames {
    weights = Map.copyOf(weights);
  }

  /**
   * Brings the layers of a model and its port together.
   *
   * @param port the rows of the port
   * @throws Refusal if a convolution has no partner, or a weight has several, or the port does not
   *     tell the names of its weights
   */
  public static PortNames of(WeightModel model, String source, List<ModelLayer> port) {
    IdentityHashMap<ModelLayer, LayerWeight> known = new IdentityHashMap<>();
    model.weights().stream()
        .filter(weight -> weight.row() != null && weight.tensor() != null)
        .forEach(weight -> known.putIfAbsent(Objects.requireNonNull(weight.row()), weight));
    IdentityHashMap<ModelLayer, String> separable = separableKernels(port);
    Map<String, PortWeight> names = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (AuditedPair pair :
        Audit.pairs(
            AuditedModel.of(model.source(), model.rows(), ModelLayer::className),
            AuditedModel.of(source, port, ModelLayer::className))) {
      AuditedLayer left = pair.left();
      LayerWeight weight = left == null ? null : known.get(left.row());
      if (weight == null) {
        continue;
      }
      AuditedLayer right = pair.right();
      String tensor = Objects.requireNonNull(weight.tensor());
      if (right == null) {
        faults.add(
            Fault.at(
                weight.place(),
                weight.title() + " has no partner in " + source,
                "padbridge compare shows the layers of both side by side"));
        continue;
      }
      Layer layer = right.row().spec();
      if (layer == null) {
        faults.add(
            Fault.at(
                weight.place(),
                "the name of the weight of " + right.name() + " in " + source + " is not known",
                "give a .keras or .pt2 file, or leave --names out: names are kept"));
        continue;
      }
      String kernel = separable.getOrDefault(right.row(), "kernel");
      PortWeight named = weight(right.name(), layer, kernel);
      PortWeight before = names.putIfAbsent(tensor, named);
      if (before != null && !before.equals(named)) {
        faults.add(
            Fault.at(
                weight.place(),
                tensor + " is the weight of both " + before.layer() + " and " + named.layer(),
                null));
      }
    }
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
    return new PortNames(names);
  }

  private static PortWeight weight(String name, Layer layer, String kernel) {
    boolean isKeras = layer.framework() == Framework.TENSORFLOW;
    String prefix = name.isEmpty() ? "" : name + (isKeras ? "/" : ".");
    Shape shape = layer.weightShape();
    return new PortWeight(
        name,
        prefix + (isKeras ? kernel : "weight"),
        layer.biasShape() == null ? null : prefix + "bias",
        shape == null || !shape.isKnown()
            ? List.of()
            : shape.sizes().stream().map(Size::value).toList());
  }

  /** What Keras calls the kernels of separable convolutions, by their parts. */
  private static IdentityHashMap<ModelLayer, String> separableKernels(List<ModelLayer> port) {
    IdentityHashMap<ModelLayer, String> names = new IdentityHashMap<>();
    for (ModelLayer row : port) {
      List<ModelLayer> parts = row.parts();
      if (parts.size() == 2) {
        names.put(parts.get(0), "depthwise_kernel");
        names.put(parts.get(1), "pointwise_kernel");
      }
    }
    return names;
  }

  Optional<PortWeight> of(String tensor) {
    return Optional.ofNullable(weights.get(tensor));
  }
}
