package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.model.Model;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.pt2.ExportedFile;
import io.github.padbridge.weights.LayerWeight;
import io.github.padbridge.weights.WeightModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models that tell which layer a weight belongs to. */
public final class WeightModels {
  private WeightModels() {}

  /**
   * Reads a program, a printed model or a file of layers.
   *
   * @throws Refusal if it cannot be read, or is another kind of file
   */
  public static WeightModel read(String name, InputStream stdin, PrintStream err) {
    if (name.matches("(?s).*\\.(json|jsonl|ndjson|py)")) {
      return layers(name, stdin, err);
    }
    if (!name.equals(InputFile.STDIN) && WeightFiles.isProgram(name)) {
      return program(name);
    }
    if (ScanInput.read(name, stdin, null) instanceof ScanInput.Printed printed) {
      return WeightModel.of(InputFile.shown(name), rows(printed));
    }
    throw new Refusal(
        Fault.at(
            Place.of(name),
            "this is no PyTorch model",
            "give a .pt2 file, the output of print(model), or a file of layers with names"));
  }

  /** A port, which is a model of any kind: a program tells the names of its weights. */
  public static WeightModel port(String name, InputStream stdin) {
    if (Files.isRegularFile(Path.of(name)) && WeightFiles.isProgram(name)) {
      return program(name);
    }
    ScanInput found = ScanInput.read(name, stdin, null);
    List<ModelLayer> rows =
        found instanceof ScanInput.ModelFile file
            ? file.model().layers()
            : rows((ScanInput.Printed) found);
    return WeightModel.of(name, rows);
  }

  private static WeightModel program(String name) {
    try (ModelArchive archive = ModelArchive.open(name, Path.of(name))) {
      return WeightModel.of(name, ExportedFile.weights(archive));
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  private static List<ModelLayer> rows(ScanInput.Printed printed) {
    Model model = Model.read(printed.text());
    if (!model.faults().isEmpty()) {
      throw new Refusal(model.faults());
    }
    if (model.count() > 1) {
      throw InputFile.refusal(
          printed.text().source(), "this text has " + model.count() + " models, not one");
    }
    List<ModelLayer> rows = new ArrayList<>();
    model.forEachLayer(null, false, rows::add);
    if (rows.stream().noneMatch(ModelLayer::isWindow)) {
      throw model.withoutLayers();
    }
    return rows;
  }

  private static WeightModel layers(String name, InputStream stdin, PrintStream err) {
    List<LayerWeight> weights = new ArrayList<>();
    new LayerInputs("weights", List.of(name), Map.of(), Map.of(), null, stdin, err)
        .forEach(
            input -> {
              // A pooling has no weight.
              if (input.require().spec().weightShape() != null) {
                weights.add(WeightModel.weight(input.require(), input.place()));
              }
            });
    return new WeightModel(name, List.of(), weights, null);
  }
}
