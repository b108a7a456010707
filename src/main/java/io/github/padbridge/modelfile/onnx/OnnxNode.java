package io.github.padbridge.modelfile.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of an ONNX graph.
 *
 * @param attributes by their names: a Long, a Double, a String, a List of Longs or Doubles, or an
 *     {@link OnnxTensor}
 */
record OnnxNode(
    String name,
    String domain,
    String op,
    List<String> inputs,
    List<String> outputs,
    Map<String, Object> attributes) {
  OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Whether it is an op of ONNX itself. */
  boolean isStandard() {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  /** An input that may be left out; null where it is. */
  @Nullable String input(int index) {
    return index < inputs.size() && !inputs.get(index).isEmpty() ? inputs.get(index) : null;
  }

  String output() {
    return outputs.isEmpty() ? "" : outputs.get(0);
  }

  /** What rows call it. */
  String label() {
    return name.isEmpty() ? output() : name;
  }

  long integer(String attribute, long usual) {
    return attributes.get(attribute) instanceof Long value ? value : usual;
  }

  String text(String attribute, String usual) {
    return attributes.get(attribute) instanceof String value ? value : usual;
  }

  /** A list of integers; null where it is not given. */
  @SuppressWarnings("unchecked")
  @Nullable List<Long> integers(String attribute) {
    Object value = attributes.get(attribute);
    return value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)
        ? (List<Long>) value
        : null;
  }
}
