package io.github.padbridge.frameworks;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.execute.PlanRun;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.TorchInterpreter;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A plan for PyTorch, each step by the op of libtorch that it names. */
final class PlanOnLibtorch extends PlanRun<org.bytedeco.pytorch.Tensor>
    implements TorchInterpreter<org.bytedeco.pytorch.Tensor> {
  private PlanOnLibtorch(Plan plan, CaseTensors on, Precision precision) {
    super(
        plan,
        on,
        TorchTensors.of(on.x(), precision),
        of(on.weight(), precision),
        of(on.bias(), precision));
  }

  /**
   * The plan's output.
   *
   * @throws RuntimeException with libtorch's words if it refuses a step
   */
  @SuppressWarnings("try") // The scope frees what is made within it.
  static Tensor run(Plan plan, CaseTensors on, Precision precision) {
    try (PointerScope scope = new PointerScope()) {
      return new PlanOnLibtorch(plan, on, precision).run();
    }
  }

  private static org.bytedeco.pytorch.@Nullable Tensor of(
      @Nullable Tensor tensor, Precision precision) {
    return tensor == null ? null : TorchTensors.of(tensor, precision);
  }

  @Override
  protected int[] shape(org.bytedeco.pytorch.Tensor array) {
    return TorchTensors.shape(array);
  }

  @Override
  protected Tensor tensor(org.bytedeco.pytorch.Tensor array) {
    return TorchTensors.read(array);
  }

  @Override
  protected List<org.bytedeco.pytorch.Tensor> parts(
      org.bytedeco.pytorch.Tensor whole, int axis, int count) {
    TensorVector parts = whole.split(whole.size(axis) / count, axis);
    return IntStream.range(0, count).mapToObj(parts::get).toList();
  }

  @Override
  protected org.bytedeco.pytorch.Tensor joined(int axis, List<org.bytedeco.pytorch.Tensor> parts) {
    return torch.cat(new TensorVector(parts.toArray(new org.bytedeco.pytorch.Tensor[0])), axis);
  }

  @Override
  public org.bytedeco.pytorch.Tensor expandDims(ExpandDims step) {
    return onData(x -> x.unsqueeze(0));
  }

  @Override
  public org.bytedeco.pytorch.Tensor squeeze(Squeeze step) {
    return onData(x -> x.squeeze(0));
  }

  @Override
  public org.bytedeco.pytorch.Tensor transpose(Transpose step) {
    long[] dims = Arrays.stream(step.permutation()).asLongStream().toArray();
    return on(step.on(), tensor -> tensor.permute(dims));
  }

  @Override
  public org.bytedeco.pytorch.Tensor pad(Pad step) {
    return on(step.on(), x -> padded(x, step));
  }

  private static org.bytedeco.pytorch.Tensor padded(org.bytedeco.pytorch.Tensor x, Pad step) {
    String mode = step.mode().name().toLowerCase(Locale.ROOT);
    DoubleOptional value =
        switch (step.fill()) {
          case ZERO -> new DoubleOptional();
          case ONE -> new DoubleOptional(1);
          case LOWEST -> new DoubleOptional(Double.NEGATIVE_INFINITY);
        };
    return torch.pad(x, TorchTensors.longs(TorchOpSet.lastAxisFirst(step)), mode, value);
  }

  @Override
  public org.bytedeco.pytorch.Tensor samePad(SamePad step) {
    return on(step.on(), x -> padded(x, step.at(shape(x))));
  }

  /** The zeros are padded in a new axis behind each; those after the last element are cut off. */
  @Override
  public org.bytedeco.pytorch.Tensor zeroInsert(ZeroInsert step) {
    return onData(
        x -> {
          org.bytedeco.pytorch.Tensor spread = x;
          for (int i = 0; i < step.strides().size(); i++) {
            int axis = i + 2;
            long stride = step.strides().get(i);
            long size = spread.size(axis);
            org.bytedeco.pytorch.Tensor apart = spread.unsqueeze(axis + 1L);
            List<PadAmount> amounts =
                new ArrayList<>(Collections.nCopies(Math.toIntExact(apart.dim()), PadAmount.NONE));
            amounts.set(axis + 1, new PadAmount(0, Math.toIntExact(stride - 1)));
            long[] joined = new long[Math.toIntExact(spread.dim())];
            for (int each = 0; each < joined.length; each++) {
              joined[each] = spread.size(each) * (each == axis ? stride : 1);
            }
            spread =
                padded(apart, new Pad(amounts, Pad.Mode.CONSTANT))
                    .reshape(joined)
                    .narrow(axis, 0, (size - 1) * stride + 1);
          }
          return spread;
        });
  }

  @Override
  public org.bytedeco.pytorch.Tensor axisPool(AxisPool step) {
    return on(
        step.on(),
        x -> {
          long count = (x.size(step.axis()) - step.reach()) / step.stride() + 1;
          org.bytedeco.pytorch.Tensor sum = null;
          for (long tap = 0; tap < step.size(); tap++) {
            long start = tap * step.dilation();
            long end = start + (count - 1) * step.stride() + 1;
            org.bytedeco.pytorch.Tensor part =
                x.slice(step.axis(), new LongOptional(start), new LongOptional(end), step.stride());
            sum = sum == null ? part : sum.add(part);
          }
          return Objects.requireNonNull(sum).div(new Scalar(step.size()));
        });
  }

  @Override
  public org.bytedeco.pytorch.Tensor slice(Slice step) {
    return onData(
        x -> {
          org.bytedeco.pytorch.Tensor part = x;
          for (int axis = 0; axis < step.begin().size(); axis++) {
            part = part.narrow(axis, step.begin().get(axis), size(step.size().get(axis)));
          }
          return part;
        });
  }

  @Override
  public org.bytedeco.pytorch.Tensor reshape(Reshape step) {
    long[] shape = Arrays.stream(sizes(step.shape())).asLongStream().toArray();
    return on(step.on(), x -> x.reshape(shape));
  }

  @Override
  public org.bytedeco.pytorch.Tensor flipKernel(FlipKernel step) {
    return on(step.on(), kernel -> kernel.flip(TorchTensors.longs(step.flipped())));
  }

  @Override
  public org.bytedeco.pytorch.Tensor ones(Ones step) {
    return cover(x -> torch.ones_like(x.narrow(0, 0, 1).narrow(step.channelAxis(), 0, 1)));
  }

  @Override
  public org.bytedeco.pytorch.Tensor divide(Divide step) {
    org.bytedeco.pytorch.Tensor coverage = coverage();
    return onData(x -> x.div(coverage));
  }

  @Override
  public org.bytedeco.pytorch.Tensor scale(Scale step) {
    return onData(
        x ->
            x.mul(new Scalar((double) step.numerator()))
                .div(new Scalar((double) step.denominator())));
  }

  @Override
  public org.bytedeco.pytorch.Tensor conv(Conv step) {
    TensorOptional bias = biasOf(step.bias());
    long[] stride = TorchTensors.longs(step.strides());
    long[] padding = TorchTensors.longs(TorchOpSet.padding(step));
    long[] dilation = TorchTensors.longs(step.dilations());
    long groups = size(step.groups());
    return onPairs(
        (x, weight) ->
            switch (stride.length) {
              case 1 -> torch.conv1d(x, weight, bias, stride, padding, dilation, groups);
              case 2 -> torch.conv2d(x, weight, bias, stride, padding, dilation, groups);
              default -> torch.conv3d(x, weight, bias, stride, padding, dilation, groups);
            });
  }

  @Override
  public org.bytedeco.pytorch.Tensor convTranspose(ConvTranspose step) {
    TensorOptional bias = biasOf(step.bias());
    long[] stride = TorchTensors.longs(step.strides());
    long[] padding = TorchTensors.longs(TorchOpSet.bothEnds(step.crops()));
    long[] output = TorchTensors.longs(step.outputPadding());
    long[] dilation = TorchTensors.longs(step.dilations());
    long groups = size(step.groups());
    return onPairs(
        (x, weight) ->
            switch (stride.length) {
              case 1 ->
                  torch.conv_transpose1d(
                      x, weight, bias, stride, padding, output, groups, dilation);
              case 2 ->
                  torch.conv_transpose2d(
                      x, weight, bias, stride, padding, output, groups, dilation);
              default ->
                  torch.conv_transpose3d(
                      x, weight, bias, stride, padding, output, groups, dilation);
            });
  }

  private TensorOptional biasOf(boolean taken) {
    unless(!taken || bias() != null, "a bias is added that the layer does not have");
    return TorchTensors.optional(taken ? bias() : null);
  }

  @Override
  public org.bytedeco.pytorch.Tensor torchPool(TorchPool step) {
    return on(step.on(), x -> step.pooling() == Pooling.MAX ? largest(x, step) : average(x, step));
  }

  private static org.bytedeco.pytorch.Tensor largest(
      org.bytedeco.pytorch.Tensor x, TorchPool step) {
    long[] kernel = TorchTensors.longs(step.grid().size());
    long[] stride = TorchTensors.longs(step.grid().strides());
    long[] padding = TorchTensors.longs(step.padding());
    long[] dilation = TorchTensors.longs(step.grid().dilations());
    boolean ceil = step.ceilMode();
    return switch (kernel.length) {
      case 1 -> torch.max_pool1d(x, kernel, stride, padding, dilation, ceil);
      case 2 -> torch.max_pool2d(x, kernel, stride, padding, dilation, ceil);
      default -> torch.max_pool3d(x, kernel, stride, padding, dilation, ceil);
    };
  }

  private static org.bytedeco.pytorch.Tensor average(
      org.bytedeco.pytorch.Tensor x, TorchPool step) {
    long[] kernel = TorchTensors.longs(step.grid().size());
    long[] stride = TorchTensors.longs(step.grid().strides());
    long[] padding = TorchTensors.longs(step.padding());
    boolean ceil = step.ceilMode();
    boolean counts = step.countIncludePad();
    Integer divisor = step.divisorOverride();
    LongOptional over = divisor == null ? new LongOptional() : new LongOptional(divisor);
    unless(divisor == null || kernel.length > 1, "avg_pool1d has no divisor_override");
    return switch (kernel.length) {
      case 1 -> torch.avg_pool1d(x, kernel, stride, padding, ceil, counts);
      case 2 -> torch.avg_pool2d(x, kernel, stride, padding, ceil, counts, over);
      default -> torch.avg_pool3d(x, kernel, stride, padding, ceil, counts, over);
    };
  }
}
