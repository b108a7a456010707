package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import java.util.List;
import java.util.Map;

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

  /** The row of a module. */
  ModelLayer row(
      PrintedModule module, String path, ModelLayer.Content content, List<String> notes) {
    return new ModelLayer(path, model, module.className(), place(module), content, notes);
  }

  /**
   * The layer by the arguments of a module.
   *
   * @throws Refusal located at the module, if PyTorch refuses the arguments
   */
  Layer read(PrintedModule module, WindowClass window) {
    try {
      return window instanceof ConvolutionClass convolution
          ? convolution(module, convolution)
          : read("torch.nn." + window.torchName(), module, module.arguments());
    } catch (Refusal refusal) {
      throw located(refusal, module);
    }
  }

  /** The same refusal at the place of a module. */
  Refusal located(Refusal refusal, PrintedModule module) {
    Place place = place(module);
    return new Refusal(refusal.faults().stream().map(fault -> fault.locatedAt(place)).toList());
  }

  private Layer convolution(PrintedModule module, ConvolutionClass convolution) {
    PrintedArguments printed = convolution.arguments();
    String arguments = String.join(", ", convolution.isTorch() ? printed.all() : printed.items());
    return read("torch.nn." + convolution.torchName(), module, arguments);
  }

  private Layer read(String function, PrintedModule module, String arguments) {
    SourceText text = new SourceText(source, arguments);
    Call call = CallParser.parseArguments(source, arguments, module.className());
    return new RecordReader(Map.of())
        .read(CallReader.readAs(function, text, call, Map.of()).record())
        .spec();
  }
}
