package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.spec.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of a printed model.
 *
 * @param name the dotted path to it, as {@code named_modules()} has it; empty for a model that is
 *     itself one
 * @param model the class of the model it is in, with a number where another has the same; empty
 *     where the text begins inside it
 * @param className its class as printed
 * @param place where it is printed
 * @param spec its arguments; null where they are none that PyTorch takes
 * @param refusal why PyTorch would not have it; null where it would
 * @param doubt why its arguments are not all that it does, so that it has no translation by them, a
 *     sentence without a full stop; null where nothing says so
 * @param notes what to watch for that its class or its children tell, a sentence each without a
 *     full stop
 */
public record ModelLayer(
    String name,
    String model,
    String className,
    Place place,
    @Nullable Layer spec,
    @Nullable Refusal refusal,
    @Nullable String doubt,
    List<String> notes) {
  public ModelLayer {
    notes = List.copyOf(notes);
  }
}
