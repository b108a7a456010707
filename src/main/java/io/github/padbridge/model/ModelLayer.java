package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PoolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module of a printed model with its own row: a convolution or pooling, a separate padding or
 * crop, or a similar module that is left out.
 *
 * @param name its dotted path in {@code named_modules()}; empty if it is the model itself
 * @param model the class of its model, with a number if several models have the class; empty if the
 *     text begins inside the model
 * @param className its class as printed
 * @param place its place in the text
 * @param content the kind of row
 * @param notes for porting, from its class, its children and the modules around it; one sentence
 *     each, without a full stop
 * @param recorded what a model file records of it; null for a printed model
 */
public record ModelLayer(
    String name,
    String model,
    String className,
    Place place,
    Content content,
    List<String> notes,
    @Nullable Recorded recorded) {
  public ModelLayer {
    notes = List.copyOf(notes);
  }

  /** A layer of a printed model. */
  ModelLayer(
      String name,
      String model,
      String className,
      Place place,
      Content content,
      List<String> notes) {
    this(name, model, className, place, content, notes, null);
  }

  /** The kind of row. */
  public sealed interface Content {}

  /**
   * A convolution or pooling.
   *
   * @param before the padding modules directly in front that are part of {@code layer}, in running
   *     order
   * @param spec the convolution or pooling itself; null if PyTorch refuses it
   * @param layer {@code spec} with the padding in front of it; null if {@code spec} is
   * @param refusal why PyTorch refuses it; null if it does not
   * @param doubt why it may do more than its arguments and so is not translated, a sentence without
   *     a full stop; null if there is no doubt
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
   * An adaptive pooling.
   *
   * @param shown its class with its arguments, as printed
   * @param layer the pooling over windows of one size that it is on its input; null where the
   *     windows have several sizes or a size is open
   */
  public record Adaptive(String shown, @Nullable PoolSpec layer) implements Content {}

  /**
   * A module that moves windows, or looks like it, and is not translated. Its only note says why.
   *
   * @param shown its class with its arguments, as printed
   */
  public record LeftOut(String shown) implements Content {}

  /**
   * A padding module that is part of the next layer.
   *
   * @param shown its class with its arguments, as printed
   */
  public record JoinedPad(String name, String shown, PadModule pad) {}

  /** True for a convolution, or a pooling whose windows are known. */
  public boolean isWindow() {
    return content instanceof Window
        || (content instanceof Adaptive adaptive && adaptive.layer() != null);
  }

  /** True for an adaptive pooling of a printed model. */
  public boolean isAdaptive() {
    return content instanceof Adaptive;
  }

  /** True for a module that is left out. */
  public boolean isLeftOut() {
    return content instanceof LeftOut;
  }

  /** The padding modules that are part of it. */
  public List<JoinedPad> before() {
    return content instanceof Window window ? window.before() : List.of();
  }

  /** Its convolutions, where it is several ops; else itself. */
  public List<ModelLayer> parts() {
    return recorded == null || recorded.parts().isEmpty() ? List.of(this) : recorded.parts();
  }

  /** The convolution or pooling itself, if PyTorch accepts it. */
  public @Nullable Layer spec() {
    return content instanceof Window window ? window.spec() : ofAdaptive();
  }

  /** The layer with the padding in front of it. */
  public @Nullable Layer layer() {
    return content instanceof Window window ? window.layer() : ofAdaptive();
  }

  private @Nullable Layer ofAdaptive() {
    return content instanceof Adaptive adaptive ? adaptive.layer() : null;
  }

  public @Nullable Refusal refusal() {
    return content instanceof Window window ? window.refusal() : null;
  }

  public @Nullable String doubt() {
    return content instanceof Window window ? window.doubt() : null;
  }
}
