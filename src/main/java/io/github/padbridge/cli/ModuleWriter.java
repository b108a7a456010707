package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * All translations together as one Python module. Records without one are reported on standard
 * error and stand in the module as comments; where no record has one, nothing is written.
 */
final class ModuleWriter implements TranslationWriter {
  private final Console console;
  private final PythonModule module;
  private final Function<Layer, Translation> translator;

  ModuleWriter(Console console, PythonModule module, Function<Layer, Translation> translator) {
    this.console = console;
    this.translator = translator;
    this.module = module;
  }

  @Override
  public boolean write(LayerInput input) throws IOException {
    Translation translation = translator.apply(input.require().spec());
    Optional<Fault> unfit = module.unfit(translation);
    if (unfit.isPresent()) {
      return refuse(input, new Refusal(unfit.get()));
    }
    if (module.isTaken(input.label())) {
      String message = "two layers have this id, the module can hold but one of them under it";
      return refuse(
          input, new Refusal(Fault.at(input.place(), message, "give each layer an id of its own")));
    }
    print(module.function(input.label(), translation));
    return true;
  }

  @Override
  public boolean refuse(LayerInput input, Refusal refusal) throws IOException {
    module.leaveOut(input.label(), input.place(), refusal);
    console.out().flush();
    console.err().print(RefusalText.of(input.located(refusal)));
    return false;
  }

  @Override
  public void finish() throws IOException {
    print(module.tail());
    console.out().flush();
  }

  private void print(String text) throws IOException {
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
