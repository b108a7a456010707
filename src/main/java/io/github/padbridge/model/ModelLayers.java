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

/** Makes the layers that printed convolutions of one model stand for. */
final class ModelLayers {
  private final String source;
  private final String model;

  ModelLayers(String source, String model) {
    this.source = source;
    this.model = model;
  }

  /**
   * @param path the module's dotted name
   * @param in the shape of its input, or null where it is not known
   */
  ModelLayer of(
      PrintedModule module, ConvolutionClass convolution, String path, @Nullable Shape in) {
    Place place = new Place(source, module.line(), module.column(), "", module.text());
    Layer spec = null;
    Refusal refusal = null;
    try {
      spec = spec(module, convolution, in);
      if (in != null && convolution.doubt() == null) {
        spec = spec.withInputShape(in);
      }
    } catch (Refusal refused) {
      refusal =
          new Refusal(refused.faults().stream().map(fault -> fault.locatedAt(place)).toList());
    }
    List<String> notes = ConvolutionNotes.of(module, convolution);
    String doubt =
        convolution.doubt() == null
            ? null
            : Abridged.of(module.className())
                + " cannot be translated by its text: "
                + convolution.doubt();
    return new ModelLayer(path, model, module.className(), place, spec, refusal, doubt, notes);
  }

  private Layer spec(PrintedModule module, ConvolutionClass convolution, @Nullable Shape in) {
    PrintedArguments printed = PrintedArguments.of(module.arguments()).orElseThrow();
    boolean exact = convolution.isTorch();
    String arguments = String.join(", ", exact ? printed.all() : printed.items());
    SourceText text = new SourceText(source, arguments);
    Call call = CallParser.parseArguments(source, arguments, module.className());
    String function =
        convolution.padsSame() ? "timm.layers.Conv2dSame" : "torch.nn." + convolution.function();
    Map<String, JsonValue> options = convolution.isLazy() ? channels(convolution, in) : Map.of();
    if (convolution.isLazy() && options.isEmpty()) {
      throw new Refusal(
          new Fault(
              Abridged.of(module.className()) + " has no channels until it has run",
              "print the model after a first forward, or tell the shape of the model's input",
              List.of(),
              null));
    }
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
