package io.github.padbridge.weights;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.OutputTensor;
import io.github.padbridge.modelfile.tensor.TensorArchive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of weights in the axis order of another framework.
 *
 * @param tensors all tensors to write
 * @param changes the weights of convolutions among them
 */
public record Conversion(List<OutputTensor> tensors, List<WeightChange> changes) {
  public Conversion {
    tensors = List.copyOf(tensors);
    changes = List.copyOf(changes);
  }

  /**
   * Decides what becomes of every tensor; reads none.
   *
   * @throws Refusal if that is not known for a tensor
   */
  public static Conversion of(TensorArchive file, WeightModel model, ConversionRequest request) {
    Place place = Place.of(file.source());
    List<Fault> faults = new ArrayList<>();
    Map<String, String> names = names(model, request);
    Map<String, FileTensor> held = held(file, request.isBack() ? names : Map.of(), faults);
    for (String name : request.copied()) {
      if (!held.containsKey(name)) {
        faults.add(Fault.at(place, "there is no tensor " + name + " to copy", null));
      }
    }
    Map<String, PlannedWeight> planned =
        new PlannedWeights(model, request, held, file.metadata(), faults).planned(file.source());
    Map<String, String> newNames = request.isBack() ? Map.of() : names;
    Map<String, String> taken = new HashMap<>();
    for (String name : held.keySet()) {
      String newName = newNames.getOrDefault(name, name);
      String before = taken.putIfAbsent(newName, name);
      if (before != null) {
        faults.add(
            Fault.at(
                place, before + " and " + name + " would both have the name " + newName, null));
      }
    }
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
    return written(held, planned, newNames, request);
  }

  /** The names of weights and biases in the port, by their names in the model. */
  private static Map<String, String> names(WeightModel model, ConversionRequest request) {
    Map<String, String> names = new HashMap<>();
    for (LayerWeight weight : model.weights()) {
      String tensor = String.valueOf(weight.tensor());
      request
          .names()
          .of(tensor)
          .ifPresent(
              port -> {
                names.put(tensor, port.tensor());
                if (weight.bias() != null && port.bias() != null) {
                  names.put(weight.bias(), port.bias());
                }
              });
    }
    return names;
  }

  /**
   * The tensors of a file by their names in the model.
   *
   * @param names that the file has, by names in the model
   */
  private static Map<String, FileTensor> held(
      TensorArchive file, Map<String, String> names, List<Fault> faults) {
    Map<String, String> inModel = new HashMap<>();
    names.forEach((own, port) -> inModel.put(port, own));
    Map<String, FileTensor> held = new LinkedHashMap<>();
    for (FileTensor tensor : file.tensors()) {
      String name = inModel.getOrDefault(tensor.name(), tensor.name());
      if (held.put(name, tensor) != null) {
        faults.add(Fault.at(Place.of(file.source()), "two tensors have the name " + name, null));
      }
    }
    return held;
  }

  private static Conversion written(
      Map<String, FileTensor> held,
      Map<String, PlannedWeight> planned,
      Map<String, String> newNames,
      ConversionRequest request) {
    List<OutputTensor> tensors = new ArrayList<>();
    List<WeightChange> changes = new ArrayList<>();
    held.forEach(
        (name, tensor) -> {
          String newName = newNames.getOrDefault(name, name);
          PlannedWeight plan = planned.get(name);
          if (plan == null) {
            tensors.add(new OutputTensor(newName, tensor.shape(), tensor));
            return;
          }
          OutputTensor output =
              request.isBack()
                  ? plan.order().back(tensor, newName)
                  : plan.order().forth(tensor, newName);
          tensors.add(output);
          changes.add(
              new WeightChange(
                  plan.layer(),
                  request.framework(),
                  plan.order(),
                  request.isBack(),
                  tensor,
                  output));
        });
    return new Conversion(tensors, changes);
  }
}
