package io.github.padbridge.proof;

import io.github.padbridge.layer.Layer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a verification.
 *
 * @param ran the layer that was executed, which may have fewer channels or chosen sizes
 * @param result the first result that differs, or where all agree, the one with the largest
 *     difference
 * @param exact true where only equal numbers agree
 * @param evidence how the numbers were chosen
 * @param sizes for which sizes it holds
 * @param note what the user should know of what was run, null where the layer was run as it stands
 */
public record Agreement(
    Layer ran,
    ComparisonResult result,
    boolean exact,
    Evidence evidence,
    Sizes sizes,
    @Nullable String note) {
  /** For which input sizes a verification holds. */
  public enum Sizes {
    /** For those of the layer. */
    GIVEN,
    /** For those that were chosen, because the layer leaves them open. */
    CHOSEN,
    /** For every one that the layer accepts. */
    EVERY;

    /** The name in answers. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How the numbers were chosen.
   *
   * @param seed null for a case, whose numbers are its own
   * @param draws how many random draws were asked for, 0 for a case
   * @param missProbability a bound on the chance that a wrong plan agrees, 0 where none can, null
   *     where no bound is known
   */
  public record Evidence(@Nullable Long seed, int draws, @Nullable Double missProbability) {
    public static final Evidence CASE = new Evidence(null, 0, null);
  }

  /** The same with something that it contradicts besides the numbers. */
  public Agreement contradicted(String expectedFrom, String contradiction) {
    return new Agreement(
        ran,
        ComparisonResult.contradiction(expectedFrom, contradiction),
        exact,
        evidence,
        sizes,
        note);
  }

  /** The same for other sizes. */
  Agreement of(Sizes other) {
    return new Agreement(ran, result, exact, evidence, other, note);
  }

  public boolean agree() {
    return result.agree();
  }
}
