package io.github.padbridge.frameworks;

import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.python.Arguments;
import io.github.padbridge.python.Library;
import io.github.padbridge.python.Span;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Output;

/** The functions of Python's {@code tensorflow}, with the signatures of its documentation. */
final class TensorFlowLibrary implements Library {
  private final TensorFlowOps tf;
  private final TensorFlowKernels kernels;

  TensorFlowLibrary(TensorFlowOps tf) {
    this.tf = tf;
    this.kernels = new TensorFlowKernels(tf);
  }

  @Override
  public boolean isModule(String name) {
    return name.equals("tf");
  }

  @Override
  public Object call(String name, Arguments with) {
    return switch (name) {
      case "tf.transpose" ->
          tf.run("Transpose", array(with.next()), integers(with.named("perm", null)));
      case "tf.reshape" ->
          tf.run("Reshape", array(with.next()), integers(with.named("shape", null)));
      case "tf.reverse" ->
          tf.run("ReverseV2", array(with.next()), integers(with.named("axis", null)));
      case "tf.expand_dims" ->
          tf.run("ExpandDims", array(with.next()), integers(with.named("axis", null)));
      case "tf.squeeze" -> squeeze(array(with.next()), (Long) with.named("axis", null));
      case "tf.ones_like" -> tf.run("OnesLike", array(with.next()));
      case "tf.shape" -> tf.run("Shape", array(with.next()));
      case "tf.stack" -> tf.pack(list(with.next()).stream().map(this::integers).toList());
      case "tf.add" -> tf.run("AddV2", array(with.next()), array(with.next()));
      case "tf.pad" -> pad(with);
      case "tf.split" -> split(with);
      case "tf.concat" -> tf.concat(arrays(with.next()), integer(with.only("axis", null)));
      case "tf.range" -> range(with.rest());
      case "tf.clip_by_value" ->
          tf.run("ClipByValue", array(with.next()), integers(with.next()), integers(with.next()));
      case "tf.math.floormod" -> tf.run("FloorMod", array(with.next()), integers(with.next()));
      case "tf.gather" ->
          tf.run(
              "GatherV2",
              array(with.next()),
              array(with.next()),
              integers(with.only("axis", null)));
      case "tf.reduce_max" -> tf.run("Max", array(with.next()), integers(with.only("axis", null)));
      default -> nn(name, with);
    };
  }

  private Object nn(String name, Arguments with) {
    if (!name.matches("tf\\.nn\\.(conv|max_pool|avg_pool)[123]d(_transpose)?")) {
      throw new IllegalArgumentException("no function " + name);
    }
    int rank = name.replaceAll("\\D", "").charAt(0) - '0';
    Output<?> x = array(with.next());
    if (name.contains("pool")) {
      Pooling pooling = name.contains("max") ? Pooling.MAX : Pooling.AVG;
      List<Integer> ksize = spatial(with.named("ksize", null), rank);
      List<Integer> strides = spatial(with.named("strides", null), rank);
      return kernels.pool(x, pooling, ksize, strides, padding(with.named("padding", null), rank));
    }
    Output<?> kernel = array(with.next());
    Object out = name.endsWith("_transpose") ? with.named("output_shape", null) : null;
    List<Integer> strides =
        spatial(with.named(name.equals("tf.nn.conv1d") ? "stride" : "strides", null), rank);
    WindowPadding padding = padding(with.named("padding", null), rank);
    List<Integer> dilations = spatial(with.only("dilations", 1L), rank);
    return out == null
        ? kernels.conv(x, kernel, strides, dilations, padding)
        : kernels.convTranspose(x, kernel, integers(out), strides, dilations, padding);
  }

  /**
   * A number for every axis, a list of the spatial axes, or one with the batch and the channels.
   */
  private static List<Integer> spatial(Object given, int rank) {
    if (given instanceof Long number) {
      return Collections.nCopies(rank, Math.toIntExact(number));
    }
    List<Integer> numbers = list(given).stream().map(TensorFlowLibrary::integer).toList();
    return numbers.size() == rank ? numbers : numbers.subList(1, rank + 1);
  }

  /** A list is taken in two dimensions only. */
  private static WindowPadding padding(Object given, int rank) {
    if (given instanceof String name) {
      return name.equals("SAME") ? WindowPadding.SAME : WindowPadding.VALID;
    }
    if (rank != 2) {
      throw new IllegalArgumentException("a padding list in " + rank + " dimensions");
    }
    return new WindowPadding.Explicit(
        list(given).subList(1, 3).stream()
            .map(pair -> new PadAmount(integer(list(pair).get(0)), integer(list(pair).get(1))))
            .toList());
  }

  private Object squeeze(Output<?> x, long axis) {
    return tf.run("Squeeze", Map.of("squeeze_dims", new long[] {axis}), x);
  }

  private Object pad(Arguments with) {
    Output<?> x = array(with.next());
    Output<?> paddings =
        tf.pairs(
            list(with.next()).stream()
                .map(pair -> list(pair).stream().mapToInt(TensorFlowLibrary::integer).toArray())
                .toList());
    String mode = (String) with.only("mode", "CONSTANT");
    Object fill = with.only("constant_values", null);
    if (mode.equals("REFLECT")) {
      return tf.run("MirrorPad", Map.of("mode", mode), x, paddings);
    }
    return fill == null
        ? tf.run("Pad", x, paddings)
        : tf.run("PadV2", x, paddings, tf.number(((Number) fill).doubleValue()));
  }

  private List<Output<?>> split(Arguments with) {
    Output<?> whole = array(with.next());
    int parts = integer(with.next());
    return tf.split(whole, integer(with.only("axis", null)), parts);
  }

  private Object range(List<Object> bounds) {
    Output<?> start = bounds.size() == 1 ? tf.integer(0) : integers(bounds.get(0));
    return tf.run("Range", start, integers(bounds.get(bounds.size() - 1)), tf.integer(1));
  }

  @Override
  public Object method(Object array, String name, Arguments arguments) {
    throw new IllegalArgumentException("no method " + name);
  }

  @Override
  public List<Long> shape(Object array) {
    return Arrays.stream(TensorFlowOps.shape(array(array))).mapToObj(size -> (long) size).toList();
  }

  /** Integers are of the type of a tensor's sizes, or of its numbers. */
  @Override
  public Object operate(String operator, Object left, Object right) {
    Output<?> array = array(left instanceof Output<?> ? left : right);
    boolean sizes = array.dataType() == org.tensorflow.proto.DataType.DT_INT32;
    List<Output<?>> sides =
        Stream.of(left, right)
            .map(
                side ->
                    side instanceof Output<?> output
                        ? output
                        : sizes ? integers(side) : tf.number(((Long) side).doubleValue()))
            .<Output<?>>map(output -> output)
            .toList();
    String op =
        switch (operator) {
          case "+" -> "AddV2";
          case "-" -> "Sub";
          case "*" -> "Mul";
          case "/" -> "RealDiv";
          case "//" -> "FloorDiv";
          default -> throw new IllegalArgumentException("no operator " + operator);
        };
    return tf.run(op, sides.get(0), sides.get(1));
  }

  @Override
  public Object subscript(Object array, List<Object> indices) {
    int[] begin = new int[indices.size()];
    int[] end = new int[indices.size()];
    Map<String, Object> masks = new HashMap<>();
    for (int i = 0; i < begin.length; i++) {
      if (indices.get(i) instanceof Span span) {
        begin[i] = bound(span.begin(), "begin_mask", i, masks);
        end[i] = bound(span.end(), "end_mask", i, masks);
      } else if (indices.get(i) instanceof Long index) {
        begin[i] = Math.toIntExact(index);
        end[i] = begin[i] + 1;
        masks.merge("shrink_axis_mask", 1L << i, (a, b) -> (Long) a | (Long) b);
      } else {
        masks.merge("new_axis_mask", 1L << i, (a, b) -> (Long) a | (Long) b);
      }
    }
    int[] steps = new int[begin.length];
    Arrays.fill(steps, 1);
    return tf.run(
        "StridedSlice",
        masks,
        array(array),
        tf.integers(begin),
        tf.integers(end),
        tf.integers(steps));
  }

  private static int bound(@Nullable Long bound, String mask, int axis, Map<String, Object> masks) {
    if (bound == null) {
      masks.merge(mask, 1L << axis, (a, b) -> (Long) a | (Long) b);
    }
    return bound == null ? 0 : Math.toIntExact(bound);
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static int integer(Object value) {
    return Math.toIntExact((Long) value);
  }

  private static Output<?> array(Object value) {
    return (Output<?>) value;
  }

  private static List<Output<?>> arrays(Object values) {
    List<Output<?>> arrays = new ArrayList<>();
    list(values).forEach(value -> arrays.add(array(value)));
    return arrays;
  }

  /** Integers as an array: a number, a list of numbers, or an array already. */
  private Output<?> integers(Object value) {
    if (value instanceof Output<?> array) {
      return array;
    }
    return value instanceof Long number
        ? tf.integer(Math.toIntExact(number))
        : tf.integers(list(value).stream().mapToInt(TensorFlowLibrary::integer).toArray());
  }
}
