package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a Conv, ConvTranspose, MaxPool or AveragePool, those that are left out by their
 * defaults.
 *
 * @param input the shape of its input; null where it is not known
 * @param weight the shape of its weight; null for poolings
 * @param pads one pair for each axis, as {@code pads} gives them; zeros where {@code auto_pad} does
 */
record OnnxWindow(
    OnnxNode node,
    @Nullable Shape input,
    @Nullable Shape weight,
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> dilations,
    List<PadAmount> pads) {
  static final String NOTSET = "NOTSET";

  static boolean isWindow(OnnxNode node) {
    return node.isStandard()
        && List.of("Conv", "ConvTranspose", "MaxPool", "AveragePool").contains(node.op());
  }

  /** The attributes of a node; null where they are none that ONNX takes. */
  static @Nullable OnnxWindow of(OnnxNode node, @Nullable Shape input, @Nullable Shape weight) {
    if (!isWindow(node)) {
      return null;
    }
    boolean convolves = node.op().startsWith("Conv");
    Shape kernel = convolves ? weight : null;
    List<Integer> sizes = integers(node, "kernel_shape");
    if (sizes == null && kernel != null && kernel.rank() > 2) {
      Shape spatial = new Shape(kernel.sizes().subList(2, kernel.rank()));
      sizes = spatial.isKnown() ? ints(spatial) : null;
    }
    if (sizes == null || sizes.isEmpty() || sizes.size() > 3) {
      return null;
    }
    int rank = sizes.size();
    List<Integer> strides = perAxis(node, "strides", rank, 1);
    List<Integer> dilations = perAxis(node, "dilations", rank, 1);
    List<Integer> pads = perAxis(node, "pads", 2 * rank, 0);
    if (strides == null || dilations == null || pads == null) {
      return null;
    }
    boolean isSound =
        sizes.stream().allMatch(size -> size > 0)
            && strides.stream().allMatch(stride -> stride > 0)
            && dilations.stream().allMatch(dilation -> dilation > 0)
            && (input == null || input.rank() == rank + 2)
            && (kernel == null || kernel.rank() == rank + 2);
    if (!isSound) {
      return null;
    }
    List<PadAmount> sides = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      sides.add(new PadAmount(pads.get(axis), pads.get(axis + rank)));
    }
    return new OnnxWindow(node, input, kernel, sizes, strides, dilations, sides);
  }

  private static @Nullable List<Integer> ints(Shape shape) {
    return shape.sizes().stream().allMatch(size -> size.value() <= Integer.MAX_VALUE)
        ? shape.sizes().stream().map(Size::intValue).toList()
        : null;
  }

  private static @Nullable List<Integer> integers(OnnxNode node, String name) {
    List<Long> given = node.integers(name);
    return given == null || !given.stream().allMatch(number -> number.intValue() == number)
        ? null
        : given.stream().map(Long::intValue).toList();
  }

  private static @Nullable List<Integer> perAxis(OnnxNode node, String name, int count, int usual) {
    if (node.integers(name) == null) {
      return Collections.nCopies(count, usual);
    }
    List<Integer> given = integers(node, name);
    return given != null && given.size() == count ? given : null;
  }

  int rank() {
    return kernel.size();
  }

  boolean isConvolution() {
    return node.op().startsWith("Conv");
  }

  boolean isTransposed() {
    return node.op().equals("ConvTranspose");
  }

  boolean isMax() {
    return node.op().equals("MaxPool");
  }

  String autoPad() {
    return node.text("auto_pad", NOTSET);
  }

  boolean isCeil() {
    return node.integer("ceil_mode", 0) != 0;
  }

  boolean countsPadding() {
    return node.integer("count_include_pad", 0) != 0;
  }

  long groups() {
    return Math.max(1, node.integer("group", 1));
  }

  boolean hasBias() {
    return node.input(2) != null;
  }

  long reach(int axis) {
    return ConvArithmetic.effectiveKernel(kernel.get(axis), dilations.get(axis));
  }

  Size in(int axis) {
    return input == null ? Size.unknown(OnnxShapes.UNKNOWN) : input.size(axis + 2);
  }

  @Nullable List<Integer> outputPadding() {
    return perAxis(node, "output_padding", rank(), 0);
  }

  Size inChannels() {
    Size of = input == null ? Size.unknown("C_in") : input.size(1);
    return weight == null ? of : isTransposed() ? weight.size(0) : weight.size(1).times(groups());
  }

  Size outChannels() {
    return weight == null
        ? inChannels()
        : isTransposed() ? weight.size(1).times(groups()) : weight.size(0);
  }

  /** The shape of the output; open sizes of the input are in it as expressions. */
  Shape output() {
    List<Size> sizes = new ArrayList<>();
    sizes.add(input == null ? Size.unknown("N") : input.size(0));
    sizes.add(outChannels());
    for (int axis = 0; axis < rank(); axis++) {
      sizes.add(output(axis));
    }
    return new Shape(sizes);
  }

  private Size output(int axis) {
    try {
      return isTransposed() ? transposed(axis) : forward(axis);
    } catch (IllegalStateException | ArithmeticException e) {
      return Size.unknown(OnnxShapes.UNKNOWN);
    }
  }

  private Size forward(int axis) {
    int stride = strides.get(axis);
    if (autoPad().startsWith("SAME")) {
      return ConvArithmetic.sameOutput(in(axis), stride);
    }
    PadAmount pad = autoPad().equals("VALID") ? PadAmount.NONE : pads.get(axis);
    Size padded = ConvArithmetic.padded(in(axis), pad);
    if (!isCeil()) {
      return ConvArithmetic.forwardOutput(padded, reach(axis), stride);
    }
    if (pad.before() == pad.after()) {
      return ConvArithmetic.poolOutput(in(axis), pad.before(), reach(axis), stride, true);
    }
    Size out = ConvArithmetic.forwardOutput(padded.plus(stride - 1L), reach(axis), stride);
    // A window that would start in the padding at the end is left out.
    boolean isLate =
        out.isKnown() && (out.value() - 1) * stride >= in(axis).plus(pad.before()).value();
    return isLate ? out.minus(1) : out;
  }

  private Size transposed(int axis) {
    List<Long> given = node.integers("output_shape");
    if (given != null && given.size() >= rank()) {
      return Size.of(given.get(given.size() - rank() + axis));
    }
    long stride = strides.get(axis);
    if (autoPad().startsWith("SAME")) {
      return in(axis).times(stride);
    }
    PadAmount pad = autoPad().equals("VALID") ? PadAmount.NONE : pads.get(axis);
    List<Integer> more = outputPadding();
    return ConvArithmetic.transposedFull(in(axis), reach(axis), stride)
        .minus(pad.total())
        .plus(more == null ? 0 : more.get(axis));
  }

  /** The attributes by ONNX's names, with what a spec needs beside them. */
  Map<String, @Nullable Object> arguments() {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put("framework", "onnx");
    arguments.put("op", node.op());
    arguments.put("kernel_shape", kernel);
    arguments.put("strides", strides);
    // An average has them from opset 19 on.
    if (isConvolution() || isMax() || node.integers("dilations") != null) {
      arguments.put("dilations", dilations);
    }
    if (autoPad().equals(NOTSET)) {
      List<Integer> all = new ArrayList<>(pads.stream().map(PadAmount::before).toList());
      pads.forEach(pad -> all.add(pad.after()));
      arguments.put("pads", all);
    } else {
      arguments.put("auto_pad", autoPad());
    }
    if (isConvolution()) {
      arguments.put("group", (int) Math.min(groups(), Integer.MAX_VALUE));
    } else {
      arguments.put("ceil_mode", isCeil() ? 1 : 0);
    }
    if (isTransposed()) {
      arguments.put("output_padding", outputPadding());
      List<Integer> outputShape = integers(node, "output_shape");
      if (outputShape != null) {
        arguments.put("output_shape", outputShape);
      }
    }
    if (node.op().equals("AveragePool")) {
      arguments.put("count_include_pad", countsPadding() ? 1 : 0);
    }
    if (input != null) {
      arguments.put("input_shape", input.sizes());
    }
    if (isConvolution()) {
      arguments.put("in_channels", inChannels());
      arguments.put("out_channels", outChannels());
      arguments.put("bias", hasBias());
    }
    return arguments;
  }

  /** The op as one writes it, without what is usual. */
  String written() {
    List<String> shown = new ArrayList<>();
    arguments()
        .forEach(
            (name, value) -> {
              boolean isUsual =
                  List.of("framework", "op", "input_shape", "in_channels", "out_channels", "bias")
                          .contains(name)
                      || (value instanceof List<?> list
                          && !name.equals("kernel_shape")
                          && list.stream()
                              .allMatch(item -> item.equals(name.contains("pad") ? 0 : 1)))
                      || (value instanceof Integer number
                          && number == (name.equals("group") ? 1 : 0));
              if (!isUsual) {
                shown.add(name + "=" + (value instanceof String ? "\"" + value + "\"" : value));
              }
            });
    return node.op() + "(" + String.join(", ", shown) + ")";
  }
}
