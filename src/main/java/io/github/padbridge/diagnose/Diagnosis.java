package io.github.padbridge.diagnose;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a port computed for a layer.
 *
 * @param layer with the input shape of the tensors
 * @param outputShape of the port's output
 * @param findings the computations that give its numbers, with the fewest changes; none where no
 *     computation was found
 * @param nearest null if there are findings, or no computation gives an output of this shape
 * @param checked how many elements of the output were compared
 */
public record Diagnosis(
    Layer layer,
    Shape outputShape,
    Tolerance tolerance,
    List<Finding> findings,
    @Nullable Nearest nearest,
    long checked) {
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /**
   * Finds what a port computed.
   *
   * @param tensors the input, weight and bias in the layouts of the layer, and the output of the
   *     port
   * @param tolerance of the number type of the output
   * @throws Refusal if the layer cannot take these tensors
   */
  public static Diagnosis of(Layer layer, CaseTensors tensors, Tolerance tolerance) {
    requireFinite("x", tensors.x());
    requireFinite("weight", tensors.weight());
    requireFinite("bias", tensors.bias());
    if (tensors.y() == null) {
      throw refusal("y", "the output of the port is missing", "give --y FILE, or y in the case");
    }
    requireNumbers("x", tensors.x());
    requireNumbers("y", tensors.y());
    return new Search(Subject.of(layer, tensors), tolerance).run();
  }

  private static void requireFinite(String name, @Nullable Tensor tensor) {
    if (tensor != null && !Arrays.stream(tensor.data()).allMatch(Double::isFinite)) {
      throw refusal(
          name,
          name + " holds NaN or infinity",
          "give finite numbers: they tell computations apart");
    }
  }

  private static void requireNumbers(String name, Tensor tensor) {
    if (tensor.data().length == 0) {
      throw refusal(
          name,
          name + " has no numbers: its shape is " + Shape.of(tensor.shape()),
          "give data with at least one sample");
    }
  }

  private static Refusal refusal(String argument, String message, @Nullable String help) {
    return new Refusal(new Fault(message, help, List.of(argument), null));
  }

  /** Whether the port computed the layer. */
  public boolean isLayer() {
    return !findings.isEmpty() && findings.get(0).changes().isEmpty();
  }

  /** Whether what the port computed was found. */
  public boolean isExplained() {
    return !findings.isEmpty();
  }
}
