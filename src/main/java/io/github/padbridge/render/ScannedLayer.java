package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.translate.Traps;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a printed model and what has been made of it.
 *
 * @param plan its translation; null where there is none
 * @param faults what makes it unusable; empty where nothing does
 * @param agreement the proof of its translation; null where none was asked for, or none was
 *     possible
 */
public record ScannedLayer(
    ModelLayer layer, @Nullable Plan plan, List<Fault> faults, @Nullable Agreement agreement) {
  public ScannedLayer {
    faults = List.copyOf(faults);
  }

  /** What to watch for when it is ported, a sentence each without a full stop. */
  public List<String> watch() {
    Stream<String> doubt = Stream.ofNullable(layer.doubt());
    Stream<String> refusals =
        faults.stream().map(Fault::message).filter(message -> !message.equals(layer.doubt()));
    Layer spec = layer.layer();
    Stream<String> traps = plan == null || spec == null ? Stream.of() : Traps.of(spec).stream();
    return Stream.of(doubt, refusals, layer.notes().stream(), traps).flatMap(s -> s).toList();
  }
}
