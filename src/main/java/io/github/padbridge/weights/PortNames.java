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
   * @param port its weights, where they are not those of Keras layers
   * @throws Refusal if a convolution has no partner, or a weight has several, or the port does not
   *     tell the names of its weights
   */
  public static PortNames of(WeightModel model, WeightModel port) {
    String source = port.source();
    IdentityHashMap<ModelLayer, LayerWeight> known = byRow(model);
    IdentityHashMap<ModelLayer, LayerWeight> torch = byRow(port);
    IdentityHashMap<ModelLayer, String> separable = separableKernels(port.rows());
    Map<String, PortWeight> names = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (AuditedPair pair :
        Audit.pairs(
            AuditedModel.of(model.source(), model.rows(), ModelLayer::className),
            AuditedModel.of(source, port.rows(), ModelLayer::className))) {
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
      LayerWeight other = torch.get(right.row());
      boolean isKnown =
          other != null || (layer != null && layer.framework() == Framework.TENSORFLOW);
      if (layer == null || !isKnown) {
        faults.add(
            Fault.at(
                weight.place(),
                "the name of the weight of " + right.name() + " in " + source + " is not known",
                "give a .keras or .pt2 file, or leave --names out: names are kept"));
        continue;
      }
      PortWeight named =
          other == null
              ? ofKeras(right.name(), layer, separable.getOrDefault(right.row(), "kernel"))
              : new PortWeight(
                  right.name(), String.valueOf(other.tensor()), other.bias(), shape(layer));
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

  /** The weights that a model can name, by their rows. */
  private static IdentityHashMap<ModelLayer, LayerWeight> byRow(WeightModel model) {
    IdentityHashMap<ModelLayer, LayerWeight> weights = new IdentityHashMap<>();
    model.weights().stream()
        .filter(weight -> weight.row() != null && weight.tensor() != null)
        .forEach(weight -> weights.putIfAbsent(Objects.requireNonNull(weight.row()), weight));
    return weights;
  }

  private static PortWeight ofKeras(String name, Layer layer, String kernel) {
    String prefix = name.isEmpty() ? "" : name + "/";
    String bias = layer.biasShape() == null ? null : prefix + "bias";
    return new PortWeight(name, prefix + kernel, bias, shape(layer));
  }

  private static List<Long> shape(Layer layer) {
    Shape shape = layer.weightShape();
    return shape == null || !shape.isKnown()
        ? List.of()
        : shape.sizes().stream().map(Size::value).toList();
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
