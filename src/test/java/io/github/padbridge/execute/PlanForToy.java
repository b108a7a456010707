package io.github.padbridge.execute;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.ToyConv;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for the target that only tests have. */
final class PlanForToy extends PlanOnNd4j implements ToyConv.Visitor<INDArray> {
  PlanForToy(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  @Override
  public INDArray toyConv(ToyConv step) {
    List<PadAmount> around = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
    around.addAll(step.paddings());
    List<Integer> none = Collections.nCopies(step.strides().size(), 0);
    int groups = size(step.groups());
    return onPairs(
        (x, kernel) ->
            ChannelsFirst.conv(
                Pads.around(x, around, Pad.Mode.CONSTANT, Pad.Fill.ZERO),
                kernel,
                step.strides(),
                none,
                step.dilations(),
                groups));
  }
}
