package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.modelfile.FileKind;
import io.github.padbridge.modelfile.ModelFiles;
import io.github.padbridge.modelfile.common.TorchJoins;
import io.github.padbridge.shape.PadAmount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A layer that a pad in front or a crop behind was joined with gives the numbers of the two, one
 * after the other.
 */
class JoinedPadsTest {
  private static final int LAYERS = 1500;

  private final SplittableRandom random = new SplittableRandom(23);

  private Tensor random(int[] shape) {
    int elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new Tensor(shape, random.doubles(elements, -9, 9).map(Math::rint).toArray());
  }

  /** The tensor with amounts on every axis, which crop where they are negative. */
  private static Tensor padded(Tensor x, List<PadAmount> amounts, double value) {
    int[] shape = x.shape().clone();
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] += (int) amounts.get(axis).total();
    }
    double[] data = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      int rest = i;
      int from = 0;
      int scale = 1;
      boolean inside = true;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        int at = rest % shape[axis] - amounts.get(axis).before();
        rest /= shape[axis];
        inside &= at >= 0 && at < x.shape()[axis];
        from += at * scale;
        scale *= x.shape()[axis];
      }
      data[i] = inside ? x.data()[from] : value;
    }
    return new Tensor(shape, data);
  }

  private static List<PadAmount> onAxes(int rank, int first, List<PadAmount> spatial) {
    List<PadAmount> all = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      boolean isSpatial = axis >= first && axis < first + spatial.size();
      all.add(isSpatial ? spatial.get(axis - first) : PadAmount.NONE);
    }
    return all;
  }

  private List<PadAmount> amounts(int[] shape, int first, int rank) {
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int most = Math.min(2, (shape[first + axis] - 1) / 2);
      amounts.add(new PadAmount(random.nextInt(most + 1), random.nextInt(most + 1)));
    }
    return amounts;
  }

  private static List<PadAmount> negative(List<PadAmount> amounts) {
    return amounts.stream().map(side -> new PadAmount(-side.before(), -side.after())).toList();
  }

  private static Tensor run(Layer layer, Tensor x, Tensor weight, Tensor bias) {
    return layer instanceof PoolSpec pooling
        ? TorchPoolInLoops.run(pooling, x)
        : TorchInLoops.run((ConvSpec) layer, x, weight, bias);
  }

  private static void assertSame(Tensor made, Tensor expected, String what) {
    assertThat(made.shape()).as(what).isEqualTo(expected.shape());
    assertThat(made.data())
        .as(what)
        .containsExactly(expected.data(), org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void padsInFrontOfLayersOfPyTorch() {
    RandomSpecs convolutions = new RandomSpecs(5);
    RandomPools poolings = new RandomPools(6);
    int joined = 0;
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = i % 2 == 0 ? convolutions.next() : poolings.next(PoolOp.values()[i / 2 % 6]);
      int[] shape = layer.inputShape().toIntArray();
      int first = layer.dataAxis(0);
      List<PadAmount> amounts = amounts(shape, first, layer.spatialRank());
      double value = i % 3 == 0 ? Double.NEGATIVE_INFINITY : 0;
      PadModule pad = new PadModule(amounts, PaddingMode.ZEROS, value);
      Optional<? extends Layer> whole = TorchJoins.padded(pad, layer);
      if (whole.isPresent()) {
        int[] small = shape.clone();
        for (int axis = 0; axis < amounts.size(); axis++) {
          small[first + axis] -= (int) amounts.get(axis).total();
        }
        Tensor x = random(small);
        Tensor weight =
            layer.weightShape() == null ? null : random(layer.weightShape().toIntArray());
        Tensor bias = layer.biasShape() == null ? null : random(layer.biasShape().toIntArray());
        Tensor in = padded(x, onAxes(shape.length, first, amounts), value);
        assertSame(run(whole.get(), x, weight, bias), run(layer, in, weight, bias), "" + layer);
        joined++;
      }
    }
    assertThat(joined).isEqualTo(234);
  }

  @Test
  void cropsBehindConvolutionsOfPyTorch() {
    RandomSpecs convolutions = new RandomSpecs(7);
    int joined = 0;
    for (int i = 0; i < LAYERS; i++) {
      ConvSpec layer = convolutions.next();
      int[] shape = layer.outputShape().toIntArray();
      List<PadAmount> cuts = amounts(shape, layer.dataAxis(0), layer.spatialRank());
      Optional<ConvSpec> whole = TorchJoins.cropped(layer, cuts);
      if (whole.isPresent()) {
        Tensor x = random(layer.inputShape().toIntArray());
        Tensor weight = random(layer.weightShape().toIntArray());
        Tensor bias = layer.biasShape() == null ? null : random(layer.biasShape().toIntArray());
        Tensor out = TorchInLoops.run(layer, x, weight, bias);
        Tensor expected = padded(out, onAxes(shape.length, layer.dataAxis(0), negative(cuts)), 0);
        assertSame(TorchInLoops.run(whole.get(), x, weight, bias), expected, "" + layer);
        joined++;
      }
    }
    assertThat(joined).isEqualTo(1038);
  }

  private static String keras(String className, String config) {
    return ("{'module': 'keras.layers', 'class_name': '" + className + "', 'config': {" + config)
            .replace('\'', '"')
        + "}}";
  }

  private String pair() {
    return "[" + random.nextInt(3) + ", " + random.nextInt(3) + "]";
  }

  @Test
  void kerasLayersWithPadsAndCrops() throws IOException {
    int joined = 0;
    for (int i = 0; i < LAYERS; i++) {
      String className =
          List.of("Conv2D", "Conv2DTranspose", "DepthwiseConv2D").get(random.nextInt(3));
      int stride = 1 + random.nextInt(3);
      String layer =
          String.format(
              Locale.ROOT,
              "'name': 'c', 'filters': 2, 'kernel_size': [%d, %d], 'strides': [%d, %d], 'padding':"
                  + " '%s', 'dilation_rate': [1, 1], 'use_bias': true, 'data_format':"
                  + " 'channels_last'",
              1 + random.nextInt(4),
              1 + random.nextInt(4),
              stride,
              stride,
              random.nextBoolean() ? "same" : "valid");
      String model =
          "{\"module\": \"keras\", \"class_name\": \"Sequential\", \"config\": {\"layers\": ["
              + keras("InputLayer", "'batch_shape': [2, 7, 8, 2], 'name': 'x'")
              + ","
              + keras("ZeroPadding2D", "'name': 'p', 'padding': [" + pair() + "," + pair() + "]")
              + ","
              + keras(className, layer)
              + ","
              + keras("Cropping2D", "'name': 'k', 'cropping': [" + pair() + "," + pair() + "]")
              + "]}}";
      List<ModelLayer> rows =
          ModelFiles.readStream(
                  "config.json",
                  FileKind.KERAS_JSON,
                  new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)),
                  null)
              .layers();
      ModelLayer row = rows.stream().filter(ModelLayer::isWindow).findFirst().orElseThrow();
      if (row.spec() instanceof TensorFlowSpec spec && !spec.equals(row.layer())) {
        Tensor weight = random(spec.weightShape().toIntArray());
        Tensor bias = random(spec.biasShape().toIntArray());
        TensorFlowSpec whole = (TensorFlowSpec) row.layer();
        Tensor x = random(whole.inputShape().toIntArray());
        List<PadAmount> pads = sum(row.before());
        Tensor out = TensorFlowInLoops.run(spec, padded(x, onAxes(4, 1, pads), 0), weight, bias);
        Tensor expected = padded(out, onAxes(4, 1, sum(row.recorded().after())), 0);
        assertSame(TensorFlowInLoops.run(whole, x, weight, bias), expected, model);
        joined++;
      }
    }
    assertThat(joined).isEqualTo(1500);
  }

  private static List<PadAmount> sum(List<ModelLayer.JoinedPad> pads) {
    return pads.isEmpty() ? List.of(PadAmount.NONE, PadAmount.NONE) : pads.get(0).pad().amounts();
  }
}
