package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
    requireOwnId(input.label(), input.place());
    print(module.function(input.label(), translation));
  }

  private void requireOwnId(LayerRecord.Label label, Place place) {
    if (module.isTaken(label)) {
      throw new Refusal(Fault.at(place, "two layers have this id", "give each layer a unique id"));
    }
  }

  /**
   * Writes a function that the module has made.
   *
   * @param place of its layer
   * @param function the function with what precedes it
   */
  public void write(LayerRecord.Label label, Place place, Supplier<String> function)
      throws IOException {
    requireOwnId(label, place);
    print(function.get());
  }

  /** Writes code that is a module by itself. */
  public void code(String code) throws IOException {
    print(code);
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

  private void print(String text) throws IOException {
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
