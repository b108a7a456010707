package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes all translations as one Python module. Refused layers are reported on standard error and
 * as comments in the module. If every layer is refused, nothing is written.
 */
public record ModuleWriter(Console console, PythonModule module)
    implements LayerWriter<Translation> {
  @Override
  public void write(LayerInput input, Translation translation) throws IOException {
    Optional<Fault> unfit = module.unfit(translation);
    if (unfit.isPresent()) {
      throw new Refusal(unfit.get());
    }
    if (module.isTaken(input.label())) {
      throw new Refusal(
          Fault.at(input.place(), "two layers have this id", "give each layer a unique id"));
    }
    print(module.function(input.label(), translation));
  }

  @Override
  public void refuse(LayerInput input, List<Fault> faults) throws IOException {
    module.leaveOut(input.label(), input.place(), new Refusal(faults));
    console.out().flush();
    console.err().print(RefusalText.of(faults));
  }

  @Override
  public void finish() throws IOException {
    print(module.tail());
    console.out().flush();
  }

  /** Writes code that is a module by itself. */
  public void code(String code) throws IOException {
    print(code);
  }

  private void print(String text) throws IOException {
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
