package io.github.padbridge.render.python;

import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.render.ChainText;
import io.github.padbridge.repair.ChainCode;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A chain as a Python function that builds an ONNX model: a node for each call of an operator. */
final class OnnxChain {
  private final ChainTranslation translation;
  private final CodeWriter code = new CodeWriter();
  private final List<String> nodes = new ArrayList<>();
  private final Map<String, Code> tensors = new LinkedHashMap<>();
  private final Map<String, Integer> names = new HashMap<>();

  /** The value that the next node takes. */
  private String value = "x";

  /** The nodes that follow. */
  private long left;

  OnnxChain(ChainTranslation translation) {
    this.translation = translation;
    this.left = translation.code().lines().stream().filter(OnnxChain::isNode).count();
    names.put("x", 1);
    names.put("y", 1);
  }

  private static boolean isNode(String line) {
    return !line.startsWith("#");
  }

  /** The function, with its imports. */
  String code(String name) {
    code.line(0, "import numpy as np");
    code.line(0, "from onnx import TensorProto, checker, helper, numpy_helper");
    code.line(0, "");
    code.line(0, "");
    PreludeFunction.ONNX_MAKE_MODEL.code().lines().forEach(line -> code.line(0, line));
    code.line(0, "");
    code.line(0, "");
    List<String> parameters = translation.code().parameters();
    parameters.forEach(parameter -> names.put(parameter, 1));
    code.function(name, parameters);
    code.line(1, "\"\"\"" + ChainText.title(translation) + ".");
    code.line(0, "");
    ChainModule.about(translation).forEach(line -> code.line(1, line));
    code.line(1, "\"\"\"");
    for (ChainCode.Part part : translation.code().parts()) {
      for (String line : part.lines()) {
        if (isNode(line)) {
          node((Code.Brackets) CodeReader.read(line), part.parameters());
        } else {
          code.line(1, line);
        }
      }
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(Code.list(nodes));
    arguments.add(Code.list(input()));
    arguments.add(Code.list(output()));
    tensors.forEach((key, tensor) -> arguments.add(Code.named(key, tensor)));
    code.result(1, Code.call("make_model", arguments.toArray()));
    return code.toString();
  }

  private void node(Code.Brackets call, List<String> parameters) {
    String op = call.open().replaceAll("^onnx\\.|\\($", "");
    List<String> inputs = new ArrayList<>(List.of(PythonText.literal(value)));
    List<Object> attributes = new ArrayList<>();
    for (Code item : call.items()) {
      String[] parts = item.flat().split("=", 2);
      switch (op + " " + parts[0]) {
        case "Pad pads" -> inputs.add(tensor("pads", array(parts[1], "np.int64")));
        case "Pad constant_value" -> inputs.add(tensor("value", array(parts[1], "np.float32")));
        default -> attributes.add(item);
      }
    }
    if (op.startsWith("Conv")) {
      List<String> wishes = List.of("weight", "bias");
      for (int i = 0; i < parameters.size(); i++) {
        inputs.add(tensor(wishes.get(i), Code.of(parameters.get(i))));
      }
    }
    left--;
    String name = take(op.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
    value = left == 0 ? "y" : name;
    List<Object> arguments = new ArrayList<>();
    arguments.add(PythonText.literal(op));
    arguments.add(Code.list(inputs));
    arguments.add(Code.list(List.of(PythonText.literal(value))));
    arguments.addAll(attributes);
    nodes.add(name);
    code.assign(1, name, Code.call("helper.make_node", arguments.toArray()));
  }

  private static Code array(String numbers, String type) {
    return Code.call("np.array", CodeReader.read(numbers), type);
  }

  /** A constant input of a node. */
  private String tensor(String wish, Code numbers) {
    String name = take(wish);
    tensors.put(name, numbers);
    return PythonText.literal(name);
  }

  /** A name that is not taken: {@code pads}, {@code pads_2}. */
  private String take(String wish) {
    int number = names.merge(wish, 1, Integer::sum);
    return number == 1 ? wish : wish + "_" + number;
  }

  private List<String> input() {
    Shape shape = translation.input();
    Layout from = translation.layout();
    return translation
        .writtenLayout()
        .axes()
        .chars()
        .mapToObj(axis -> dimension(shape.size(from.indexOf((char) axis))))
        .toList();
  }

  /** The spatial sizes of the result are names. */
  private List<String> output() {
    Size channels = translation.input().size(translation.layout().indexOf('C'));
    for (Layer layer : translation.layers()) {
      if (LayerComputation.of(layer) instanceof Convolution convolution) {
        channels = convolution.channels().out();
      }
    }
    List<String> sizes = new ArrayList<>(List.of(input().get(0), dimension(channels)));
    for (char axis : translation.writtenLayout().axes().substring(2).toCharArray()) {
      sizes.add(PythonText.literal(axis + "_out"));
    }
    return sizes;
  }

  private static String dimension(Size size) {
    return size.isKnown() ? size.toString() : PythonText.literal(size.toString());
  }
}
