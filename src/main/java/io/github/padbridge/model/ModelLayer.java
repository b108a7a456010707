package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module of a printed model that has a row of its own: a convolution or pooling, a padding or
 * crop that no convolution could take over, or what looks like one of them and is left out.
 *
 * @param name the dotted path to it, as {@code named_modules()} has it; empty for a model that is
 *     itself one
 * @param model the class of the model it is in, with a number where another has the same; empty
 *     where the text begins inside it
 * @param className its class as printed
 * @param place where it is printed
 * @param content what it is
 * @param notes what to watch for that its class, its children or the modules around it tell, a
 *     sentence each without a full stop
 */
public record ModelLayer(
    String name, String model, String className, Place place, Content content, List<String> notes) {
  public ModelLayer {
    notes = List.copyOf(notes);
  }

  /** What a row is about. */
  public sealed interface Content {}

  /**
   * A convolution or pooling.
   *
   * @param before the padding modules that run directly in front of it and are part of {@code
   *     layer}, in the order they run in
   * @param spec the arguments of the convolution or pooling itself; null where they are none that
   *     PyTorch takes
   * @param layer {@code spec} with what is padded in front of it; null where {@code spec} is
   * @param refusal why PyTorch refuses it; null where it does not
   * @param doubt why its arguments are not all that it does, so that it has no translation by them,
   *     a sentence without a full stop; null where nothing says so
   */
  public record Window(
      List<JoinedPad> before,
      @Nullable Layer spec,
      @Nullable Layer layer,
      @Nullable Refusal refusal,
      @Nullable String doubt)
      implements Content {
    public Window {
      before = List.copyOf(before);
    }
  }

  /**
   * A padding module.
   *
   * @param shown its class with its arguments, as printed
   */
  public record Padding(String shown, PadModule pad) implements Content {}

  /**
   * A module that pads or crops by an amount that is not printed.
   *
   * @param shown its class with its arguments, as printed
   */
  public record Opaque(String shown) implements Content {}

  /**
   * A module that moves windows, or looks as if it did, and is not translated. Its row's only note
   * says why.
   *
   * @param shown its class with its arguments, as printed
   */
  public record LeftOut(String shown) implements Content {}

  /**
   * A padding module that is part of the layer behind it.
   *
   * @param shown its class with its arguments, as printed
   */
  public record JoinedPad(String name, String shown, PadModule pad) {}

  /** True for a convolution or pooling. */
  public boolean isWindow() {
    return content instanceof Window;
  }

  /** True for a module that is left out. */
  public boolean isLeftOut() {
    return content instanceof LeftOut;
  }

  /** The padding modules that are part of it. */
  public List<JoinedPad> before() {
    return content instanceof Window window ? window.before() : List.of();
  }

  /** The arguments of a convolution or pooling, where PyTorch takes them. */
  public @Nullable Layer spec() {
    return content instanceof Window window ? window.spec() : null;
  }

  /** What runs, with what is padded in front. */
  public @Nullable Layer layer() {
    return content instanceof Window window ? window.layer() : null;
  }

  public @Nullable Refusal refusal() {
    return content instanceof Window window ? window.refusal() : null;
  }

  public @Nullable String doubt() {
    return content instanceof Window window ? window.doubt() : null;
  }
}
