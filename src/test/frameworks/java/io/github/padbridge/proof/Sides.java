package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Comparison.Tolerance;

/** The right output for some numbers. */
record Sides(Layer layer, CaseTensors numbers, Tensor expected, Tolerance tolerance) {
  void equal(String side, Tensor found) {
    ComparisonResult result = ComparisonResult.of("the framework", expected, found, tolerance);
    assertThat(result.agree()).as("%s: %s: %s", side, layer, result).isTrue();
  }
}
