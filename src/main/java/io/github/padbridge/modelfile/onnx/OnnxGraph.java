package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX graph, those of its branches among its nodes.
 *
 * @param nodes in the order they run in
 * @param constants the tensors that are in the file, by their names
 * @param inputs the shapes of what the user gives, by their names
 * @param recorded the shapes of other tensors, as far as they are in the file
 * @param outputs the names of what the model gives
 */
record OnnxGraph(
    List<OnnxNode> nodes,
    Map<String, OnnxTensor> constants,
    Map<String, Shape> inputs,
    Map<String, Shape> recorded,
    Set<String> outputs) {}
