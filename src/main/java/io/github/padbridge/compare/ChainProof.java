package io.github.padbridge.compare;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.Chain.FunctionOp;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.proof.Counterexample;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.repair.ChainTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chain and its translation, both run.
 *
 * @param ran the spatial sizes at which they were run and are equal
 * @param counterexample an input on which they differ; null where they agree
 */
public record ChainProof(
    ChainTranslation translation,
    List<List<Integer>> ran,
    @Nullable Counterexample counterexample) {
  /** Inputs that are drawn for each size. */
  public static final int DRAWS = Counterexample.DRAWS;

  /** How many sizes are run where they are open. */
  private static final int FEW = 6;

  public ChainProof {
    ran = List.copyOf(ran);
  }

  /**
   * Runs a chain and its translation at the sizes of the input, or at some where these are open.
   *
   * @param engine has been started
   * @throws Refusal if the chain refuses the input, or accepts none
   */
  public static ChainProof of(ChainTranslation translation, Engine engine) {
    List<Long> given = translation.spatialSizes();
    List<List<Long>> sizes =
        given.isEmpty() ? translation.equivalence().equalSizes(FEW) : List.of(given);
    if (sizes.isEmpty()) {
      throw new Refusal(new Fault("this chain accepts no input", null, List.of(), null));
    }
    return of(translation, translation.written(), sizes, engine);
  }

  /**
   * Runs a chain and another one.
   *
   * @param written what is run as the translation
   */
  static ChainProof of(
      ChainTranslation translation, Chain written, List<List<Long>> sizes, Engine engine) {
    List<List<Integer>> ran = new ArrayList<>();
    for (List<Long> each : sizes) {
      List<Integer> numbers = each.stream().map(Math::toIntExact).toList();
      Optional<Counterexample> seen =
          Counterexample.run(
              numbers,
              Counterexample.runnable(translation.source()),
              Counterexample.runnable(written),
              (layer, on) -> engine.define(layer, on, Precision.FLOAT64));
      if (seen.isPresent()) {
        return new ChainProof(translation, ran, seen.get());
      }
      ran.add(numbers);
    }
    return new ChainProof(translation, ran, null);
  }

  /** What was left out of the code or of the run; one sentence each, without a full stop. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(translation.notes());
    List<FunctionOp> run = Counterexample.runnable(translation.source()).functions();
    for (FunctionOp function : translation.source().functions()) {
      if (!run.contains(function)) {
        notes.add(function.written() + " is compared by name and not run");
      }
    }
    translation
        .source()
        .patches()
        .filter(Chain.PatchesOp::openChannels)
        .map(patches -> "its channels are open, and it is run with 2: each is taken alone")
        .ifPresent(notes::add);
    ran.stream()
        .flatMap(
            sizes ->
                Counterexample.leftOut(translation.source(), translation.written(), sizes).stream())
        .distinct()
        .forEach(notes::add);
    return notes;
  }

  /** Whether both computed the same on every input. */
  public boolean agree() {
    return counterexample == null;
  }
}
