package io.github.padbridge.proof;

import io.github.padbridge.layer.Layer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a verification.
 *
 * @param ran the layer that was executed, which may have fewer channels or chosen sizes
 * @param result the first result that differs; where all agree, the one with the largest difference
 * @param exact whether numbers must be equal to agree
 * @param evidence how the numbers were chosen
 * @param sizes the input sizes that it holds for
 * @param note what the user should know about the run; null where the layer was run as given
 */
public record Agreement(
    Layer ran,
    ComparisonResult result,
    boolean exact,
    Evidence evidence,
    Sizes sizes,
    @Nullable String note) {
  /** The input sizes that a verification holds for. */
  public enum Sizes {
    /** The sizes of the layer. */
    GIVEN,
    /** Chosen sizes, because the sizes of the layer are unknown. */
    CHOSEN,
    /** Every size that the layer accepts. */
    EVERY;

    /** The name in output. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How the numbers were chosen.
   *
   * @param seed null for a case with its own tensors
   * @param draws the number of random draws; 0 for a case
   * @param missProbability a bound on the chance that a wrong plan agrees; 0 where none can, null
   *     where no bound is known
   */
  public record Evidence(@Nullable Long seed, int draws, @Nullable Double missProbability) {
    public static final Evidence CASE = new Evidence(null, 0, null);
  }

  /** This agreement with a contradiction besides the numbers. */
  public Agreement contradicted(String expectedFrom, String contradiction) {
    return new Agreement(
        ran,
        ComparisonResult.contradiction(expectedFrom, contradiction),
        exact,
        evidence,
        sizes,
        note);
  }

  /** This agreement for other sizes. */
  Agreement of(Sizes other) {
    return new Agreement(ran, result, exact, evidence, other, note);
  }

  public boolean agree() {
    return result.agree();
  }
}
