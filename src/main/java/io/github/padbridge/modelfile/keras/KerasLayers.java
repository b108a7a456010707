package io.github.padbridge.modelfile.keras;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.model.Extent;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.ModelLayer.JoinedPad;
import io.github.padbridge.model.Recorded;
import io.github.padbridge.modelfile.keras.KerasGraph.Call;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a Keras model. */
final class KerasLayers {
  private final String source;
  private final List<Call> calls;
  private final Map<Call, Call> takers = new HashMap<>();
  private final Set<Call> joined = new HashSet<>();

  KerasLayers(String source, List<Call> calls) {
    this.source = source;
    this.calls = calls;
    for (Call call : calls) {
      if (call.from != null) {
        takers.put(call.from, call);
      }
    }
  }

  static List<Extent> extents(Optional<Shape> shape) {
    return shape
        .map(known -> known.sizes().stream().map(KerasLayers::extent).toList())
        .orElse(List.of());
  }

  private static Extent extent(Size size) {
    return Extent.of(size);
  }

  List<ModelLayer> rows() {
    Map<Call, ModelLayer> windows = new HashMap<>();
    for (Call call : calls) {
      KerasClass.of(call.node)
          .filter(type -> !type.isPadOrCrop())
          .ifPresent(type -> windows.put(call, window(call, type)));
    }
    List<ModelLayer> rows = new ArrayList<>();
    for (Call call : calls) {
      ModelLayer window = windows.get(call);
      if (window != null) {
        rows.add(window);
      } else if (!joined.contains(call)) {
        KerasClass.of(call.node)
            .map(type -> padding(call, type))
            .or(() -> leftOut(call))
            .ifPresent(rows::add);
      }
    }
    return rows;
  }

  private ModelLayer row(
      Call call,
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
            extents(call.input),
            extents(call.output),
            after,
            List.of(),
            !call.node.isChannelsFirst(),
            KerasActivations.givesNoNegative(call.from));
    return row(call, content, recorded, notes);
  }

  private ModelLayer row(
      Call call, ModelLayer.Content content, Recorded recorded, List<String> notes) {
    Place place = new Place(source, 0, 0, call.name);
    return new ModelLayer(
        call.name, source, call.node.className(), place, content, notes, recorded);
  }

  /** A layer around another, or of a class of the model's own, which may hold one. */
  private Optional<ModelLayer> leftOut(Call call) {
    Object inner = call.node.config().get("layer");
    String held = inner == null ? "" : KerasNode.of(inner).className();
    boolean isWindow = KerasClass.of(held).isPresent();
    boolean looks = call.node.className().matches(".*(Conv|Pool)[A-Za-z0-9]*");
    return isWindow || looks || call.node.isOwn()
        ? Optional.of(
            row(
                call,
                new ModelLayer.LeftOut(
                    call.node.className() + "(" + (isWindow ? held + "(...)" : "...") + ")"),
                "",
                null,
                List.of(),
                List.of(
                    isWindow
                        ? "a layer in a wrapper is not translated"
                        : call.node.isOwn()
                            ? "the file does not record what a class of the model's own runs"
                            : "its class is not translated")))
        : Optional.empty();
  }

  private Optional<PadModule> module(Call call) {
    return KerasPads.module(call.node, type(call), isChannelsFirst(call));
  }

  /** The layout of a padding, for an op that of the next layer that has one. */
  private boolean isChannelsFirst(Call call) {
    Call next = call;
    while (next != null && !next.node.config().containsKey("data_format")) {
      next = takers.get(next);
    }
    return next != null && next.node.isChannelsFirst();
  }

  private ModelLayer padding(Call call, KerasClass type) {
    String written = new KerasSpec(call.node, type).written();
    Optional<PadModule> module = module(call);
    return module.isEmpty()
        ? row(
            call,
            new ModelLayer.LeftOut(written),
            "",
            null,
            List.of(),
            List.of(
                type.kind() == KerasClass.Kind.PAD
                    ? "its mode or its amounts are not supported"
                    : "its amounts cannot be read"))
        : row(
            call,
            new ModelLayer.Padding(written, module.get()),
            written,
            null,
            List.of(),
            List.of());
  }

  private ModelLayer window(Call call, KerasClass type) {
    KerasSpec reader = new KerasSpec(call.node, type);
    String written = reader.written();
    if ((type.isConvolution() && type.kind() != KerasClass.Kind.SEPARABLE_CONV)
        || type.isLocalPooling()) {
      return call.spec == null
          ? row(
              call,
              new ModelLayer.Window(List.of(), null, null, call.refusal, null),
              written,
              null,
              List.of(),
              List.of())
          : joined(call, call.spec, written);
    }
    Map<String, @Nullable Object> arguments = reader.arguments(extents(call.input));
    if (type.kind() == KerasClass.Kind.SEPARABLE_CONV) {
      return separable(call, type, written, arguments);
    }
    Optional<TensorFlowSpec> uniform = KerasAdaptive.uniform(call, type);
    String doubt =
        uniform.isPresent()
            ? null
            : KerasAdaptive.isOpen(call, type)
                ? "its windows depend on input sizes that are open (--input-shape tells them)"
                : "its windows have different sizes";
    return row(
        call,
        new ModelLayer.Window(List.of(), null, uniform.orElse(null), null, doubt),
        written,
        arguments,
        List.of(),
        uniform.isPresent() && KerasAdaptive.dropsAxes(call, type)
            ? List.of("its translation keeps the pooled axes, of size 1, which this layer drops")
            : List.of());
  }

  /** The row of a separable convolution, whose two convolutions are its parts. */
  private ModelLayer separable(
      Call call, KerasClass type, String written, Map<String, @Nullable Object> arguments) {
    List<ModelLayer> parts =
        KerasSeparable.convolutions(call, type).stream()
            .map(part -> window(part, type(part)))
            .toList();
    String names =
        parts.stream()
            .map(part -> Objects.requireNonNull(part.recorded()).written())
            .collect(Collectors.joining(" and "));
    return row(
        call,
        new ModelLayer.Window(
            List.of(),
            null,
            null,
            null,
            "it is two convolutions, " + names + ", which are not translated as one layer"),
        new Recorded(
            null,
            written,
            arguments,
            extents(call.input),
            extents(call.output),
            List.of(),
            List.of(),
            !call.node.isChannelsFirst(),
            KerasActivations.givesNoNegative(call.from),
            parts),
        List.of());
  }

  /** The row of a layer with the padding layers in front of it and the crops behind. */
  private ModelLayer joined(Call call, TensorFlowSpec spec, String written) {
    TensorFlowSpec layer = spec;
    List<JoinedPad> before = new ArrayList<>();
    List<JoinedPad> after = new ArrayList<>();
    for (Call crop = behind(call); crop != null; crop = behind(crop)) {
      Optional<PadModule> module = module(crop);
      TensorFlowSpec own = layer;
      Optional<TensorFlowSpec> whole =
          module.flatMap(found -> KerasJoins.cropped(own, found.amounts()));
      if (whole.isEmpty()) {
        break;
      }
      layer = whole.get();
      after.add(join(crop, module.get()));
    }
    for (Call pad = inFront(call); pad != null; pad = inFront(pad)) {
      Optional<PadModule> module = module(pad);
      TensorFlowSpec own = layer;
      Optional<TensorFlowSpec> whole = module.flatMap(found -> KerasJoins.padded(found, own));
      if (whole.isEmpty()) {
        break;
      }
      layer = whole.get();
      before.add(0, join(pad, module.get()));
    }
    return row(
        call,
        new ModelLayer.Window(before, spec, layer, null, null),
        written,
        null,
        after,
        List.of());
  }

  private JoinedPad join(Call call, PadModule module) {
    joined.add(call);
    String written = new KerasSpec(call.node, type(call)).written();
    return new JoinedPad(call.name, written, module);
  }

  private static KerasClass type(Call call) {
    return KerasClass.of(call.node).orElseThrow();
  }

  private static boolean is(KerasClass.Kind kind, @Nullable Call call) {
    return call != null && KerasClass.of(call.node).filter(type -> type.kind() == kind).isPresent();
  }

  private static boolean isPad(@Nullable Call call) {
    return is(KerasClass.Kind.ZERO_PADDING, call) || is(KerasClass.Kind.PAD, call);
  }

  private static @Nullable Call inFront(Call call) {
    Call pad = call.from;
    return pad != null && pad.uses <= 1 && isPad(pad) ? pad : null;
  }

  private @Nullable Call behind(Call call) {
    Call crop = call.uses <= 1 ? takers.get(call) : null;
    return is(KerasClass.Kind.CROPPING, crop) ? crop : null;
  }
}
