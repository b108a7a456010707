package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.execute.VerifySettings;
import io.github.padbridge.proof.Agreement;
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
  private final @Nullable LayerCheck check;
  private final List<PageLayer> layers = new ArrayList<>();
  private boolean refused;
  private boolean differs;
  private @Nullable RuntimeException fault;

  /**
   * @param verify whether what the page says is proven
   */
  PageWriter(StrategyOptions strategy, boolean verify) {
    this.strategy = strategy;
    this.check = verify ? new LayerCheck(strategy, VerifySettings.DEFAULT, new Nd4jEngine()) : null;
  }

  /** Takes the next layer; why one is unusable is told at once. */
  void add(LayerInput input, Console console) {
    try {
      Layer spec = input.require().spec();
      Translation translation = Translation.of(spec, strategy.plan(spec), strategy.runtime());
      List<Fault> faults = new ArrayList<>();
      LayerCheck.Found found = check == null ? null : check.check(input);
      Agreement proof = found == null ? null : proof(found, faults);
      fault = found == null || found.bug() == null ? fault : found.bug();
      report(faults, console);
      differs |= proof != null && !proof.agree();
      layers.add(PageLayer.of(input.label(), translation, proof, faults));
    } catch (Refusal refusal) {
      List<Fault> faults = input.located(refusal);
      report(faults, console);
      layers.add(PageLayer.refused(input.label(), faults));
    }
  }

  private static @Nullable Agreement proof(LayerCheck.Found found, List<Fault> faults) {
    faults.addAll(found.faults());
    return found.outcomes().isEmpty() ? null : found.outcomes().get(0).requireAgreement();
  }

  private void report(List<Fault> faults, Console console) {
    refused |= !faults.isEmpty();
    console.err().print(RefusalText.of(faults));
  }

  /**
   * Writes the page, if there is anything to put on it, and returns the exit code.
   *
   * @throws RuntimeException that a proof ended with, by a fault of padbridge's own
   */
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
    if (fault != null) {
      throw fault;
    }
    return refused ? ExitCode.UNUSABLE : differs ? ExitCode.DIFFERS : ExitCode.OK;
  }
}
