package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxJoins;
import io.github.padbridge.layer.OnnxSpec;
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
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of an ONNX model. */
final class OnnxLayers {
  /** What moves windows and is not translated. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "LpPool",
          "GlobalLpPool",
          "MaxUnpool",
          "MaxRoiPool",
          "DeformConv",
          "ConvInteger",
          "QLinearConv",
          "QLinearAveragePool",
          "Col2Im");

  private final String source;
  private final OnnxGraph graph;
  private final OnnxShapes shapes;
  private final Map<String, OnnxNode> producers = new HashMap<>();
  private final Map<String, List<OnnxNode>> takers = new HashMap<>();
  private final Set<OnnxNode> joined = Collections.newSetFromMap(new IdentityHashMap<>());

  OnnxLayers(String source, OnnxGraph graph, OnnxShapes shapes) {
    this.source = source;
    this.graph = graph;
    this.shapes = shapes;
    for (OnnxNode node : graph.nodes()) {
      shapes.run(node);
      node.outputs().forEach(output -> producers.put(output, node));
      for (String input : node.inputs()) {
        takers.computeIfAbsent(input, none -> new ArrayList<>(1)).add(node);
      }
    }
  }

  List<ModelLayer> rows() {
    IdentityHashMap<OnnxNode, ModelLayer> windows = new IdentityHashMap<>();
    for (OnnxNode node : graph.nodes()) {
      if (OnnxWindow.isWindow(node)) {
        windows.put(node, window(node));
      } else if (isGlobal(node)) {
        windows.put(node, global(node));
      }
    }
    List<ModelLayer> rows = new ArrayList<>();
    for (OnnxNode node : graph.nodes()) {
      ModelLayer window = windows.get(node);
      if (window != null) {
        rows.add(window);
      } else if (node.op().equals("Pad") && node.isStandard() && !joined.contains(node)) {
        rows.add(padding(node));
      } else if (LEFT_OUT.contains(node.op())) {
        rows.add(leftOut(node, node.op() + " is not translated"));
      }
    }
    return rows;
  }

  private static boolean isGlobal(OnnxNode node) {
    return node.isStandard()
        && (node.op().equals("GlobalAveragePool") || node.op().equals("GlobalMaxPool"));
  }

  private List<Extent> extents(@Nullable String tensor) {
    Shape shape = shapes.shape(tensor);
    return shape == null ? List.of() : shape.sizes().stream().map(Extent::of).toList();
  }

  private ModelLayer row(
      OnnxNode node,
      ModelLayer.Content content,
      String written,
      @Nullable Map<String, @Nullable Object> arguments,
      List<JoinedPad> after) {
    return row(node, content, written, arguments, after, List.of());
  }

  private ModelLayer row(
      OnnxNode node,
      ModelLayer.Content content,
      String written,
      @Nullable Map<String, @Nullable Object> arguments,
      List<JoinedPad> after,
      List<String> notes) {
    Recorded recorded =
        new Recorded(
            null,
            written,
            arguments,
            extents(node.input(0)),
            extents(node.output()),
            after,
            List.of(),
            false,
            false);
    Place place = new Place(source, 0, 0, node.label());
    return new ModelLayer(node.label(), source, node.op(), place, content, notes, recorded);
  }

  private ModelLayer leftOut(OnnxNode node, String why) {
    String written = node.op() + "(...)";
    return row(node, new ModelLayer.LeftOut(written), written, null, List.of(), List.of(why));
  }

  private ModelLayer padding(OnnxNode node) {
    Optional<PadModule> pad = OnnxPads.module(node, shapes);
    if (pad.isEmpty()) {
      return leftOut(node, "what it pads is not known, or not along spatial axes alone");
    }
    String written = OnnxPads.written(pad.get());
    return row(node, new ModelLayer.Padding(written, pad.get()), written, null, List.of());
  }

  private ModelLayer global(OnnxNode node) {
    List<Extent> input = extents(node.input(0));
    boolean max = node.op().equals("GlobalMaxPool");
    Optional<PoolSpec> uniform =
        input.size() < 3
            ? Optional.empty()
            : LayerShapes.adaptive(max, input, Collections.nCopies(input.size() - 2, 1));
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put("framework", "onnx");
    arguments.put("op", node.op());
    Shape shape = shapes.shape(node.input(0));
    if (shape != null) {
      arguments.put("input_shape", shape.sizes());
    }
    String doubt =
        uniform.isPresent()
            ? null
            : "its window depends on input sizes that are open (--input-shape tells them)";
    return row(
        node,
        new ModelLayer.Window(List.of(), null, uniform.orElse(null), null, doubt),
        node.op() + "()",
        arguments,
        List.of());
  }

  private ModelLayer window(OnnxNode node) {
    OnnxWindow window =
        OnnxWindow.of(node, shapes.shape(node.input(0)), shapes.shape(node.input(1)));
    if (window == null || (window.isConvolution() && window.weight() == null)) {
      return row(
          node,
          new ModelLayer.Window(
              List.of(),
              null,
              null,
              null,
              "its attributes, or the shape of its weight, are not known"),
          node.op() + "(...)",
          null,
          List.of());
    }
    OnnxMapping mapping = OnnxMapping.of(window);
    Layer layer = mapping.layer();
    List<JoinedPad> before = new ArrayList<>();
    List<JoinedPad> after = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (layer instanceof ConvSpec || layer instanceof OnnxSpec) {
      layer = cropped(node, layer, after, notes);
    }
    for (OnnxNode pad = inFront(node); pad != null && layer != null; pad = inFront(pad)) {
      Optional<PadModule> module = OnnxPads.module(pad, shapes);
      Layer own = layer;
      Optional<? extends Layer> whole = module.flatMap(found -> TorchJoins.padded(found, own));
      if (whole.isEmpty()) {
        break;
      }
      layer = whole.get();
      joined.add(pad);
      before.add(0, new JoinedPad(pad.label(), OnnxPads.written(module.get()), module.get()));
    }
    return row(
        node,
        new ModelLayer.Window(before, null, layer, null, mapping.doubt()),
        window.written(),
        window.arguments(),
        after,
        notes);
  }

  private @Nullable OnnxNode inFront(OnnxNode node) {
    String input = node.input(0);
    OnnxNode producer = input == null ? null : producers.get(input);
    return producer != null
            && producer.op().equals("Pad")
            && producer.isStandard()
            && takers.getOrDefault(input, List.of()).size() == 1
            && !graph.outputs().contains(input)
        ? producer
        : null;
  }

  /** The layer without what the slices directly behind it cut off. */
  private Layer cropped(
      OnnxNode node, Layer convolution, List<JoinedPad> after, List<String> notes) {
    List<PadAmount> cuts =
        new ArrayList<>(Collections.nCopies(convolution.spatialRank(), PadAmount.NONE));
    String tensor = node.output();
    for (List<OnnxNode> behind = takers.getOrDefault(tensor, List.of());
        behind.size() == 1 && !graph.outputs().contains(tensor);
        behind = takers.getOrDefault(tensor, List.of())) {
      OnnxNode slice = behind.get(0);
      Shape in = shapes.shape(tensor);
      Optional<List<OnnxCut>> found =
          slice.op().equals("Slice") && in != null
              ? OnnxCut.crops(OnnxCut.of(slice, shapes, in), 2)
              : Optional.empty();
      if (found.isEmpty()) {
        break;
      }
      for (OnnxCut cut : found.get()) {
        if (cut.axis() >= 2) {
          PadAmount so = cuts.get(cut.axis() - 2);
          cuts.set(
              cut.axis() - 2,
              new PadAmount(
                  Math.addExact(so.before(), (int) cut.before()),
                  Math.addExact(so.after(), (int) cut.after())));
        }
      }
      tensor = slice.output();
    }
    if (PadAmount.areNone(cuts)) {
      return convolution;
    }
    Optional<? extends Layer> whole =
        convolution instanceof OnnxSpec own
            ? OnnxJoins.cropped(own, cuts)
            : TorchJoins.cropped((ConvSpec) convolution, cuts);
    if (whole.isEmpty()) {
      notes.add(crop(cuts).shown() + " directly behind it is not part of its translation");
      return convolution;
    }
    after.add(crop(cuts));
    return whole.get();
  }

  private static JoinedPad crop(List<PadAmount> cuts) {
    List<PadAmount> negative =
        cuts.stream().map(cut -> new PadAmount(-cut.before(), -cut.after())).toList();
    String shown =
        cuts.stream()
            .map(
                cut ->
                    (cut.before() == 0 ? "" : cut.before())
                        + ":"
                        + (cut.after() == 0 ? "" : -cut.after()))
            .collect(Collectors.joining(", ", "Slice(", ")"));
    return new JoinedPad("", shown, new PadModule(negative, PaddingMode.ZEROS, 0));
  }
}
