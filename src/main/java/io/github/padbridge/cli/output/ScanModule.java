package io.github.padbridge.cli.output;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.render.ScannedLayer;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The convolutions and poolings of a model as one Python module. */
final class ScanModule {
  private final PythonModule module;
  private final Runtime runtime;
  private final List<ModelLayer> pads = new ArrayList<>();

  ScanModule(PythonModule module, Runtime runtime) {
    this.module = module;
    this.runtime = runtime;
  }

  /**
   * The code of one row; empty where it has none.
   *
   * @throws Refusal if the module is one of another framework
   */
  String code(ScannedLayer row) {
    ModelLayer layer = row.layer();
    if (layer.content() instanceof ModelLayer.Padding) {
      pads.add(layer);
    }
    if (!layer.isWindow() && !layer.isAdaptive()) {
      return "";
    }
    LayerRecord.Label label = label(layer.name());
    Layer spec = layer.layer();
    Plan plan = row.plan();
    if (spec == null || plan == null) {
      module.leaveOut(label, layer.place(), new Refusal(reasons(row)));
      return "";
    }
    Translation translation = Translation.of(spec, plan, runtime);
    Optional<Fault> unfit = module.unfit(translation);
    if (unfit.isPresent()) {
      throw new Refusal(unfit.get().locatedAt(layer.place()));
    }
    return module.function(label, translation);
  }

  String tail() {
    return module.tail();
  }

  /** The paddings that are part of no layer, which the module leaves out; a sentence or none. */
  Optional<String> leftOut() {
    return pads.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the module leaves out "
                + (pads.size() == 1 ? "a padding" : pads.size() + " paddings")
                + " that no layer could take over, the first "
                + pads.get(0).name());
  }

  private static List<Fault> reasons(ScannedLayer row) {
    if (!row.faults().isEmpty()) {
      return row.faults();
    }
    ModelLayer layer = row.layer();
    String reason = layer.isAdaptive() ? layer.notes().get(0) : layer.doubt();
    return List.of(
        Fault.at(layer.place(), reason == null ? "it has no translation" : reason, null));
  }

  /** A layer that runs more than once has a number from the second time on. */
  private LayerRecord.Label label(String name) {
    String own = name.isEmpty() ? "model" : name;
    String free = own;
    for (int times = 2; module.isTaken(labelOf(free)); times++) {
      free = own + "@" + times;
    }
    return labelOf(free);
  }

  private static LayerRecord.Label labelOf(String id) {
    return new LayerRecord.Label(new JsonString(0, 0, id), null);
  }
}
