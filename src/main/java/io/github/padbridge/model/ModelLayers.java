package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.CallReader;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.RecordReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of the printed convolutions and poolings of one model. */
final class ModelLayers {
  private final String source;
  private final String model;

  ModelLayers(String source, String model) {
    this.source = source;
    this.model = model;
  }

  Place place(PrintedModule module) {
    return new Place(source, module.line(), module.column(), "", module.text());
  }

  /** A row about a module. */
  ModelLayer row(
      PrintedModule module, String path, ModelLayer.Content content, List<String> notes) {
    return new ModelLayer(path, model, module.className(), place(module), content, notes);
  }

  /**
   * What the arguments of a module say.
   *
   * @param in the shape of its input, or null where it is not known
   * @throws Refusal located at the module where PyTorch does not take them
   */
  Layer read(PrintedModule module, WindowClass window, @Nullable Shape in) {
    try {
      return window instanceof ConvolutionClass convolution
          ? convolution(module, convolution, in)
          : read("torch.nn." + window.torchName(), module, module.arguments(), Map.of());
    } catch (Refusal refusal) {
      throw located(refusal, module);
    }
  }

  /** The same refusal at the place of a module. */
  Refusal located(Refusal refusal, PrintedModule module) {
    Place place = place(module);
    return new Refusal(refusal.faults().stream().map(fault -> fault.locatedAt(place)).toList());
  }

  private Layer convolution(
      PrintedModule module, ConvolutionClass convolution, @Nullable Shape in) {
    PrintedArguments printed = convolution.arguments();
    String arguments = String.join(", ", convolution.isTorch() ? printed.all() : printed.items());
    Map<String, JsonValue> options = convolution.isLazy() ? channels(convolution, in) : Map.of();
    if (convolution.isLazy() && options.isEmpty()) {
      throw new Refusal(
          new Fault(
              Abridged.of(module.className()) + " has no channels until it has run",
              "print the model after a first forward, or tell the shape of the model's input",
              List.of(),
              null));
    }
    return read("torch.nn." + convolution.torchName(), module, arguments, options);
  }

  private Layer read(
      String function, PrintedModule module, String arguments, Map<String, JsonValue> options) {
    SourceText text = new SourceText(source, arguments);
    Call call = CallParser.parseArguments(source, arguments, module.className());
    return new RecordReader(options)
        .read(CallReader.readAs(function, text, call, options).record())
        .spec();
  }

  /** What a lazy layer takes from its input. */
  private static Map<String, JsonValue> channels(ConvolutionClass convolution, @Nullable Shape in) {
    if (in == null) {
      return Map.of();
    }
    int axis = in.rank() - convolution.op().spatialRank() - 1;
    boolean known = axis >= 0 && in.size(axis).isKnown();
    return known
        ? Map.of(Argument.IN_CHANNELS, new JsonNumber(0, 0, in.size(axis).value()))
        : Map.of();
  }
}
