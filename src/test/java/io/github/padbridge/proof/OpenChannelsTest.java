package io.github.padbridge.proof;

import static io.github.padbridge.TestData.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that leave their channels open are run with several numbers of them. */
class OpenChannelsTest {
  private static final String DEPTHWISE =
      "{'framework': 'tensorflow', 'op': 'depthwise_conv2d', 'depth_multiplier': 2, 'kernel_size': 3,"
          + " 'strides': 2, 'padding': 'SAME'}";

  private static Agreement verify(String json, Function<Layer, Plan> planner) {
    return new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), planner)
        .verify(new LayerRecord(LayerRecord.Label.NONE, layer(json).spec(), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'framework': 'tensorflow', 'op': 'conv1d', 'filters': 8, 'groups': 4, 'kernel_size': 3, 'padding': 'SAME'} | 8 -> 8 | 12 -> 8",
        "{'framework': 'tensorflow', 'op': 'conv3d', 'filters': 2, 'kernel_size': 2, 'padding': 'VALID'} | 2 -> 2 | 3 -> 2",
        "{'framework': 'tensorflow', 'op': 'conv2d', 'kernel_size': 2, 'padding': 'VALID'} | 2 -> 3 | 3 -> 2",
        "{'framework': 'tensorflow', 'op': 'conv2d_transpose', 'filters': 4, 'kernel_size': 2, 'strides': 2, 'padding': 'SAME', 'output_padding': null} | 2 -> 4 | 3 -> 4",
        "{'framework': 'tensorflow', 'op': 'depthwise_conv1d', 'kernel_size': 2, 'strides': 2, 'padding': 'VALID'} | 2 -> 2 | 3 -> 3",
        "{'framework': 'tensorflow', 'op': 'avg_pool1d', 'kernel_size': 2, 'strides': 2, 'padding': 'SAME'} | 2 -> 2 | 3 -> 3",
        "{'op': 'conv_transpose2d', 'groups': 3, 'kernel_size': 2, 'stride': 2} | 6 -> 9 | 9 -> 6",
        "{'op': 'conv3d', 'groups': 2, 'kernel_size': 2, 'dilation': 2} | 4 -> 6 | 6 -> 4",
        "{'op': 'conv1d', 'out_channels': 4, 'groups': 2, 'kernel_size': 2, 'input_shape': [2, null, 9]} | 4 -> 4 | 6 -> 4",
        "{'op': 'conv1d', 'kernel_size': 2, 'input_shape': [null, 9]} | 2 -> 3 | 3 -> 2",
        "{'op': 'max_pool2d', 'kernel_size': 2} | 2 -> 2 | 3 -> 3",
      })
  void everyKindOfLayerIsRunTwice(String json, String first, String second) {
    Agreement agreement = verify(json, TestData::padSlice);
    assertThat(agreement.agree()).as("%s", agreement.result()).isTrue();
    assertThat(agreement.note()).endsWith(", channels " + first + ", then " + second);
  }

  @Test
  void aPlanThatCountsOnANumberOfChannelsDiffers() {
    assertThat(verify(DEPTHWISE, TestData::padSlice).agree()).isTrue();
    for (int channels = 1; channels <= 3; channels++) {
      int counted = channels;
      Agreement agreement = verify(DEPTHWISE, layer -> withGroups(layer, counted));
      assertThat(agreement.agree()).as("%d groups", channels).isFalse();
    }
  }

  /** The plan with a number of groups in place of as many as there are channels. */
  private static Plan withGroups(Layer layer, int groups) {
    Plan plan = TestData.padSlice(layer);
    List<Plan.Traced> steps =
        plan.steps().stream()
            .map(
                traced ->
                    traced.step() instanceof Conv conv
                        ? new Plan.Traced(
                            Conv.channelsFirst(
                                conv.strides(),
                                conv.dilations(),
                                conv.padding(),
                                Size.of(groups),
                                conv.bias()),
                            traced.why(),
                            traced.shape(),
                            traced.parts())
                        : traced)
            .toList();
    return new Plan(plan.target(), plan.strategy(), plan.input(), plan.weight(), steps);
  }

  @Test
  void aLayerThatIsLargeForAChoiceStillIsRunTwice() {
    String json =
        "{'framework': 'tensorflow', 'op': 'conv2d', 'filters': 4096, 'kernel_size': 9, 'padding': 'SAME'}";
    assertThat(verify(json, TestData::padSlice).note())
        .isEqualTo(
            "proven equal at every size; run with chosen sizes: input_shape (1, 12, 12, 2),"
                + " channels 2 -> 2, then 3 -> 2");
  }
}
