package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.model.Extent;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.ModelLayer.JoinedPad;
import io.github.padbridge.model.Recorded;
import io.github.padbridge.modelfile.common.LayerShapes;
import io.github.padbridge.modelfile.common.TorchJoins;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of an exported program. */
final class ExportedLayers {
  private final String source;
  private final String model;
  private final ExportedGraph graph;
  private final Map<String, Long> symbols;
  private final Map<String, ExportedNode> producers;
  private final Map<String, List<ExportedNode>> takers = new HashMap<>();

  /** By the calls themselves: to compare what they hold would take longer than to read them. */
  private final IdentityHashMap<ExportedNode, ModelLayer> windows = new IdentityHashMap<>();

  private final Set<String> joined = new HashSet<>();

  /**
   * @param symbols the open sizes that are given
   */
  ExportedLayers(String source, String model, ExportedGraph graph, Map<String, Long> symbols) {
    this.source = source;
    this.model = model;
    this.graph = graph;
    this.symbols = symbols;
    this.producers = graph.producers();
    for (ExportedNode node : graph.nodes()) {
      String input = input(node);
      if (input != null) {
        takers.computeIfAbsent(input, none -> new ArrayList<>()).add(node);
      }
    }
  }

  List<ModelLayer> rows() {
    List<ModelLayer> rows = new ArrayList<>();
    for (ExportedNode node : graph.nodes()) {
      if (ExportedOps.isWindow(node.op())) {
        windows.put(node, window(node));
      }
    }
    for (ExportedNode node : graph.nodes()) {
      ModelLayer window = windows.get(node);
      if (window != null) {
        rows.add(window);
      } else if (ExportedOps.isLeftOut(node.op())) {
        rows.add(leftOut(node, node.op() + " is not translated"));
      } else if (ExportedOps.isPad(node.op()) && !isJoined(node)) {
        rows.add(padding(node));
      }
    }
    return rows;
  }

  /** The convolutions and the tensors that are their weights, after {@link #rows}. */
  List<WeightUse> weights() {
    List<WeightUse> weights = new ArrayList<>();
    for (ExportedNode node : graph.nodes()) {
      ModelLayer row = windows.get(node);
      if (row != null && ExportedOps.isConvolution(node.op())) {
        weights.add(new WeightUse(row, stored(node, "weight"), stored(node, "bias")));
      }
    }
    return weights;
  }

  /** The name that an argument has in the model; null if it is computed or left out. */
  private @Nullable String stored(ExportedNode node, String argument) {
    String tensor = node.tensor(argument);
    return tensor == null ? null : graph.stored().get(tensor);
  }

  private static @Nullable String input(ExportedNode node) {
    String input = node.tensor("input");
    return input == null ? node.tensor("self") : input;
  }

  private static @Nullable String output(ExportedNode node) {
    return node.outputs().isEmpty() ? null : node.outputs().get(0);
  }

  private List<Extent> shape(@Nullable String tensor) {
    return graph.shape(tensor, symbols);
  }

  /** Whether every call that takes the pad's output has it in its own row. */
  private boolean isJoined(ExportedNode pad) {
    String output = output(pad);
    return output != null && joined.contains(output);
  }

  private ModelLayer row(
      ExportedNode node, ModelLayer.Content content, Recorded recorded, List<String> notes) {
    NodeMetadata where = node.metadata();
    String className = where.className().isEmpty() ? node.op() : where.className();
    Place place = new Place(source, 0, 0, where.path());
    return new ModelLayer(where.path(), model, className, place, content, notes, recorded);
  }

  private Recorded recorded(
      ExportedNode node,
      String written,
      @Nullable Map<String, @Nullable Object> arguments,
      List<JoinedPad> after,
      List<JoinedPad> separate) {
    return new Recorded(
        node.metadata().source(),
        written,
        arguments,
        shape(input(node)),
        shape(output(node)),
        after,
        separate,
        false,
        false);
  }

  private ModelLayer leftOut(ExportedNode node, String why) {
    return row(
        node,
        new ModelLayer.LeftOut(node.op() + "(...)"),
        recorded(node, "", null, List.of(), List.of()),
        List.of(why));
  }

  private ModelLayer padding(ExportedNode node) {
    Optional<PadModule> pad = TorchPads.pad(node, 1);
    return pad.isPresent()
        ? row(
            node,
            new ModelLayer.Padding(TorchPads.written(node, pad.get()), pad.get()),
            recorded(node, "", null, List.of(), List.of()),
            List.of())
        : leftOut(node, "how much it pads is computed from the input when it runs");
  }

  private ModelLayer window(ExportedNode node) {
    if (ExportedOps.isAdaptive(node.op())) {
      return adaptive(node);
    }
    List<Extent> input = shape(input(node));
    try {
      return ExportedOps.isConvolution(node.op())
          ? convolution(node, input)
          : joined(node, new TorchWindow(node, input).pooling());
    } catch (Refusal refusal) {
      return unread(node, refusal, null);
    } catch (ExportedNode.UnreadableArgument e) {
      return unread(node, null, e.getMessage());
    }
  }

  private ModelLayer unread(ExportedNode node, @Nullable Refusal refusal, @Nullable String doubt) {
    return row(
        node,
        new ModelLayer.Window(List.of(), null, null, refusal, doubt),
        recorded(node, node.op() + "(...)", null, List.of(), List.of()),
        List.of());
  }

  private ModelLayer convolution(ExportedNode node, List<Extent> input) {
    List<Extent> weight = shape(node.tensor("weight"));
    if (weight.size() < 3 || weight.size() > 5) {
      return unread(node, null, "the shape of its weight is not recorded");
    }
    ConvSpec spec = new TorchWindow(node, input).convolution(weight);
    return joined(node, spec);
  }

  /** The row of a layer with the pads in front of it and the crops behind. */
  private ModelLayer joined(ExportedNode node, Layer spec) {
    Layer layer = spec;
    List<JoinedPad> after = new ArrayList<>();
    List<JoinedPad> separate = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<PadAmount> cuts = cuts(node, spec.spatialRank());
    if (!PadAmount.areNone(cuts)) {
      Optional<ConvSpec> cropped =
          layer instanceof ConvSpec convolution
              ? TorchJoins.cropped(convolution, cuts)
              : Optional.empty();
      if (cropped.isPresent()) {
        layer = cropped.get();
        after.add(crop(cuts));
      } else {
        separate.add(crop(cuts));
        notes.add(crop(cuts).shown() + " directly behind it is not part of its translation");
      }
    }
    List<JoinedPad> before = new ArrayList<>();
    ExportedNode pad = padInFront(input(node));
    while (pad != null) {
      Optional<PadModule> module = TorchPads.pad(pad, spec.spatialRank());
      Layer own = layer;
      Optional<? extends Layer> whole = module.flatMap(found -> TorchJoins.padded(found, own));
      if (whole.isEmpty()) {
        break;
      }
      layer = whole.get();
      if (!module.get().isEmpty()) {
        String written = TorchPads.written(pad, module.get());
        before.add(0, new JoinedPad(pad.metadata().path(), written, module.get()));
      }
      joined.add(String.valueOf(output(pad)));
      pad = padInFront(input(pad));
    }
    return row(
        node,
        new ModelLayer.Window(before, spec, layer, null, null),
        recorded(node, "", null, after, separate),
        notes);
  }

  private static JoinedPad crop(List<PadAmount> cuts) {
    List<PadAmount> negative =
        cuts.stream().map(cut -> new PadAmount(-cut.before(), -cut.after())).toList();
    PadModule module = new PadModule(negative, PaddingMode.ZEROS, 0);
    StringBuilder written = new StringBuilder("x[...");
    for (PadAmount cut : cuts) {
      written.append(", ").append(cut.before() == 0 ? "" : cut.before()).append(':');
      written.append(cut.after() == 0 ? "" : -cut.after());
    }
    return new JoinedPad("", written.append(']').toString(), module);
  }

  /** The pad that gives a tensor, where nothing but one layer takes that; null otherwise. */
  private @Nullable ExportedNode padInFront(@Nullable String tensor) {
    ExportedNode producer = tensor == null ? null : producers.get(tensor);
    return producer != null && ExportedOps.isPad(producer.op()) && graph.uses(tensor) == 1
        ? producer
        : null;
  }

  /** What the slices directly behind a layer cut off its spatial axes. */
  private List<PadAmount> cuts(ExportedNode node, int rank) {
    List<PadAmount> cuts = new ArrayList<>(Collections.nCopies(rank, PadAmount.NONE));
    String tensor = output(node);
    while (tensor != null && graph.uses(tensor) == 1 && takers.containsKey(tensor)) {
      ExportedNode taker = takers.get(tensor).get(0);
      List<Extent> in = shape(tensor);
      Optional<TorchPads.Cut> cut =
          ExportedOps.isSlice(taker.op())
              ? TorchPads.slice(taker, in, shape(output(taker)))
              : Optional.empty();
      int axis = cut.map(found -> found.axis() - (in.size() - rank)).orElse(-1);
      boolean isWhole = cut.filter(found -> found.amount().isNone()).isPresent();
      if (cut.isEmpty() || (axis < 0 && !isWhole)) {
        break;
      }
      if (axis >= 0) {
        PadAmount more = cut.get().amount();
        PadAmount so = cuts.get(axis);
        cuts.set(axis, new PadAmount(so.before() + more.before(), so.after() + more.after()));
      }
      tensor = output(taker);
    }
    return cuts;
  }

  private ModelLayer adaptive(ExportedNode node) {
    List<Extent> input = shape(input(node));
    List<Extent> output = shape(output(node));
    int rank = node.op().charAt(node.op().length() - 2) - '0';
    List<Integer> size = new ArrayList<>();
    for (int axis = 0; axis < rank && output.size() > rank; axis++) {
      Long out = output.get(output.size() - rank + axis).value();
      size.add(out == null || out > Integer.MAX_VALUE ? 0 : out.intValue());
    }
    Optional<PoolSpec> uniform = LayerShapes.adaptive(node.op().contains("max"), input, size);
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put("op", node.op().replaceFirst("^_", ""));
    arguments.put("output_size", size.stream().map(out -> out == 0 ? null : out).toList());
    boolean isOpen =
        input.stream().skip(Math.max(input.size() - rank, 0)).anyMatch(in -> in.value() == null);
    String doubt =
        uniform.isPresent()
            ? null
            : isOpen
                ? "its windows depend on input sizes that are open (--input-shape tells them)"
                : "its windows have different sizes";
    return row(
        node,
        new ModelLayer.Window(List.of(), null, uniform.orElse(null), null, doubt),
        recorded(node, adaptiveWritten(node, size), arguments, List.of(), List.of()),
        List.of());
  }

  private static String adaptiveWritten(ExportedNode node, List<Integer> size) {
    boolean max = node.op().contains("max");
    String sizes = size.toString();
    return "Adaptive"
        + (max ? "Max" : "Avg")
        + "Pool"
        + size.size()
        + "d("
        + (size.stream().distinct().count() == 1
            ? size.get(0)
            : "(" + sizes.substring(1, sizes.length() - 1) + ")")
        + ")";
  }
}
