package io.github.padbridge.modelfile.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.model.FileModel;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@code .onnx} file. */
public final class OnnxFile {
  private OnnxFile() {}

  /**
   * Reads a model.
   *
   * @param input the shape of the model's input, which gives sizes that are open; null for none
   * @throws Refusal if it is damaged, holds no graph, or its input has another shape
   */
  public static FileModel read(String source, InputStream in, @Nullable Shape input)
      throws IOException {
    OnnxGraph graph;
    try {
      graph = OnnxReader.read(in);
    } catch (InvalidProtocolBufferException e) {
      throw ModelArchive.refusal(
          source,
          "this is no ONNX model, or it is damaged",
          "a download that was cut short looks like this: compare its size");
    } catch (OnnxReader.TooMany e) {
      throw ModelArchive.refusal(source, "this model cannot be read: " + e.getMessage(), null);
    }
    if (graph == null) {
      throw ModelArchive.refusal(
          source,
          "this is no ONNX model: it holds no graph",
          source.endsWith(".pb")
              ? "a TensorFlow graph is not read: save it from Keras: model.save(\"model.keras\")"
              : null);
    }
    Map<String, Long> symbols = input == null ? Map.of() : symbols(source, graph, input);
    OnnxShapes shapes = new OnnxShapes(graph, symbols);
    return new FileModel(
        "this ONNX model", new OnnxLayers(source, graph, shapes).rows(), List.of());
  }

  /** The open sizes of the input that has the rank of {@code shape}. */
  private static Map<String, Long> symbols(String source, OnnxGraph graph, Shape shape) {
    List<Shape> inputs =
        graph.inputs().values().stream().filter(own -> own.rank() == shape.rank()).toList();
    if (inputs.size() != 1) {
      throw ModelArchive.refusal(
          source,
          "--input-shape needs a model that has one input of "
              + shape.rank()
              + " axes (this one has "
              + inputs.size()
              + ")",
          null);
    }
    Shape own = inputs.get(0);
    if (!own.agreesWith(shape)) {
      throw ModelArchive.refusal(
          source,
          "the input of this model is " + own + " (--input-shape gives " + shape + ")",
          "export it with dynamic axes to give other sizes");
    }
    Map<String, Long> symbols = new HashMap<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Size size = shape.size(axis);
      String name = own.size(axis).variable();
      if (name != null && size.isKnown()) {
        symbols.put(name, size.value());
      }
    }
    return symbols;
  }
}
