package io.github.padbridge.chain;

import io.github.padbridge.chain.Chain.BiasOp;
import io.github.padbridge.chain.Chain.FunctionOp;
import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Chain.PadOp;
import io.github.padbridge.chain.Chain.PlacedOp;
import io.github.padbridge.chain.Chain.SliceOp;
import io.github.padbridge.chain.Chain.TransposeOp;
import io.github.padbridge.chain.Node.AsideNode;
import io.github.padbridge.chain.Node.BiasNode;
import io.github.padbridge.chain.Node.FlipNode;
import io.github.padbridge.chain.Node.FunctionNode;
import io.github.padbridge.chain.Node.InputNode;
import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.PadNode;
import io.github.padbridge.chain.Node.RecordNode;
import io.github.padbridge.chain.Node.RefusedNode;
import io.github.padbridge.chain.Node.SliceNode;
import io.github.padbridge.chain.Node.TransposeNode;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.read.CallNames;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resolves the layers, layouts and shapes of a chain, from the input on. */
final class ChainResolver {
  /** Arguments of a layer that do not change its geometry and may be repeated as written. */
  private static final Set<String> KEPT =
      Set.of(
          "bias_initializer",
          "device",
          "dtype",
          "kernel_initializer",
          "kernel_regularizer",
          "name");

  private final SourceText text;
  private final Snippet.Found found;
  private final List<Node> nodes;
  private final List<Layer> other;
  private final Map<String, JsonValue> options;
  private final Set<String> notes;

  /** What is an adaptive pooling, or is called with an output size, in the text. */
  private final Set<Node> sized = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The patches that the chain ends with; null for other chains. */
  private final @Nullable PatchedLayer patched;

  private final List<Op> ops = new ArrayList<>();
  private Shape input = new Shape(List.of());

  ChainResolver(
      SourceText text, Snippet.Found found, List<Layer> other, Map<String, JsonValue> options) {
    this.text = text;
    this.found = found;
    this.other = other;
    this.options = options;
    this.notes = new LinkedHashSet<>(found.notes());
    this.patched =
        PatchedLayer.of(found.nodes(), text, before -> patches -> channels(before, patches))
            .orElse(null);
    List<Node> steps = patched == null ? found.nodes() : patched.steps();
    this.nodes = plain(OpenRanks.closed(text, SamePads.joined(steps, text), other, options));
  }

  /** The channels that patches take behind some steps; empty if they are open. */
  private OptionalLong channels(List<Node> before, Patches patches) {
    boolean isFirst = before.stream().noneMatch(ChainResolver::takesChannels);
    Size known = isFirst ? given(before, patches) : after(before).channelsAtEnd();
    long index = before.stream().filter(ChainResolver::takesChannels).count();
    if (!known.isKnown() && index < other.size()) {
      Layer same = other.get((int) index);
      known = same.inputShape().size(same.channelAxis());
    }
    return known.isKnown() ? OptionalLong.of(known.value()) : OptionalLong.empty();
  }

  private static boolean takesChannels(Node node) {
    return isLayer(node) || node instanceof Node.AdaptiveNode;
  }

  /** The channels of the input by an option or the text, for patches that are the first layer. */
  private Size given(List<Node> before, Patches patches) {
    List<Node> steps = new ArrayList<>(before);
    LayerNode node = patches.on(Patches.REPRESENTATIVE);
    steps.add(node);
    LayerNodes reader = new LayerNodes(text, false, Map.of(), new LinkedHashSet<>());
    Layer layer = reader.read(node, Hints.NONE.withIn(Patches.REPRESENTATIVE), null).layer();
    JsonValue shape = options.get(Argument.INPUT_SHAPE);
    boolean isGiven = shape != null || before.stream().anyMatch(InputNode.class::isInstance);
    Long in = inChannels();
    Size option = in == null ? Size.unknown("C") : Size.of(in);
    if (!isGiven) {
      return option;
    }
    InputShape input = InputShape.of(text, steps, InputShape.First.of(layer), shape);
    Size own = input.shape().size(input.layout().indexOf('C'));
    if (own.isKnown() && option.isKnown() && !own.equals(option)) {
      throw refusal(
          node, "the input has " + own + " channels (got --in-channels " + option + ")", null);
    }
    return own.isKnown() ? own : option;
  }

  private ChainResolver after(List<Node> steps) {
    Snippet.Found begun = new Snippet.Found(steps, found.input(), found.sequential(), List.of());
    return new ChainResolver(text, begun, other, options);
  }

  /** The channels of the data after the last step. */
  private Size channelsAtEnd() {
    nodes.forEach(this::refuse);
    DataFlow flow = walk(nodes.stream().filter(ChainResolver::isLayer).toList());
    return flow.shape().size(flow.layout().indexOf('C'));
  }

  /** The first steps of another chain, whose adaptive poolings have been seen to. */
  private ChainResolver(ChainResolver whole, List<Node> steps) {
    this.text = whole.text;
    this.found = whole.found;
    this.other = whole.other;
    this.options = whole.options;
    this.notes = new LinkedHashSet<>();
    this.patched = null;
    this.nodes = steps;
  }

  /**
   * The steps with adaptive poolings as the plain poolings that they are on the data at their
   * place, if any.
   */
  private List<Node> plain(List<Node> steps) {
    List<Node> plain = new ArrayList<>();
    AdaptivePool dropped = null;
    for (Node node : steps) {
      boolean isOnAxes = !(node instanceof AsideNode || node instanceof FunctionNode);
      if (dropped != null && isOnAxes) {
        throw refusal(
            node,
            dropped.call().name() + " drops the spatial axes, and this step needs them",
            "keepdims=True keeps them");
      }
      if (node instanceof Node.AdaptiveNode adaptive) {
        AdaptivePool pool = adaptive.pool();
        Shape data = before(plain, pool);
        LayerNode layer = pool.on(data, text).orElse(null);
        if (layer != null) {
          notes.add(pool.note(layer));
          sized.add(layer);
        }
        pool.uneven(data).ifPresent(notes::add);
        plain.add(layer == null ? node : layer);
        dropped = pool.dropsAxes() ? pool : null;
      } else {
        plain.add(node);
      }
    }
    return plain;
  }

  /** The shape of the data after some steps, in the layout of a pooling. */
  private Shape before(List<Node> steps, AdaptivePool pool) {
    if (steps.stream().noneMatch(ChainResolver::isPlaced)) {
      boolean isInput =
          steps.stream()
              .allMatch(
                  node ->
                      node instanceof InputNode
                          || node instanceof AsideNode
                          || node instanceof FunctionNode);
      JsonValue given = isInput ? options.get(Argument.INPUT_SHAPE) : null;
      return InputShape.of(pool, steps, given);
    }
    return new ChainResolver(this, steps).end(pool);
  }

  /** The shape of the data after the last step, which a pooling takes. */
  private Shape end(AdaptivePool pool) {
    nodes.forEach(this::refuse);
    DataFlow flow = walk(nodes.stream().filter(ChainResolver::isLayer).toList());
    String axes = flow.layout().axes();
    boolean isUnbatched = axes.equals(pool.layout().axes().substring(1));
    if (!isUnbatched && !axes.equals(pool.layout().axes())) {
      throw pool.refusal(
          text, "this pooling takes data in " + pool.layout() + " (got " + axes + ")", null);
    }
    List<Size> sizes = new ArrayList<>(flow.shape().sizes());
    if (isUnbatched) {
      sizes.add(0, Size.unknown("N"));
    }
    return new Shape(sizes);
  }

  Chain resolve() {
    nodes.forEach(this::refuse);
    List<Node> layers = nodes.stream().filter(ChainResolver::isLayer).toList();
    if (nodes.stream().noneMatch(ChainResolver::isPlaced)) {
      throw new Refusal(
          Fault.at(
              Place.of(text.source()),
              "there is no convolution or pooling in this text",
              nodes.stream().allMatch(node -> node instanceof PadNode)
                  ? "for a padding alone, run padbridge pad"
                  : "give a layer such as nn.Conv2d(3, 64, 7)"));
    }
    requireOptionsForOne(layers);
    DataFlow flow = walk(layers);
    if (patched != null) {
      order(patched, layers.get(layers.size() - 1), flow);
    }
    Chain chain = new Chain(ops, style(), List.copyOf(notes), List.of(), input);
    return patched != null && patched.open() ? withOpenChannels(chain) : chain;
  }

  /** Adds the order of the patches. */
  private void order(PatchedLayer patches, Node node, DataFlow flow) {
    if (flow.layout().axes().indexOf('N') < 0) {
      throw refusal(
          node,
          "patches are read with a batch axis (got data in " + flow.layout() + ")",
          "give the input with a batch of 1");
    }
    int taps = patches.patches().kernelSize().stream().reduce(1, (a, b) -> a * b);
    ops.add(new Chain.PatchesOp(patches.patches().order(), taps, patches.open(), place(node)));
  }

  private static Chain withOpenChannels(Chain chain) {
    int axis = ChainLayout.input(chain).indexOf('C');
    Shape open = chain.input().with(axis, Size.unknown("C_in"));
    return new Chain(chain.ops(), chain.style(), chain.notes(), chain.leftOut(), open);
  }

  static boolean isLayer(Node node) {
    return node instanceof LayerNode || node instanceof RecordNode;
  }

  /** Whether its data must have one layout. */
  static boolean isPlaced(Node node) {
    return isLayer(node) || node instanceof Node.AdaptiveNode;
  }

  private void refuse(Node node) {
    if (node instanceof RefusedNode refused) {
      throw refused.refusal();
    }
    if (node instanceof Node.ReshapeNode reshape && reshape.batch() == 0) {
      throw reshape.refusal();
    }
    if (node instanceof Node.OnesNode) {
      throw refusal(node, "ones in place of the data are not supported", null);
    }
    if (node instanceof FlipNode) {
      throw refusal(node, "flipping the data is not supported", null);
    }
  }

  private Refusal refusal(Node node, String message, @Nullable String help) {
    return text.refusal(node.line(), node.column(), message, help);
  }

  private Place place(Node node) {
    return text.place(node.line(), node.column());
  }

  /** Options other than those of the input describe one layer. */
  private void requireOptionsForOne(List<Node> layers) {
    for (String name : options.keySet()) {
      boolean isOfInput = name.equals(Argument.INPUT_SHAPE) || name.equals(Argument.IN_CHANNELS);
      String option = "--" + name.replace('_', '-');
      if (patched != null && !isOfInput) {
        String call = patched.patches().call().name();
        throw new Refusal(
            Fault.at(
                new Place(Place.COMMAND_LINE, 0, 0, option),
                option + " describes a convolution or pooling (got " + call + ")",
                "write the arguments into the call"));
      }
      if (layers.size() > 1 && !isOfInput) {
        throw new Refusal(
            Fault.at(
                new Place(Place.COMMAND_LINE, 0, 0, option),
                option + " describes one layer (got " + layers.size() + " layers)",
                "write the arguments into the calls"));
      }
    }
  }

  private DataFlow walk(List<Node> layers) {
    Map<String, JsonValue> ofLayers = new LinkedHashMap<>(options);
    ofLayers.remove(Argument.INPUT_SHAPE);
    if (layers.size() > 1 || patched != null) {
      ofLayers.remove(Argument.IN_CHANNELS);
    }
    boolean isReordered = nodes.stream().anyMatch(TransposeNode.class::isInstance);
    LayerNodes reader = new LayerNodes(text, isReordered, ofLayers, notes);
    LayerNodes silent = new LayerNodes(text, isReordered, ofLayers, new LinkedHashSet<>());
    DataFlow flow =
        new DataFlow(text, nodes, first(layers, silent), options.get(Argument.INPUT_SHAPE));
    input = flow.shape();
    int layer = 0;
    for (Node node : nodes) {
      if (isLayer(node)) {
        layer(node, layer++, silent, reader, flow);
      } else {
        step(node, flow);
      }
    }
    return flow;
  }

  /** What the chain begins with. */
  private InputShape.First first(List<Node> layers, LayerNodes silent) {
    Node begin = nodes.stream().filter(ChainResolver::isPlaced).findFirst().orElseThrow();
    if (begin instanceof Node.AdaptiveNode adaptive) {
      return InputShape.First.of(adaptive.pool(), inChannels());
    }
    Node traced = traced(begin, 0, silent, hints(0), null);
    Layer first = read(silent, traced, hints(0), null).layer();
    if (layers.size() > 1) {
      requireInChannels(begin, first);
    }
    return InputShape.First.of(first);
  }

  private Hints hints(int layer) {
    long layers = nodes.stream().filter(ChainResolver::isLayer).count();
    if (patched != null && layer == layers - 1) {
      return Hints.NONE.withIn(patched.channels());
    }
    Hints hints = layer < other.size() ? Hints.of(other.get(layer)) : Hints.NONE;
    return layer == 0 ? hints.withIn(inChannels()) : hints;
  }

  /** The channels of the input from an option; null if it is not given. */
  private @Nullable Long inChannels() {
    JsonValue given = options.get(Argument.IN_CHANNELS);
    return given != null && given.int32().isPresent() ? (long) given.int32().getAsInt() : null;
  }

  private void requireInChannels(Node node, Layer first) {
    Long given = inChannels();
    Size takes = first.inputShape().size(first.channelAxis());
    if (given != null && !takes.equals(Size.of(given))) {
      throw refusal(
          node, "this layer takes " + takes + " channels (got --in-channels " + given + ")", null);
    }
  }

  private static LayerNodes.Read read(
      LayerNodes reader, Node node, Hints hints, @Nullable OutputSizes sizes) {
    return node instanceof LayerNode layer
        ? reader.read(layer, hints, sizes)
        : reader.read((RecordNode) node, hints);
  }

  /** A layer with the steps of its weight followed, if the other side tells its shape. */
  private Node traced(
      Node node, int index, LayerNodes reader, Hints hints, @Nullable OutputSizes sizes) {
    if (!(node instanceof LayerNode call) || index >= other.size()) {
      return node;
    }
    Operand.Tensor weight = call.weight();
    if (weight == null || !WeightTrace.isFor(weight)) {
      return node;
    }
    LayerNode free = call.carrying(Operand.Tensor.named(weight.root()));
    Layer layer = read(reader, free, hints, sizes).layer();
    return WeightTrace.settled(call, weight, layer, other.get(index));
  }

  private void layer(Node given, int index, LayerNodes silent, LayerNodes reader, DataFlow flow) {
    Hints hints = hints(index).withIn(flow.channels()).withLayout(flow.layout());
    OutputSizes sizes =
        given instanceof LayerNode call && !call.outputShape().isEmpty()
            ? OutputSizes.of(call, flow, text)
            : null;
    boolean isSized = given instanceof LayerNode call && call.outputSize() != null;
    if (isSized) {
      requireSizes(given, flow);
      sized.add(given);
    }
    Node node = traced(given, index, silent, hints, sizes);
    LayerNodes.Read read =
        isSized
            ? reader.readSized((LayerNode) node, hints, flow.shape())
            : read(reader, node, hints, sizes);
    requireSameFramework(node, read.layer().framework());
    Layer onData = flow.through(node, read.layer());
    List<Integer> order =
        node instanceof LayerNode call && call.weight() != null
            ? WeightOrder.of(call.weight(), read.layer(), text)
            : List.of();
    ops.add(new LayerOp(onData, order, place(node), sized.contains(given)));
    Value activation = read.activation();
    if (activation != null) {
      AppliedFunction function = functions(flow).activation(activation);
      String written = "activation " + activation.quoted();
      ops.add(new FunctionOp(function, written, true, place(node)));
    }
  }

  /** An output size fits one input size only. */
  private void requireSizes(Node node, DataFlow flow) {
    String axes = flow.layout().axes();
    for (int axis = 0; axis < axes.length(); axis++) {
      boolean isSpatial = axes.charAt(axis) != 'N' && axes.charAt(axis) != 'C';
      if (isSpatial && !flow.shape().size(axis).isKnown()) {
        throw refusal(
            node,
            "output_size is for one input size, and that of this layer is open",
            "give the size with --input-shape");
      }
    }
  }

  private static FunctionReader functions(DataFlow flow) {
    return new FunctionReader(flow.framework(), flow.layout());
  }

  private void requireSameFramework(Node node, Framework framework) {
    for (Op op : ops) {
      if (op instanceof PlacedOp before && before.framework() != framework) {
        throw refusal(
            node,
            "layers of "
                + before.framework().title()
                + " and "
                + framework.title()
                + " in one chain",
            "give the layers of each framework as one side");
      }
    }
  }

  private void step(Node node, DataFlow flow) {
    if (node instanceof PadNode pad) {
      ops.add(new PadOp(flow.through(pad), place(node)));
    } else if (node instanceof SliceNode slice) {
      ops.add(new SliceOp(flow.through(slice), place(node)));
    } else if (node instanceof TransposeNode transpose) {
      ops.add(new TransposeOp(flow.through(transpose), place(node)));
    } else if (node instanceof Node.DeclaredNode declared) {
      flow.through(declared);
    } else if (node instanceof Node.ReshapeNode reshape) {
      ops.add(flow.through(reshape));
    } else if (node instanceof Node.ScaleNode scale) {
      ops.add(new Chain.ScaleOp(scale.numerator(), scale.denominator(), place(node)));
      flow.past(node);
    } else if (node instanceof Node.DivideNode divide) {
      ops.add(new Chain.DivideOp(coverage(divide), place(node)));
      flow.past(node);
    } else if (node instanceof BiasNode) {
      ops.add(new BiasOp(place(node)));
      flow.past(node);
    } else if (node instanceof AsideNode aside) {
      notes.add(aside.note());
      flow.past(node);
    } else if (node instanceof FunctionNode function) {
      AppliedFunction applied = functions(flow).read(function.call(), function.kind());
      ops.add(new FunctionOp(applied, function.call().name(), false, place(node)));
      flow.past(node);
    } else if (node instanceof Node.AdaptiveNode adaptive) {
      requireSameFramework(node, adaptive.pool().framework());
      flow.through(node, adaptive.pool());
      ops.add(adaptive.pool().op(place(node)));
    } else if (node instanceof InputNode) {
      requireFirst(node);
      flow.past(node);
    }
  }

  /** What a division divides by, as a chain on data of the same shape. */
  private Chain coverage(Node.DivideNode divide) {
    List<Node> steps = divide.whole();
    Snippet.Found begun = new Snippet.Found(steps, found.input(), found.sequential(), List.of());
    Chain chain = new ChainResolver(text, begun, other, options).resolve();
    if (!Coverage.isCovered(divide, chain)) {
      throw refusal(divide, "dividing by this tensor is not supported", null);
    }
    return chain;
  }

  private void requireFirst(Node node) {
    if (!ops.isEmpty()) {
      throw refusal(node, "an input follows other layers", "move it to the front");
    }
  }

  private Style style() {
    Node first = nodes.stream().filter(ChainResolver::isPlaced).findFirst().orElseThrow();
    boolean isFunction =
        first instanceof Node.AdaptiveNode adaptive
            ? adaptive.pool().isFunction()
            : first instanceof LayerNode node && CallNames.isFunction(node.call().name());
    boolean isKeras =
        nodes.stream()
            .anyMatch(
                node ->
                    node instanceof Node.AdaptiveNode adaptive
                        ? adaptive.pool().isKeras()
                        : node instanceof LayerNode l && CallNames.isKeras(l.call().name()));
    return new Style(
        framework(),
        isFunction,
        found.input(),
        names("w", ChainResolver::weight),
        names("b", ChainResolver::bias),
        nodes.stream().filter(ChainResolver::isLayer).map(node -> kept(node, KEPT)).toList(),
        nodes.stream()
            .filter(ChainResolver::isLayer)
            .map(node -> kept(node, Set.of("activation")))
            .toList(),
        isKeras,
        found.sequential());
  }

  private Framework framework() {
    return ops.stream()
        .filter(PlacedOp.class::isInstance)
        .map(op -> ((PlacedOp) op).framework())
        .findFirst()
        .orElseThrow();
  }

  /**
   * A name for each layer: one that the layer or a step behind it has, or a usual one.
   *
   * @param named the name that a step has; empty for none
   */
  private List<String> names(String usual, Function<Node, String> named) {
    List<Layer> layers =
        ops.stream().filter(LayerOp.class::isInstance).map(op -> ((LayerOp) op).layer()).toList();
    int weights = (int) layers.stream().filter(layer -> layer.weightShape() != null).count();
    int weight = 0;
    List<String> names = new ArrayList<>();
    for (Node node : nodes) {
      if (isLayer(node)) {
        names.add(Style.numbered(usual, weight, weights));
        weight += layers.get(names.size() - 1).weightShape() == null ? 0 : 1;
      }
      String name = named.apply(node);
      if (!name.isEmpty() && !names.isEmpty()) {
        names.set(names.size() - 1, name);
      }
    }
    return names;
  }

  /** The name of the weight of a layer; empty where it has none. */
  private static String weight(Node node) {
    Operand.Tensor weight = node instanceof LayerNode layer ? layer.weight() : null;
    return weight == null ? "" : weight.root();
  }

  /** The name of the bias that a step adds; empty if there is none. */
  private static String bias(Node node) {
    if (node instanceof BiasNode bias) {
      return bias.name();
    }
    return node instanceof LayerNode layer ? layer.bias() : "";
  }

  /** The arguments of a layer with these names, as written. */
  private static String kept(Node node, Set<String> names) {
    StringBuilder kept = new StringBuilder();
    if (node instanceof LayerNode layer) {
      for (CallArgument argument : layer.call().arguments()) {
        boolean isWord =
            argument.value() instanceof Value.Name
                || (argument.value() instanceof Value.Literal literal
                    && literal.value() instanceof JsonString);
        if (isWord && argument.keyword() != null && names.contains(argument.keyword())) {
          kept.append(", ").append(argument.keyword()).append("=");
          kept.append(argument.value().quoted());
        }
      }
    }
    return kept.toString();
  }
}
