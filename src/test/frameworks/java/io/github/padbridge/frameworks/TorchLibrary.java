package io.github.padbridge.frameworks;

import io.github.padbridge.python.Arguments;
import io.github.padbridge.python.Library;
import io.github.padbridge.python.Span;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The functions of Python's {@code torch}, with the signatures of its documentation. */
final class TorchLibrary implements Library {
  @Override
  public boolean isModule(String name) {
    return name.equals("torch") || name.equals("F");
  }

  @Override
  public Object call(String name, Arguments with) {
    Tensor x = (Tensor) with.next();
    return switch (name) {
      case "torch.flip" -> x.flip(longs(with.next(), 0));
      case "torch.ones_like" -> torch.ones_like(x);
      case "F.pad" -> pad(x, with);
      default -> {
        int rank = name.replaceAll("\\D", "").charAt(0) - '0';
        yield name.contains("pool") ? pool(name, x, rank, with) : conv(name, x, rank, with);
      }
    };
  }

  private static Tensor pad(Tensor x, Arguments with) {
    long[] amounts = longs(with.next(), 0);
    String mode = (String) with.only("mode", "constant");
    Number value = (Number) with.only("value", null);
    DoubleOptional fill =
        value == null ? new DoubleOptional() : new DoubleOptional(value.doubleValue());
    return torch.pad(x, amounts, mode, fill);
  }

  private static Tensor conv(String name, Tensor x, int rank, Arguments with) {
    Tensor weight = (Tensor) with.next();
    Tensor given = (Tensor) with.next();
    TensorOptional bias = given == null ? new TensorOptional() : new TensorOptional(given);
    long[] stride = longs(with.only("stride", 1L), rank);
    long[] padding = longs(with.only("padding", 0L), rank);
    long[] output = longs(with.only("output_padding", 0L), rank);
    long[] dilation = longs(with.only("dilation", 1L), rank);
    long groups = (Long) with.only("groups", 1L);
    return switch (name) {
      case "F.conv1d" -> torch.conv1d(x, weight, bias, stride, padding, dilation, groups);
      case "F.conv2d" -> torch.conv2d(x, weight, bias, stride, padding, dilation, groups);
      case "F.conv3d" -> torch.conv3d(x, weight, bias, stride, padding, dilation, groups);
      case "F.conv_transpose1d" ->
          torch.conv_transpose1d(x, weight, bias, stride, padding, output, groups, dilation);
      case "F.conv_transpose2d" ->
          torch.conv_transpose2d(x, weight, bias, stride, padding, output, groups, dilation);
      case "F.conv_transpose3d" ->
          torch.conv_transpose3d(x, weight, bias, stride, padding, output, groups, dilation);
      default -> throw new IllegalArgumentException("no function " + name);
    };
  }

  private static Tensor pool(String name, Tensor x, int rank, Arguments with) {
    long[] kernel = longs(with.next(), rank);
    long[] stride = longs(with.only("stride", null), rank);
    long[] padding = longs(with.only("padding", 0L), rank);
    boolean ceil = (Boolean) with.only("ceil_mode", false);
    boolean max = name.startsWith("F.max");
    boolean include = !max && (Boolean) with.only("count_include_pad", true);
    long[] ones = longs(1L, rank);
    LongOptional whole = new LongOptional();
    return switch (name) {
      case "F.max_pool1d" -> torch.max_pool1d(x, kernel, stride, padding, ones, ceil);
      case "F.max_pool2d" -> torch.max_pool2d(x, kernel, stride, padding, ones, ceil);
      case "F.max_pool3d" -> torch.max_pool3d(x, kernel, stride, padding, ones, ceil);
      case "F.avg_pool1d" -> torch.avg_pool1d(x, kernel, stride, padding, ceil, include);
      case "F.avg_pool2d" -> torch.avg_pool2d(x, kernel, stride, padding, ceil, include, whole);
      case "F.avg_pool3d" -> torch.avg_pool3d(x, kernel, stride, padding, ceil, include, whole);
      default -> throw new IllegalArgumentException("no function " + name);
    };
  }

  @Override
  public Object method(Object array, String name, Arguments arguments) {
    Tensor x = (Tensor) array;
    long[] numbers = longs(arguments.rest(), 0);
    return switch (name) {
      case "permute" -> x.permute(numbers);
      case "reshape" -> x.reshape(numbers);
      case "unsqueeze" -> x.unsqueeze(numbers[0]);
      case "squeeze" -> x.squeeze(numbers[0]);
      default -> throw new IllegalArgumentException("no method " + name);
    };
  }

  @Override
  public List<Long> shape(Object array) {
    return Arrays.stream(TorchTensors.shape((Tensor) array)).mapToObj(size -> (long) size).toList();
  }

  @Override
  public Object operate(String operator, Object left, Object right) {
    Tensor x = (Tensor) left;
    return switch (operator) {
      case "*" -> x.mul(new Scalar(((Long) right).doubleValue()));
      case "/" ->
          right instanceof Tensor divisor
              ? x.div(divisor)
              : x.div(new Scalar(((Long) right).doubleValue()));
      default -> throw new IllegalArgumentException("no operator " + operator);
    };
  }

  @Override
  public Object subscript(Object array, List<Object> indices) {
    Tensor x = (Tensor) array;
    for (int axis = 0; axis < indices.size(); axis++) {
      Span span = (Span) indices.get(axis);
      long size = x.size(axis);
      long begin = span.begin() == null ? 0 : span.begin();
      long end = span.end() == null ? size : span.end() < 0 ? size + span.end() : span.end();
      x = x.narrow(axis, begin, Math.min(end, size) - begin);
    }
    return x;
  }

  /** A number for every axis, or a list. */
  private static long[] longs(Object given, int rank) {
    List<?> numbers = given instanceof List<?> list ? list : Collections.nCopies(rank, given);
    return numbers.stream().mapToLong(number -> (Long) number).toArray();
  }
}
