package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.spec.Layer;
import java.util.ArrayList;
import java.util.List;

/** Which strategies apply to a layer, for whoever named one that does not. */
final class Advice {
  private Advice() {}

  /** The refusal with the strategies that apply as the help of its last fault. */
  static Refusal added(Refusal refusal, Layer layer, Target target, Runtime runtime) {
    List<Strategy> holding =
        Alternative.all(layer, target, runtime).stream()
            .filter(Alternative::holds)
            .map(Alternative::strategy)
            .toList();
    List<Fault> faults = new ArrayList<>(refusal.faults());
    Fault last = faults.get(faults.size() - 1);
    if (holding.isEmpty() || last.help() != null) {
      return refusal;
    }
    String names = WordList.and(holding.stream().map(Strategy::id).toList());
    String help = names + (holding.size() == 1 ? " works" : " work") + " for this layer";
    faults.set(faults.size() - 1, new Fault(last.message(), help, last.arguments(), last.place()));
    return new Refusal(faults);
  }
}
