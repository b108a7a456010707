package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Attempt;
import io.github.padbridge.proof.LayerProof;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.page.HtmlPage;
import io.github.padbridge.render.page.PageLayer;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers layers for one page, which is written when all of them are known. */
final class PageWriter {
  private final StrategyOptions strategy;
  private final @Nullable ProofService proofs;
  private final List<PageLayer> layers = new ArrayList<>();
  private final ProofTally tally = new ProofTally();
  private boolean refused;

  /**
   * @param verify whether what the page says is proven
   */
  PageWriter(StrategyOptions strategy, boolean verify) {
    this.strategy = strategy;
    this.proofs =
        verify
            ? new ProofService(strategy.choice(), VerifySettings.DEFAULT, new Nd4jEngine())
            : null;
  }

  /** Takes the next layer; why one is unusable is told at once. */
  void add(LayerInput input, Console console) {
    try {
      Layer spec = input.require().spec();
      Translation translation = Translation.of(spec, strategy.plan(spec), strategy.runtime());
      Attempt<LayerProof> attempt =
          proofs == null ? null : proofs.prove(input::require).locatedAt(input.place());
      List<Fault> faults = attempt == null ? List.of() : attempt.faults();
      Agreement proof =
          attempt == null || !attempt.succeeded() ? null : attempt.requireFinding().agreement();
      if (attempt != null) {
        tally.add(attempt, proof != null && proof.agree());
      }
      report(faults, console);
      layers.add(PageLayer.of(input.label(), translation, proof, faults));
    } catch (Refusal refusal) {
      List<Fault> faults = input.located(refusal);
      report(faults, console);
      layers.add(PageLayer.refused(input.label(), faults));
    }
  }

  private void report(List<Fault> faults, Console console) {
    refused |= !faults.isEmpty();
    console.err().print(RefusalText.of(faults));
  }

  /** Writes the page, if there is anything to put on it, and returns the exit code. */
  int finish(Console console) throws IOException {
    boolean isTranslated = layers.stream().anyMatch(layer -> layer.translation() != null);
    if (isTranslated) {
      PageLayer first = layers.get(0);
      String title =
          layers.size() == 1
              ? (first.name().isEmpty() ? "" : first.name() + ": ") + first.written()
              : layers.size() + " layers";
      console.out().write(HtmlPage.of(title, layers).getBytes(StandardCharsets.UTF_8));
    }
    console.out().flush();
    return refused ? ExitCode.UNUSABLE : tally.exitCode();
  }

  /** As {@link ProofTally#throwInternalError}. */
  void throwInternalError() {
    tally.throwInternalError();
  }
}
