package io.github.padbridge.render.page;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.render.LabelText;
import io.github.padbridge.render.ScanText;
import io.github.padbridge.render.ScannedLayer;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells of a layer. Its texts are made {@link Printable}.
 *
 * @param name what the layer is called; empty where it is called nothing
 * @param written the layer in one line
 * @param translation null where there is none
 * @param steps the plan in one line, of a padding module too, which has no translation of its own;
 *     "none" where there is no plan
 * @param proof that the translation holds, or that it does not; null where it was not run
 * @param watch what to watch for; one sentence each, without a full stop
 */
public record PageLayer(
    String name,
    String written,
    @Nullable Translation translation,
    String steps,
    @Nullable Agreement proof,
    List<String> watch) {
  private static final String NO_STEPS = ScanText.tensorFlow(null);

  public PageLayer {
    name = Printable.line(name);
    written = Printable.line(written);
    watch = watch.stream().map(Printable::line).toList();
  }

  /** Whether it has a plan. */
  boolean isTranslated() {
    return !steps.equals(NO_STEPS);
  }

  /**
   * A layer by itself.
   *
   * @param proof null where it was not run
   * @param faults why it was not
   */
  public static PageLayer of(
      LayerRecord.Label label,
      Translation translation,
      @Nullable Agreement proof,
      List<Fault> faults) {
    List<String> watch = new ArrayList<>(translation.traps());
    faults.forEach(fault -> watch.add(fault.message()));
    return new PageLayer(
        LabelText.shortForm(label),
        SpecText.of(translation.spec()),
        translation,
        ScanText.tensorFlow(translation.plan()),
        proof,
        watch);
  }

  /** A layer that has no translation. */
  public static PageLayer refused(LayerRecord.Label label, List<Fault> faults) {
    List<String> reasons = faults.stream().map(Fault::message).toList();
    return new PageLayer(LabelText.shortForm(label), "", null, NO_STEPS, null, reasons);
  }

  /** A layer of a printed model. */
  public static PageLayer of(ScannedLayer row, Runtime runtime) {
    Layer spec = row.layer().layer();
    Plan plan = row.plan();
    return new PageLayer(
        row.layer().name().isEmpty() ? "(the model itself)" : row.layer().name(),
        ScanText.pyTorch(row),
        plan == null || spec == null ? null : Translation.of(spec, plan, runtime),
        ScanText.tensorFlow(plan),
        row.agreement(),
        row.watch());
  }
}
