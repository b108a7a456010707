package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.ShapeOf;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.layer.OpNames;
import io.github.padbridge.layer.read.CallNames;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.Spelled;
import io.github.padbridge.layer.read.Spellings;
import io.github.padbridge.notation.NotationReader;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the functions and classes that a side may call, by their full names. */
final class Functions {
  /** Functions that return their first argument, on another device or in another type. */
  private static final Set<String> SAME =
      Set.of(
          "as_tensor",
          "asarray",
          "array",
          "ascontiguousarray",
          "cast",
          "clone",
          "constant",
          "convert_to_tensor",
          "detach",
          "from_numpy",
          "identity",
          "script",
          "tensor",
          "DataParallel",
          "Variable",
          "Parameter");

  /** Wrappers that compute the weight of a layer. */
  private static final Map<String, String> WEIGHT_WRAPPERS =
      Map.of(
          "weight_norm", "port the weight that it computes",
          "spectral_norm", "port the weight that it computes",
          "SpectralNormalization", "port the weight that it computes",
          "WeightNormalization", "port the weight that it computes");

  /** Functions that create a tensor of a given shape. */
  private static final Set<String> MAKERS =
      Set.of(
          "randn",
          "rand",
          "zeros",
          "ones",
          "empty",
          "full",
          "normal",
          "uniform",
          "standard_normal");

  private static final Set<String> RESHAPES =
      Set.of("reshape", "expand_dims", "squeeze", "unsqueeze");

  private static final Set<String> LIBRARIES =
      Set.of(
          "torch",
          "nn",
          "F",
          "functional",
          "tf",
          "keras",
          "layers",
          "np",
          "numpy",
          "jnp",
          "jax",
          "lax",
          "flax",
          "linen",
          "nnx",
          "eqx",
          "equinox");

  private static final Set<String> WITHOUT_VALUE = Set.of("print", "super");

  private static final Pattern PADS =
      Pattern.compile(
          "pad|(Zero|Constant|Reflection|Replication|Circular)Pad[123]d|"
              + "(ZeroPadding|Cropping)[123]D");

  private final Evaluator evaluator;
  private final Sequentials sequentials;
  private final AxisOrders orders;

  Functions(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.sequentials = new Sequentials(evaluator);
    this.orders = new AxisOrders(evaluator);
  }

  /** Whether it is the name of a padding or cropping. */
  static boolean isPad(String name) {
    return PADS.matcher(bare(name)).matches() && NotationReader.isNotation(name);
  }

  Sequentials sequentials() {
    return sequentials;
  }

  AxisOrders orders() {
    return orders;
  }

  /** The result of a call; null if the function is unknown. */
  @Nullable Operand call(Call call) {
    String name = call.name();
    if (CallNames.isLayer(name)) {
      return layer(Spellings.usual(evaluator.text(), call));
    }
    if (SeparableConvolution.is(name)) {
      return separable(call);
    }
    if (AdaptivePools.isClass(name) || AdaptivePools.isFunction(name)) {
      Operand pooled = pooled(call);
      if (pooled != null) {
        return pooled;
      }
    }
    if (PatchCalls.is(name)) {
      return patches(PatchCalls.of(evaluator.text(), call));
    }
    if (OnnxGraphs.isOwn(name)) {
      return evaluator.graphs().own(call);
    }
    if (isPad(name)) {
      return pad(call);
    }
    if (isInitializer(name)) {
      return new Items(List.of());
    }
    if (!isOfLibrary(name)) {
      return null;
    }
    Arguments arguments = new Arguments(call);
    Value first = arguments.at(0, "input", "x", "a", "tensor", "value", "features");
    return switch (bare(name)) {
      case "Sequential" -> sequentials.of(arguments, call);
      case "OrderedDict" -> sequentials.ordered(first, call);
      case "Input", "InputLayer" -> input(arguments, call);
      case "Model" -> operand(arguments.at(1, "outputs"), call);
      case "Lambda" -> lambda(first == null ? arguments.at(-1, "function") : first, call);
      case "Permute" -> orders.permute(arguments, call);
      case "transpose", "permute", "swapaxes" ->
          orders.transpose(operand(first, call), arguments, call);
      case "flip", "reverse" ->
          orders.flipped(operand(first, call), call, spread(arguments.at(1, "dims", "axis")));
      case "add", "bias_add" ->
          biased(operand(first, call), call, arguments.at(1, "other", "y", "bias"));
      case "shape" -> operand(first, call) instanceof Tensor tensor ? new ShapeOf(tensor) : null;
      case "stack" -> operand(first, call);
      case "ones_like" ->
          operand(first, call) instanceof Tensor tensor
              ? new Tensor(
                  "", List.of(), List.of(new Node.OnesNode(tensor, call.line(), call.column())))
              : null;
      default -> rest(first, arguments, call);
    };
  }

  /** A function of TensorFlow 1 applies its layer to the data. */
  private Operand layer(Spelled spelled) {
    Call call = spelled.call();
    evaluator.carried().requireFree(call);
    Operand layer = new Layers(evaluator).of(call);
    if (!spelled.notes().isEmpty()) {
      List<Node> notes = new ArrayList<>();
      spelled.notes().forEach(n -> notes.add(new Node.AsideNode(n, call.line(), call.column())));
      layer = sequentials.joined(List.of(layer, new Module(notes)), call);
    }
    return applied(layer, spelled.input(), call);
  }

  /** A layer applied to the data of its call; the layer itself if the call has none. */
  private Operand applied(Operand layer, @Nullable Value input, Call call) {
    if (input == null) {
      return layer;
    }
    CallArgument data = new CallArgument(null, input, input.line(), input.column());
    return evaluator.apply(layer, new Call("", List.of(data), call.line(), call.column()));
  }

  /** An adaptive pooling, as a layer or applied to its tensor; null if it reduces other axes. */
  private @Nullable Operand pooled(Call call) {
    AdaptivePool pool = AdaptivePools.of(evaluator.text(), call).orElse(null);
    if (pool == null) {
      return null;
    }
    Node node = new Node.AdaptiveNode(pool);
    if (!pool.isFunction()) {
      return new Module(List.of(node));
    }
    Value data = new Arguments(call).at(0, "input", "input_tensor", "x", "a");
    Operand input = data == null ? Tensor.named("x") : evaluator.evaluate(data);
    return input instanceof Tensor tensor
        ? evaluator.then(tensor, List.of(node), call)
        : input instanceof Unknown ? input : new Unknown(evaluator.notUnderstood(call));
  }

  /** The windows of a tensor; a layer if they are not applied to one. */
  Operand patches(Patches patches) {
    Call call = patches.call();
    List<Node> nodes = List.of(new Node.PatchesNode(patches));
    if (!patches.isFunction()) {
      return new Module(nodes);
    }
    Value data = new Arguments(call).at(0, "input", "images", "x");
    Operand input = data == null ? Tensor.named("x") : evaluator.evaluate(data);
    return input instanceof Tensor tensor
        ? evaluator.then(tensor, nodes, call)
        : input instanceof Unknown ? input : new Unknown(evaluator.notUnderstood(call));
  }

  /** The mean or maximum of a tensor as a method: over its spatial axes only. */
  Operand reduced(Tensor tensor, Call call) {
    return AdaptivePools.reduced(call, 0, Framework.PYTORCH)
        .map(pool -> (Operand) evaluator.then(tensor, List.of(new Node.AdaptiveNode(pool)), call))
        .orElseGet(() -> otherwise(tensor, call));
  }

  /** The convolutions of a separable one, as layers or applied to its tensor. */
  private Operand separable(Call call) {
    SeparableConvolution separable = SeparableConvolution.of(evaluator.text(), call);
    List<Call> both = separable.convolutions();
    Layers layers = new Layers(evaluator);
    if (SeparableConvolution.isFunction(call.name())) {
      Operand first = layers.of(both.get(0));
      return first instanceof Tensor tensor ? layers.on(tensor, both.get(1)) : first;
    }
    return applied(
        sequentials.joined(both.stream().map(layers::of).toList(), call), separable.input(), call);
  }

  /** A class may be imported by its own name; a method or a function of the text's own may not. */
  static boolean isOfLibrary(String name) {
    int dot = name.indexOf('.');
    boolean isClass = isClass(name);
    return isClass
        || (dot < 0
            ? WEIGHT_WRAPPERS.containsKey(name) || WITHOUT_VALUE.contains(name)
            : isLibrary(name));
  }

  /** Whether a name is that of a framework or of a module of one. */
  static boolean isLibrary(String name) {
    int dot = name.indexOf('.');
    return LIBRARIES.contains(dot < 0 ? name : name.substring(0, dot));
  }

  /** Whether it gives initial values to a weight, such as {@code nn.init.zeros_}. */
  static boolean isInitializer(String fullName) {
    return fullName.matches("(torch\\.)?(nn\\.)?init\\..*");
  }

  private @Nullable Operand rest(@Nullable Value first, Arguments arguments, Call call) {
    String bare = bare(call.name());
    LeftOut.Kind kind = LeftOut.kind(bare);
    if (kind != null) {
      return aside(kind, first, call);
    }
    if (WEIGHT_WRAPPERS.containsKey(bare)) {
      return wrapped(operand(arguments.at(0, "module", "layer"), call), call);
    }
    if (SAME.contains(bare)) {
      return new Casts(evaluator)
          .of(
              operand(first, call),
              call,
              call.arguments().stream().filter(other -> other.value() != first).toList());
    }
    if (MAKERS.contains(bare) && call.name().contains(".")) {
      return made(arguments);
    }
    if (RESHAPES.contains(bare) && operand(first, call) instanceof Tensor tensor) {
      List<Value> shape =
          spread(bare.equals("reshape") ? arguments.at(1, "shape", "newshape") : null);
      return reshaped(tensor, call, shape == null ? List.of() : shape, BatchAxis.change(call, 1));
    }
    return WITHOUT_VALUE.contains(bare) ? new Items(List.of()) : null;
  }

  private static String bare(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  Operand operand(@Nullable Value value, Call call) {
    return value == null ? new Unknown(evaluator.notUnderstood(call)) : evaluator.evaluate(value);
  }

  static @Nullable List<Value> spread(@Nullable Value value) {
    return value == null ? null : Literals.spread(List.of(value));
  }

  /** A padding function is applied to a tensor; a padding layer is returned as a layer. */
  private Operand pad(Call call) {
    Node pad = new Node.PadNode(call);
    boolean isFunction = bare(call.name()).equals("pad");
    if (!isFunction) {
      return new Module(List.of(pad));
    }
    Operand input =
        operand(new Arguments(call).at(0, "input", "tensor", "array", "operand", "x"), call);
    return input instanceof Tensor tensor
        ? evaluator.then(tensor, List.of(pad), call)
        : input instanceof Unknown ? input : new Unknown(evaluator.notUnderstood(call));
  }

  /** {@code Lambda(lambda x: ...)}: the steps of its function. */
  private Operand lambda(@Nullable Value value, Call call) {
    Operand operand = operand(value, call);
    if (!(operand instanceof Operand.Procedure procedure)
        || procedure.function().parameters().size() != 1) {
      return operand instanceof Unknown ? operand : new Unknown(evaluator.notUnderstood(call));
    }
    Tensor input = Tensor.named(procedure.function().parameters().get(0).name());
    Value name = new Value.Name(input.root(), call.line(), call.column());
    Call on =
        new Call(
            call.name(),
            List.of(new CallArgument(null, name, call.line(), call.column())),
            call.line(),
            call.column());
    Operand returned = evaluator.definitions().run(procedure.function(), List.of(input), on);
    if (returned instanceof Tensor tensor && tensor.root().equals(input.root())) {
      return new Module(tensor.nodes());
    }
    return returned instanceof Unknown ? returned : new Unknown(evaluator.notUnderstood(call));
  }

  private Operand input(Arguments arguments, Call call) {
    Value inner = arguments.at(0, "shape", "input_shape");
    Value batched = arguments.at(-1, "batch_shape");
    Value shape = inner == null ? batched : inner;
    List<Optional<Integer>> sizes =
        shape == null ? List.of() : Literals.sizes(shape).orElse(List.of());
    if (sizes.isEmpty()) {
      return new Unknown(
          evaluator.refusal(call, "the shape of this input must be a literal value"));
    }
    List<Optional<Integer>> withoutBatch =
        inner == null ? List.copyOf(sizes.subList(1, sizes.size())) : List.copyOf(sizes);
    Node node = new Node.InputNode(withoutBatch, call.line(), call.column());
    return new Tensor("", List.of(), List.of(node));
  }

  Operand biased(Operand operand, Call call, @Nullable Value bias) {
    Operand other = operand(bias, call);
    boolean isPlain =
        call.arguments().stream().allMatch(argument -> !"alpha".equals(argument.keyword()));
    if (!isPlain) {
      return evaluator.refused(operand, new Value.Nested(call), "alpha");
    }
    return new Operations(evaluator).sum(operand, other, new Value.Nested(call));
  }

  /** An activation or normalization, or what does nothing. */
  private Operand aside(LeftOut.Kind kind, @Nullable Value first, Call call) {
    boolean isClass = isClass(call.name());
    if (isClass) {
      return new Module(List.of(LeftOut.node(kind, call)));
    }
    Node node = LeftOut.node(kind, first == null ? call : new Arguments(call).without(first));
    Operand operand = operand(first, call);
    return operand instanceof Tensor tensor
        ? evaluator.inPlace().then(tensor, List.of(node), call, first)
        : operand;
  }

  private Operand wrapped(Operand operand, Call call) {
    if (!(operand instanceof Module module)) {
      return operand;
    }
    String bare = bare(call.name());
    Node note =
        new Node.AsideNode(
            bare + " is left out: " + WEIGHT_WRAPPERS.get(bare), call.line(), call.column());
    return sequentials.joined(List.of(module, new Module(List.of(note))), call);
  }

  /** {@code torch.randn(64, 3, 7, 7)}: a tensor of a known shape. */
  private static Operand made(Arguments arguments) {
    Value shape = arguments.at(-1, "shape", "size");
    List<Value> sizes =
        shape == null
            ? Literals.spread(
                arguments.positional().isEmpty()
                    ? List.of()
                    : Literals.items(arguments.positional().get(0)).isPresent()
                        ? arguments.positional().subList(0, 1)
                        : arguments.positional())
            : Literals.spread(List.of(shape));
    // The numbers may have another meaning: np.random.normal(0, 1).
    List<Integer> known =
        Literals.integers(sizes)
            .filter(all -> all.size() > 2 && all.stream().allMatch(size -> size > 0))
            .orElse(List.of());
    return new Tensor("", known, List.of());
  }

  /**
   * A reshape of a bias or a weight, or of data that gets or loses a batch.
   *
   * @param batch the number of axes that it adds at the front, and nothing else
   */
  Operand reshaped(Tensor tensor, Call call, List<Value> shape, int batch) {
    Node node =
        new Node.ReshapeNode(
            shape.stream().map(size -> Literals.integer(size).orElse(-1)).toList(),
            batch,
            evaluator.notUnderstood(call),
            call.line(),
            call.column());
    return evaluator.then(tensor, List.of(node), call);
  }

  /** A step of a tensor that is a function, or not supported. */
  Operand otherwise(Tensor tensor, Call call) {
    LeftOut.Kind kind = LeftOut.kind(call.name());
    Node node =
        kind != null
            ? LeftOut.node(kind, call)
            : new Node.RefusedNode(evaluator.notUnderstood(call), call.line(), call.column());
    return evaluator.then(tensor, List.of(node), call);
  }

  /** Why a call is not supported, with what to write instead if that is known. */
  Refusal refusal(Call call) {
    try {
      CallReader.read(evaluator.text(), call, Map.of());
    } catch (Refusal refusal) {
      Fault fault = refusal.faults().get(0);
      String help = fault.help();
      if (help != null && !help.equals(OpNames.HELP)) {
        return refusal;
      }
    }
    return evaluator.notUnderstood(call);
  }

  private static boolean isClass(String name) {
    String bare = bare(name);
    return !bare.isEmpty() && Character.isUpperCase(bare.charAt(0));
  }
}
