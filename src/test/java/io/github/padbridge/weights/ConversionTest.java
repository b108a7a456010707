package io.github.padbridge.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.NumberType;
import io.github.padbridge.modelfile.tensor.TensorArchive;
import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a model and a file must tell about a weight. */
class ConversionTest {
  private static final Destination TENSORFLOW = Destination.named("tensorflow").orElseThrow();

  private record Archive(List<FileTensor> tensors) implements TensorArchive {
    @Override
    public String source() {
      return "file";
    }

    @Override
    public void close() {}
  }

  private static ConvSpec conv(ConvOp op, int in, int out, int groups) {
    List<Integer> ones = List.of(1, 1);
    return new ConvSpec(
        op,
        Channels.of(in, out, groups),
        new Windows(List.of(3, 3), ones, ones),
        new Padding.Explicit(List.of(0, 0)),
        List.of(0, 0),
        false,
        PaddingMode.ZEROS,
        false,
        Shape.of(1, in, 8, 8));
  }

  private static LayerWeight weight(String name, @Nullable String tensor, @Nullable Layer layer) {
    return new LayerWeight(name, tensor, null, layer, "it is odd", Place.of("model"), null);
  }

  private static Conversion converted(
      Destination to,
      @Nullable Map<String, Integer> uses,
      Set<String> copied,
      LayerWeight... weights) {
    FileTensor tensor =
        MemoryTensor.random(NumberType.FLOAT32, new long[] {4, 1, 3, 3}, new SplittableRandom(1));
    return Conversion.of(
        new Archive(List.of(tensor)),
        new WeightModel("model", List.of(), List.of(weights), uses),
        new ConversionRequest(to, false, PortNames.NONE, copied));
  }

  private static final ConvSpec DEPTHWISE = conv(ConvOp.CONV2D, 4, 4, 4);
  private static final ConvSpec TRANSPOSED = conv(ConvOp.CONV_TRANSPOSE2D, 4, 1, 1);

  @Test
  void aWeightOfTwoLayersHasOneOrder() {
    LayerWeight one = weight("one", "weight", DEPTHWISE);
    LayerWeight other = weight("other", "weight", TRANSPOSED);
    // Both are (3, 3, 1, 4) in TensorFlow; a depthwise Keras kernel is (3, 3, 4, 1).
    assertThat(converted(TENSORFLOW, null, Set.of(), one, other).changes()).hasSize(1);
    assertThatThrownBy(() -> converted(Destination.KERAS, null, Set.of(), one, other))
        .isInstanceOf(Refusal.class)
        .hasMessage("weight is the weight of both one and other, which need different orders");
  }

  @Test
  void aWeightOfAnotherOpIsRefused() {
    LayerWeight one = weight("one", "weight", DEPTHWISE);
    assertThat(converted(TENSORFLOW, Map.of("weight", 1), Set.of(), one).changes()).hasSize(1);
    assertThatThrownBy(() -> converted(TENSORFLOW, Map.of("weight", 2), Set.of(), one))
        .hasMessage("weight is not only the weight of one: another op takes it too");
    assertThat(converted(TENSORFLOW, Map.of("weight", 2), Set.of("weight"), one).changes())
        .isEmpty();
  }

  @Test
  void aWeightThatIsNotKnownIsRefused() {
    assertThatThrownBy(
            () -> converted(TENSORFLOW, Map.of(), Set.of(), weight("one", null, DEPTHWISE)))
        .hasMessageContaining("the weight of one is computed from other tensors");
    assertThatThrownBy(
            () -> converted(TENSORFLOW, Map.of(), Set.of(), weight("one", "weight", null)))
        .hasMessage("one is not known: it is odd");
    assertThatThrownBy(() -> converted(TENSORFLOW, null, Set.of()))
        .hasMessageContaining("may be the weight of a convolution, and model has no layer for it");
    assertThat(converted(TENSORFLOW, null, Set.of("weight")).changes()).isEmpty();
  }
}
