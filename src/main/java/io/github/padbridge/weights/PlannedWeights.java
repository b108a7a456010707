package io.github.padbridge.weights;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.modelfile.tensor.FileTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which tensors of a file are the weights of which layers. */
final class PlannedWeights {
  private final WeightModel model;
  private final ConversionRequest request;
  private final Map<String, FileTensor> held;
  private final Map<String, String> metadata;
  private final List<Fault> faults;
  private final Map<String, PlannedWeight> planned = new HashMap<>();

  /**
   * @param held the tensors of the file, by their names in the model
   * @param metadata of the file: {@code safetensors.torch.save_model} has the name under which it
   *     kept a shared tensor, by each of its other names
   * @param faults where what is not known is added
   */
  PlannedWeights(
      WeightModel model,
      ConversionRequest request,
      Map<String, FileTensor> held,
      Map<String, String> metadata,
      List<Fault> faults) {
    this.model = model;
    this.request = request;
    this.held = held;
    this.metadata = metadata;
    this.faults = faults;
  }

  /**
   * The weights, by the names of their tensors in the model.
   *
   * @param source the file in messages
   */
  Map<String, PlannedWeight> planned(String source) {
    model.weights().forEach(this::plan);
    if (model.uses() == null) {
      held.forEach((name, tensor) -> refuseUnknown(source, name, tensor));
    } else {
      refuseOtherUses(model.uses());
    }
    return planned;
  }

  private void plan(LayerWeight weight) {
    String tensor = weight.tensor();
    Layer layer = weight.layer();
    if (tensor == null) {
      fault(
          weight.place(),
          "the weight of " + weight.title() + " is computed from other tensors when the model runs",
          "fold it into one tensor first, such as by torch.nn.utils.remove_weight_norm");
    } else if (!request.copied().contains(tensor)) {
      String kept = held.containsKey(tensor) ? tensor : metadata.getOrDefault(tensor, tensor);
      FileTensor stored = held.get(kept);
      if (layer == null) {
        fault(
            weight.place(), weight.title() + " is not known: " + weight.failure(), copying(tensor));
      } else if (stored != null) {
        requireOneName(weight, tensor, kept);
        plan(weight, kept, layer, stored);
      } else if (!isHeldUnderAnotherName(weight)) {
        fault(
            weight.place(),
            "the weight of "
                + weight.title()
                + " is missing: there is no tensor "
                + request.inFile(tensor),
            null);
      }
    }
  }

  /** A weight that the file holds once cannot have the names of two layers of a port. */
  private void requireOneName(LayerWeight weight, String tensor, String kept) {
    Optional<PortWeight> named = request.names().of(tensor);
    Optional<PortWeight> other = request.names().of(kept);
    if (!named.equals(other)) {
      fault(
          weight.place(),
          kept
              + " is the weight of both "
              + other.map(PortWeight::layer).orElse(kept)
              + " and "
              + named.map(PortWeight::layer).orElse(tensor),
          null);
    }
  }

  /** A file may hold tied weights once. */
  @SuppressWarnings("ReferenceEquality") // the rows of two equal calls are two rows
  private boolean isHeldUnderAnotherName(LayerWeight weight) {
    return model.weights().stream()
        .anyMatch(
            other ->
                other.row() == weight.row()
                    && other.name().equals(weight.name())
                    && other.tensor() != null
                    && held.containsKey(other.tensor()));
  }

  private void plan(LayerWeight weight, String tensor, Layer layer, FileTensor stored) {
    WeightOrder order;
    try {
      order = WeightPlan.of(layer, request.framework()).order();
      order = request.names().of(tensor).isEmpty() ? order : asInPort(weight, tensor, order);
    } catch (Refusal refusal) {
      refusal
          .faults()
          .forEach(
              fault ->
                  fault(
                      weight.place(),
                      fault.message(),
                      fault.help() == null ? copying(tensor) : fault.help()));
      return;
    }
    List<Long> needed = request.isBack() ? order.to() : order.from();
    List<Long> shape = Arrays.stream(stored.shape()).boxed().toList();
    PlannedWeight before = planned.put(tensor, new PlannedWeight(weight, layer, order));
    if (!needed.equals(shape)) {
      String side = request.isBack() ? " in " + request.framework().title() : "";
      fault(
          weight.place(),
          request.inFile(tensor)
              + " has shape "
              + text(shape)
              + ", and the weight of "
              + weight.title()
              + side
              + " has "
              + text(needed),
          null);
    } else if (before != null && !before.order().equals(order)) {
      fault(
          weight.place(),
          tensor
              + " is the weight of both "
              + before.weight().title()
              + " and "
              + weight.title()
              + ", which need different orders",
          null);
    }
  }

  /** The order with the grouping of channels that the port has. */
  private WeightOrder asInPort(LayerWeight weight, String tensor, WeightOrder order) {
    List<Long> shape = request.names().of(tensor).map(PortWeight::shape).orElse(List.of());
    if (shape.isEmpty() || shape.equals(order.to())) {
      return order;
    }
    int channels = order.to().size() - 2;
    boolean sameElements =
        order.from().get(1) == 1
            && shape.size() == order.to().size()
            && shape.subList(0, channels).equals(order.to().subList(0, channels))
            && shape.get(channels) * shape.get(channels + 1) == order.from().get(0);
    if (!sameElements) {
      throw new Refusal(
          new Fault(
              "the weight of "
                  + weight.title()
                  + " becomes "
                  + text(order.to())
                  + ", and its partner in the port has "
                  + text(shape),
              "padbridge compare shows the layers of both side by side",
              List.of(),
              null));
    }
    return new WeightOrder(order.from(), order.permutation(), shape);
  }

  /** Refuses weights that something else than a convolution takes too. */
  private void refuseOtherUses(Map<String, Integer> uses) {
    Map<String, Integer> own = new HashMap<>();
    model.weights().forEach(weight -> own.merge(String.valueOf(weight.tensor()), 1, Integer::sum));
    planned.forEach(
        (tensor, plan) -> {
          if (uses.getOrDefault(tensor, 0) > own.getOrDefault(tensor, 0)) {
            fault(
                plan.weight().place(),
                tensor
                    + " is not only the weight of "
                    + plan.weight().title()
                    + ": another op takes it too",
                copying(tensor));
          }
        });
  }

  /** Refuses what looks like the weight of a convolution and belongs to no layer. */
  private void refuseUnknown(String source, String name, FileTensor tensor) {
    boolean looks =
        tensor.shape().length >= 3 && (name.equals("weight") || name.endsWith(".weight"));
    boolean isKnown =
        request.copied().contains(name)
            || model.weights().stream().anyMatch(weight -> name.equals(weight.tensor()));
    if (looks && !isKnown) {
      fault(
          Place.of(source),
          name
              + " "
              + text(Arrays.stream(tensor.shape()).boxed().toList())
              + " may be the weight of a convolution, and "
              + model.source()
              + " has no layer for it",
          copying(name));
    }
  }

  private static String copying(String tensor) {
    return "--copy " + tensor + " copies it as it is";
  }

  private static String text(List<Long> sizes) {
    return sizes.toString().replace('[', '(').replace(']', ')');
  }

  private void fault(Place place, String message, @Nullable String help) {
    faults.add(Fault.at(place, message, help));
  }
}
