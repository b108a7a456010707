package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes that ops make which move, join or drop axes. */
final class OnnxAxes {
  private static final Set<String> KEEPERS =
      Set.of(
          "Identity",
          "Relu",
          "LeakyRelu",
          "Elu",
          "Selu",
          "Celu",
          "Sigmoid",
          "HardSigmoid",
          "HardSwish",
          "Swish",
          "Tanh",
          "Softplus",
          "Softsign",
          "Softmax",
          "LogSoftmax",
          "Hardmax",
          "Gelu",
          "Mish",
          "Erf",
          "Exp",
          "Log",
          "Sqrt",
          "Reciprocal",
          "Abs",
          "Neg",
          "Floor",
          "Ceil",
          "Round",
          "Sign",
          "Sin",
          "Cos",
          "Tan",
          "Clip",
          "Cast",
          "CastLike",
          "Dropout",
          "Not",
          "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "RMSNormalization",
          "LpNormalization",
          "MeanVarianceNormalization",
          "LRN",
          "CumSum",
          "QuantizeLinear",
          "DequantizeLinear",
          "FakeQuant",
          "ThresholdedRelu",
          "Shrink",
          "IsNaN",
          "Trilu",
          "ScatterND",
          "ScatterElements");

  private OnnxAxes() {}

  static int axis(long axis, int rank) {
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  /** A list that is an attribute in older opsets and an input in newer ones; null for neither. */
  static @Nullable List<Long> list(OnnxNode node, OnnxShapes shapes, String name, int input) {
    List<Long> given = node.integers(name);
    return given == null ? shapes.constants(node.input(input)) : given;
  }

  /** The first output of a node; null where it is not known. */
  static @Nullable Shape after(OnnxNode node, OnnxShapes shapes) {
    Shape in = shapes.shape(node.input(0));
    if (in == null) {
      return node.op().equals("ConstantOfShape") || node.op().equals("Reshape")
          ? listed(shapes.tensor(node.input(node.op().equals("Reshape") ? 1 : 0)).integers())
          : null;
    }
    if (KEEPERS.contains(node.op())) {
      return in;
    }
    return switch (node.op()) {
      case "Concat" -> concat(node, shapes, in);
      case "Reshape" -> reshape(node, shapes, in);
      case "Flatten" -> flatten(node, in);
      case "Transpose" -> transpose(node, in);
      case "Squeeze" -> squeeze(in, list(node, shapes, "axes", 1), node.inputs().size() < 2);
      case "Unsqueeze" -> unsqueeze(in, list(node, shapes, "axes", 1));
      case "Slice" -> slice(node, shapes, in);
      case "Gather" -> gather(node, shapes, in);
      case "Pad" -> pad(node, shapes, in);
      case "Resize", "Upsample" -> resize(node, shapes, in);
      case "MatMul" -> matMul(in, shapes.shape(node.input(1)));
      case "Gemm" -> gemm(node, in, shapes.shape(node.input(1)));
      case "Expand" -> expand(in, shapes.tensor(node.input(1)).integers());
      case "ConstantOfShape" -> listed(shapes.tensor(node.input(0)).integers());
      case "DepthToSpace" -> blocks(node, in, true);
      case "SpaceToDepth" -> blocks(node, in, false);
      default -> null;
    };
  }

  private static @Nullable Shape listed(@Nullable List<Size> sizes) {
    return sizes == null || sizes.stream().anyMatch(size -> size.isKnown() && size.value() < 0)
        ? null
        : new Shape(sizes);
  }

  private static Size unknown() {
    return Size.unknown(OnnxShapes.UNKNOWN);
  }

  private static @Nullable Shape concat(OnnxNode node, OnnxShapes shapes, Shape first) {
    int axis = axis(node.integer("axis", 0), first.rank());
    Shape out = first.with(axis, Size.of(0));
    for (String input : node.inputs()) {
      Shape part = shapes.shape(input);
      if (part == null || part.rank() != first.rank()) {
        return null;
      }
      Size sum = out.size(axis);
      Size more = part.size(axis);
      out =
          out.with(
              axis,
              more.isKnown()
                  ? sum.plus(more.value())
                  : sum.isKnown() ? more.plus(sum.value()) : unknown());
    }
    return out;
  }

  private static @Nullable Shape reshape(OnnxNode node, OnnxShapes shapes, Shape in) {
    List<Size> target = shapes.tensor(node.input(1)).integers();
    if (target == null) {
      return null;
    }
    boolean copies = node.integer("allowzero", 0) == 0;
    List<Size> sizes = new ArrayList<>();
    int open = -1;
    for (int axis = 0; axis < target.size(); axis++) {
      Size size = target.get(axis);
      boolean isZero = size.equals(Size.of(0)) && copies;
      open = size.equals(Size.of(-1)) ? axis : open;
      sizes.add(isZero && axis < in.rank() ? in.size(axis) : size);
    }
    if (open >= 0) {
      sizes.set(open, rest(in, sizes, open));
    }
    return new Shape(sizes);
  }

  /** What is left for one axis; sizes that are on both sides cancel. */
  private static Size rest(Shape in, List<Size> sizes, int open) {
    List<Size> left = new ArrayList<>(in.sizes());
    if (left.stream().anyMatch(size -> OnnxShapes.UNKNOWN.equals(size.variable()))) {
      return unknown();
    }
    long divisor = 1;
    for (int axis = 0; axis < sizes.size(); axis++) {
      Size size = sizes.get(axis);
      if (axis != open && !left.remove(size)) {
        if (!size.isKnown()) {
          return unknown();
        }
        divisor = Math.multiplyExact(divisor, size.value());
      }
    }
    Size product = Size.of(1);
    for (Size size : left) {
      product =
          size.isKnown()
              ? size.value() == 0 ? Size.of(0) : product.times(size.value())
              : product.isKnown() && product.value() > 0 ? size.times(product.value()) : unknown();
    }
    return divisor == 0
        ? unknown()
        : product.isKnown() ? Size.of(product.value() / divisor) : product.floorDividedBy(divisor);
  }

  private static Shape flatten(OnnxNode node, Shape in) {
    int axis = axis(node.integer("axis", 1), in.rank());
    return new Shape(
        List.of(
            product(in.sizes().subList(0, axis)), product(in.sizes().subList(axis, in.rank()))));
  }

  private static Size product(List<Size> sizes) {
    Size product = Size.of(1);
    for (Size size : sizes) {
      product =
          size.isKnown() && size.value() > 0
              ? product.times(size.value())
              : product.equals(Size.of(1)) ? size : unknown();
    }
    return product;
  }

  private static Shape transpose(OnnxNode node, Shape in) {
    return new Shape(permutation(node, in.rank()).stream().map(in::size).toList());
  }

  /** The axes in the order that a Transpose brings them to. */
  static List<Integer> permutation(OnnxNode node, int rank) {
    List<Long> given = node.integers("perm");
    List<Integer> permutation = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      permutation.add(given == null ? rank - 1 - axis : Math.toIntExact(given.get(axis)));
    }
    return permutation;
  }

  private static @Nullable Shape squeeze(Shape in, @Nullable List<Long> axes, boolean isAll) {
    if (axes == null && !isAll) {
      return null;
    }
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < in.rank(); axis++) {
      boolean drops = axes == null && in.size(axis).equals(Size.of(1));
      for (long wanted : axes == null ? List.<Long>of() : axes) {
        drops |= axis(wanted, in.rank()) == axis;
      }
      if (!drops) {
        sizes.add(in.size(axis));
      }
    }
    return new Shape(sizes);
  }

  private static @Nullable Shape unsqueeze(Shape in, @Nullable List<Long> axes) {
    if (axes == null) {
      return null;
    }
    int rank = in.rank() + axes.size();
    List<Integer> added = axes.stream().map(axis -> axis(axis, rank)).sorted().toList();
    List<Size> sizes = new ArrayList<>(in.sizes());
    added.forEach(axis -> sizes.add(axis, Size.of(1)));
    return new Shape(sizes);
  }

  private static @Nullable Shape slice(OnnxNode node, OnnxShapes shapes, Shape in) {
    List<OnnxCut> cuts = OnnxCut.of(node, shapes, in);
    if (cuts == null) {
      return null;
    }
    Shape out = in;
    for (OnnxCut cut : cuts) {
      out = out.with(cut.axis(), cut.size());
    }
    return out;
  }

  private static @Nullable Shape gather(OnnxNode node, OnnxShapes shapes, Shape in) {
    Shape indices = shapes.shape(node.input(1));
    if (indices == null) {
      return null;
    }
    int axis = axis(node.integer("axis", 0), in.rank());
    List<Size> sizes = new ArrayList<>(in.sizes().subList(0, axis));
    sizes.addAll(indices.sizes());
    sizes.addAll(in.sizes().subList(axis + 1, in.rank()));
    return new Shape(sizes);
  }

  private static @Nullable Shape pad(OnnxNode node, OnnxShapes shapes, Shape in) {
    List<Long> pads = OnnxPads.pads(node, shapes, in.rank());
    if (pads == null) {
      return null;
    }
    Shape out = in;
    for (int axis = 0; axis < in.rank(); axis++) {
      out = out.with(axis, out.size(axis).plus(pads.get(axis) + pads.get(axis + in.rank())));
    }
    return out;
  }

  private static @Nullable Shape resize(OnnxNode node, OnnxShapes shapes, Shape in) {
    List<Size> sizes = shapes.tensor(node.input(3)).integers();
    if (sizes != null && sizes.size() == in.rank()) {
      return new Shape(sizes);
    }
    String input = node.op().equals("Upsample") ? node.input(1) : node.input(2);
    List<Double> scales = shapes.tensor(input).numbers();
    if (scales == null || scales.size() != in.rank()) {
      return null;
    }
    Shape out = in;
    for (int axis = 0; axis < in.rank(); axis++) {
      double scale = scales.get(axis);
      Size size = in.size(axis);
      boolean isWhole = scale == Math.rint(scale) && scale >= 1 && scale < 1 << 20;
      out =
          out.with(
              axis,
              size.isKnown()
                  ? Size.of((long) Math.floor(size.value() * scale))
                  : isWhole ? size.times((long) scale) : unknown());
    }
    return out;
  }

  private static @Nullable Shape matMul(Shape left, @Nullable Shape right) {
    return right == null || left.rank() < 2 || right.rank() < 2
        ? null
        : (left.rank() >= right.rank() ? left : right)
            .with(Math.max(left.rank(), right.rank()) - 2, left.size(left.rank() - 2))
            .with(Math.max(left.rank(), right.rank()) - 1, right.size(right.rank() - 1));
  }

  private static @Nullable Shape gemm(OnnxNode node, Shape left, @Nullable Shape right) {
    return right == null || left.rank() != 2 || right.rank() != 2
        ? null
        : new Shape(
            List.of(
                left.size(node.integer("transA", 0) == 0 ? 0 : 1),
                right.size(node.integer("transB", 0) == 0 ? 1 : 0)));
  }

  private static @Nullable Shape expand(Shape in, @Nullable List<Size> target) {
    if (target == null || target.size() < in.rank()) {
      return target == null ? null : in;
    }
    List<Size> sizes = new ArrayList<>(target);
    for (int axis = 0; axis < in.rank(); axis++) {
      int at = target.size() - in.rank() + axis;
      if (target.get(at).equals(Size.of(1))) {
        sizes.set(at, in.size(axis));
      }
    }
    return new Shape(sizes);
  }

  private static @Nullable Shape blocks(OnnxNode node, Shape in, boolean toSpace) {
    long block = node.integer("blocksize", 1);
    if (in.rank() != 4 || block < 1 || !in.size(1).isKnown()) {
      return null;
    }
    long square = Math.multiplyExact(block, block);
    Shape out =
        in.with(
            1,
            toSpace
                ? Size.of(in.size(1).value() / square)
                : Size.of(Math.multiplyExact(in.size(1).value(), square)));
    for (int axis = 2; axis < 4; axis++) {
      Size size = in.size(axis);
      out = out.with(axis, toSpace ? size.times(block) : size.floorDividedBy(block));
    }
    return out;
  }
}
