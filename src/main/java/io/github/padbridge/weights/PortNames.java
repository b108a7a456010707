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
   * @throws Refusal if a convolution has no partner, or a weight has several
   */
  public static PortNames of(WeightModel model, String source, List<ModelLayer> port) {
    IdentityHashMap<ModelLayer, LayerWeight> known = new IdentityHashMap<>();
    model.weights().stream()
        .filter(weight -> weight.row() != null && weight.tensor() != null)
        .forEach(weight -> known.putIfAbsent(Objects.requireNonNull(weight.row()), weight));
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
      PortWeight named = weight(right.row());
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

  private static PortWeight weight(ModelLayer row) {
    Layer layer = row.spec();
    boolean isKeras = layer != null && layer.framework() == Framework.TENSORFLOW;
    String prefix = row.name().isEmpty() ? "" : row.name() + (isKeras ? "/" : ".");
    Shape shape = layer == null ? null : layer.weightShape();
    return new PortWeight(
        row.name(),
        prefix + (isKeras ? "kernel" : "weight"),
        prefix + "bias",
        shape == null || !shape.isKnown()
            ? List.of()
            : shape.sizes().stream().map(Size::value).toList());
  }

  Optional<PortWeight> of(String tensor) {
    return Optional.ofNullable(weights.get(tensor));
  }
}
