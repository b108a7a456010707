package io.github.padbridge.cli;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.LayerWriter;
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
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes all layers on one page, at the end. */
final class PageWriter implements LayerWriter<Alternative> {
  private final StrategyOptions strategy;
  private final @Nullable ProofService proofs;
  private final Tally tally;
  private final Console console;
  private final List<PageLayer> layers = new ArrayList<>();

  /**
   * @param verify whether to prove the statements of the page
   */
  PageWriter(StrategyOptions strategy, boolean verify, Tally tally, Console console) {
    this.strategy = strategy;
    this.tally = tally;
    this.console = console;
    this.proofs =
        verify
            ? new ProofService(strategy.choice(), VerifySettings.DEFAULT, new Nd4jEngine())
            : null;
  }

  @Override
  public void write(LayerInput input, Alternative taken) {
    Translation translation =
        Translation.of(input.require().spec(), taken.requirePlan(), strategy.runtime());
    if (proofs == null) {
      layers.add(PageLayer.of(input.label(), translation, null, List.of()));
      return;
    }
    Attempt<LayerProof> attempt = proofs.prove(input.require(), taken).locatedAt(input.place());
    Agreement proof = attempt.succeeded() ? attempt.requireResult().agreement() : null;
    tally.add(attempt, proof != null && proof.agree());
    console.err().print(RefusalText.of(attempt.faults()));
    layers.add(PageLayer.of(input.label(), translation, proof, attempt.faults()));
  }

  @Override
  public void refuse(LayerInput input, List<Fault> faults) {
    console.err().print(RefusalText.of(faults));
    layers.add(PageLayer.refused(input.label(), faults));
  }

  /** Writes the page, unless every layer was refused. */
  @Override
  public void finish() throws IOException {
    if (layers.stream().anyMatch(layer -> layer.translation() != null)) {
      PageLayer first = layers.get(0);
      String title =
          layers.size() == 1
              ? (first.name().isEmpty() ? "" : first.name() + ": ") + first.written()
              : layers.size() + " layers";
      console.out().write(HtmlPage.of(title, layers).getBytes(StandardCharsets.UTF_8));
    }
    console.out().flush();
  }
}
