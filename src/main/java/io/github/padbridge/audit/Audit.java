package io.github.padbridge.audit;

import io.github.padbridge.audit.Alignment.Match;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.compare.Given;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.compare.PairService;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The comparison of two models, layer by layer. */
public final class Audit {
  private final AuditedModel left;
  private final AuditedModel right;
  private final PairService service;

  /** Models repeat their layers. */
  private final Map<Compared, Attempt<PairComparison>> compared = new HashMap<>();

  /** Whether an earlier difference may have changed the number of channels. */
  private boolean changed;

  private record Compared(Sides sides, @Nullable Shape input, Given left, Given right) {}

  public Audit(AuditedModel left, AuditedModel right, PairService service) {
    this.left = left;
    this.right = right;
    this.service = service;
  }

  /**
   * The layers of both models in order, brought together and not yet compared.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if there are too many
   */
  public List<AuditedPair> pairs() {
    return pairs(left, right);
  }

  /**
   * The layers of two models in order, brought together.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if there are too many
   */
  public static List<AuditedPair> pairs(AuditedModel left, AuditedModel right) {
    List<Match> matches =
        Alignment.of(
            left.layers().size(),
            right.layers().size(),
            (i, j) -> Similarity.of(left.layers().get(i), right.layers().get(j)));
    List<AuditedPair> pairs = new ArrayList<>();
    for (Match match : matches) {
      pairs.add(
          new AuditedPair(
              match.left() == Alignment.NONE ? null : left.layers().get(match.left()),
              match.right() == Alignment.NONE ? null : right.layers().get(match.right()),
              null));
    }
    return pairs;
  }

  /**
   * The pair with its comparison; a layer without a partner as it is. Pairs are compared in order.
   */
  public AuditedPair compared(AuditedPair pair) {
    AuditedLayer one = pair.left();
    AuditedLayer other = pair.right();
    if (one == null || other == null) {
      changed = true;
      return pair;
    }
    String failure = one.failure().isEmpty() ? other.failure() : one.failure();
    if (!failure.isEmpty()) {
      changed = true;
      Fault fault = Fault.at(Place.of(pair.title()), failure, help(one, other));
      return new AuditedPair(one, other, new Attempt<>(null, List.of(fault), null, 0));
    }
    AuditedLayer built = BuiltLayer.forInputOf(other, one, changed);
    Attempt<PairComparison> attempt = compared(built, BuiltLayer.forInputOf(built, other, changed));
    changed |= !attempt.succeeded() || attempt.requireResult().hasOtherChannels();
    return new AuditedPair(one, other, attempt);
  }

  private static @Nullable String help(AuditedLayer one, AuditedLayer other) {
    boolean isPrinted =
        (one.row().doubt() != null && one.row().recorded() == null)
            || (other.row().doubt() != null && other.row().recorded() == null);
    return isPrinted
        ? "a .pt2 file says what runs: torch.export.save(torch.export.export(model.eval(), (x,)),"
            + " \"net.pt2\")"
        : null;
  }

  private Attempt<PairComparison> compared(AuditedLayer one, AuditedLayer other) {
    Sides sides = new Sides(one.requireChain(), other.requireChain());
    Compared key =
        new Compared(
            sides,
            one.input(),
            new Given(left.source(), one.text()),
            new Given(right.source(), other.text()));
    return compared.computeIfAbsent(
        key,
        none -> Attempt.of(() -> service.compare(sides, key.left(), key.right(), one.input())));
  }
}
