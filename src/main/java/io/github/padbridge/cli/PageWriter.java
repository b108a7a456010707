package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.LayerProof;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.page.HtmlPage;
import io.github.padbridge.render.page.PageLayer;
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
  private final InternalErrors internalErrors;
  private final ProofTally tally;
  private boolean refused;

  /**
   * @param verify whether what the page says is proven
   */
  PageWriter(StrategyOptions strategy, boolean verify, InternalErrors internalErrors) {
    this.strategy = strategy;
    this.internalErrors = internalErrors;
    this.tally = new ProofTally(internalErrors);
    this.proofs =
        verify
            ? new ProofService(strategy.choice(), VerifySettings.DEFAULT, new Nd4jEngine())
            : null;
  }

  /** Takes the next layer; why one is unusable is told at once. */
  void add(LayerInput input, Console console) {
    Attempt<Translation> attempt =
        Attempt.of(() -> strategy.translation(input.require().spec())).locatedAt(input.place());
    if (attempt.succeeded()) {
      layers.add(proven(input, attempt.requireResult(), console));
    } else {
      internalErrors.add(attempt);
      report(attempt.faults(), console);
      layers.add(PageLayer.refused(input.label(), attempt.faults()));
    }
  }

  private PageLayer proven(LayerInput input, Translation translation, Console console) {
    if (proofs == null) {
      return PageLayer.of(input.label(), translation, null, List.of());
    }
    Attempt<LayerProof> attempt = proofs.prove(input::require).locatedAt(input.place());
    Agreement proof = attempt.succeeded() ? attempt.requireResult().agreement() : null;
    tally.add(attempt, proof != null && proof.agree());
    report(attempt.faults(), console);
    return PageLayer.of(input.label(), translation, proof, attempt.faults());
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
}
