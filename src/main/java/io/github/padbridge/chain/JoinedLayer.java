package io.github.padbridge.chain;

import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Chain.PadOp;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.DataLayout;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The single layer that is equal to a chain of pads and one layer, such as {@code
 * nn.Sequential(nn.ReflectionPad2d(3), nn.Conv2d(3, 64, 7))}.
 *
 * @param notes what was ignored; one sentence each, without a full stop
 */
public record JoinedLayer(Layer layer, List<String> notes) {
  private static final String HELP =
      "translate, verify, explain and compare take chains; tables, pictures and pages do not";

  public JoinedLayer {
    notes = List.copyOf(notes);
  }

  /**
   * The layer.
   *
   * @throws Refusal if no single layer computes what the chain does
   */
  public static JoinedLayer of(Chain whole) {
    Chain chain = whole.withoutLastFunctions();
    chain.ops().forEach(JoinedLayer::requireWindows);
    if (chain.patches().isPresent()) {
      Op order = chain.patches().get();
      throw refusal(order, order.noun() + " is not one convolution or pooling");
    }
    int at = 0;
    while (!(chain.ops().get(at) instanceof LayerOp)) {
      at++;
    }
    List<String> notes = new ArrayList<>(chain.notes());
    Layer joined = ((LayerOp) chain.ops().get(at)).layer();
    for (int i = at - 1; i >= 0; i--) {
      joined = joined(chain.ops().get(i), joined);
      notes.add("the pad in front is joined with the padding of " + joined.opName());
    }
    if (chain.ops().size() > at + 1) {
      Op more = chain.ops().get(at + 1);
      throw refusal(
          more, "the " + more.noun() + " after " + joined.opName() + " cannot be joined with it");
    }
    return new JoinedLayer(joined, notes);
  }

  private static void requireWindows(Op op) {
    if (op instanceof Chain.AdaptiveOp) {
      throw refusal(op, op.noun() + " has windows that depend on its input size");
    }
  }

  private static Layer joined(Op op, Layer layer) {
    Optional<ConvSpec> joined =
        op instanceof PadOp pad && layer instanceof ConvSpec convolution
            ? module(pad.padding()).flatMap(module -> module.joinedWith(convolution))
            : Optional.empty();
    return joined.orElseThrow(
        () ->
            refusal(
                op,
                "the " + op.noun() + " before " + layer.opName() + " cannot be joined with it"));
  }

  /** The padding as a PyTorch padding module; empty if PyTorch has no such module. */
  private static Optional<PadModule> module(TensorPadding padding) {
    DataLayout layout = padding.layout();
    if (layout == null || layout.isChannelsLast()) {
      return Optional.empty();
    }
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < padding.rank(); axis++) {
      AxisPadding amount = padding.axis(axis);
      boolean isSpatial = axis >= layout.firstSpatial();
      if (amount.interior() != 0 || !(isSpatial || amount.isNone())) {
        return Optional.empty();
      }
      if (isSpatial) {
        amounts.add(new PadAmount(amount.before(), amount.after()));
      }
    }
    String mode = padding.mode() == FillMode.CONSTANT ? "zeros" : padding.mode().id();
    double value = padding.value().number().doubleValue();
    return PaddingMode.named(mode).map(named -> new PadModule(amounts, named, value));
  }

  private static Refusal refusal(Op op, String message) {
    return new Refusal(Fault.at(op.place(), message, HELP));
  }
}
