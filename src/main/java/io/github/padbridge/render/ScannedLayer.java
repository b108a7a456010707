package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.translate.Targets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a printed model and its results.
 *
 * @param plan its translation; null where there is none
 * @param faults why it is unusable; otherwise empty
 * @param agreement the proof of its translation; null where none was requested or possible
 */
public record ScannedLayer(
    ModelLayer layer, @Nullable Plan plan, List<Fault> faults, @Nullable Agreement agreement) {
  public ScannedLayer {
    faults = List.copyOf(faults);
  }

  /** The warnings for porting it, one sentence each without a full stop. */
  public List<String> watch() {
    Stream<String> doubt = Stream.ofNullable(layer.doubt());
    Stream<String> refusals =
        faults.stream().map(Fault::message).filter(message -> !message.equals(layer.doubt()));
    Layer spec = layer.layer();
    Stream<String> traps =
        plan == null || spec == null ? Stream.of() : Targets.of(plan.target()).traps(spec).stream();
    return Stream.of(doubt, refusals, layer.notes().stream(), traps).flatMap(s -> s).toList();
  }
}
