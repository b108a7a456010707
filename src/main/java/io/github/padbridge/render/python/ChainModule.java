package io.github.padbridge.render.python;

import io.github.padbridge.render.ChainText;
import io.github.padbridge.repair.ChainCode;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chains as Python: statements become a function of the data and weights, layers a model. */
public final class ChainModule {
  private final Identifiers identifiers = new Identifiers();

  /** The code of the next chain, with its imports. */
  public String code(ChainTranslation translation) {
    ChainTarget target = translation.code().target();
    String name = identifiers.take("chain");
    String head = "\"\"\"A chain in " + target.title() + ", written by padbridge.\"\"\"\n\n";
    return head
        + (target == ChainTarget.ONNX
            ? new OnnxChain(translation).code(name)
            : translation.code().statements()
                ? function(name, translation)
                : model(name, translation));
  }

  private static String function(String name, ChainTranslation translation) {
    ChainCode chain = translation.code();
    CodeWriter code = new CodeWriter();
    imports(chain).forEach(line -> code.line(0, line));
    code.line(0, "");
    code.line(0, "");
    chain.functions().lines().forEach(line -> code.line(0, line));
    List<String> parameters = new ArrayList<>(List.of(chain.input()));
    parameters.addAll(chain.parameters());
    code.function(name, parameters);
    code.line(1, "\"\"\"" + ChainText.title(translation) + ".");
    code.line(0, "");
    about(translation).forEach(line -> code.line(1, line));
    code.line(1, "\"\"\"");
    weights(code, translation);
    chain.lines().forEach(line -> code.statement(1, line, ""));
    code.line(1, "return " + chain.input());
    return code.toString();
  }

  /** The imports that statements need. */
  private static List<String> imports(ChainCode chain) {
    return switch (chain.target()) {
      case PYTORCH -> List.of("import torch.nn.functional as F");
      case TENSORFLOW -> List.of("import tensorflow as tf");
      case JAX ->
          Stream.of("import jax", "import jax.numpy as jnp", "from jax import lax")
              .filter(line -> uses(chain, line.replaceAll(".* ", "") + "."))
              .toList();
      case KERAS, ONNX -> throw new IllegalArgumentException(chain.target().title());
    };
  }

  private static boolean uses(ChainCode chain, String module) {
    return chain.lines().stream().anyMatch(line -> line.contains(module));
  }

  /** What a reader should know of the code. */
  static List<String> about(ChainTranslation translation) {
    String weights =
        switch (translation.code().target()) {
          case ONNX -> "Weights are in the layout of PyTorch.";
          case JAX -> "Weights are in the layout of the chain" + exceptions(translation) + ".";
          case PYTORCH, TENSORFLOW, KERAS ->
              translation.code().statements()
                  ? "Weights are in the layout of the chain; filters of depthwise convolutions are"
                      + " not."
                  : "padbridge translate --format text tells how each weight is permuted.";
        };
    String layouts = translation.writtenLayout() + ", the chain in " + translation.layout() + "; ";
    String verdict = ChainText.verdict(translation) + ".";
    return translation
        .patches()
        .map(axes -> List.of("Takes data in " + layouts + "both return", axes + ";", verdict))
        .orElseGet(() -> List.of("Takes and returns data in " + layouts + verdict, weights));
  }

  /** The weights whose axes are others than in the chain. */
  private static String exceptions(ChainTranslation translation) {
    StringBuilder exceptions = new StringBuilder();
    for (int i = 0; i < translation.layers().size(); i++) {
      Layout own = translation.layers().get(i).weightLayout();
      Layout written = translation.writtenLayers().get(i).weightLayout();
      boolean isOther = own != null && !own.equals(written);
      if (isOther && translation.weightOrder(i).isEmpty()) {
        exceptions.append(", ").append(translation.code().weights().get(i)).append(" in ");
        exceptions.append(written);
      }
    }
    return exceptions.toString();
  }

  /** Brings the weights to the layout of the code. */
  private static void weights(CodeWriter code, ChainTranslation translation) {
    List<String> names = translation.code().weights();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      translation
          .weightOrder(i)
          .ifPresent(order -> code.line(1, name + " = " + permuted(translation, name, order)));
    }
  }

  private static String permuted(ChainTranslation translation, String name, List<Integer> order) {
    return switch (translation.code().target()) {
      case PYTORCH -> name + ".permute(" + order.toString().replaceAll("[\\[\\]]", "") + ")";
      case TENSORFLOW -> "tf.transpose(" + name + ", " + order + ")";
      case JAX -> "jnp.transpose(" + name + ", " + order + ")";
      case KERAS, ONNX -> throw new IllegalArgumentException(name);
    };
  }

  private static String model(String name, ChainTranslation translation) {
    ChainCode chain = translation.code();
    boolean keras = chain.target() == ChainTarget.KERAS;
    CodeWriter code = new CodeWriter();
    code.line(0, keras ? "import keras" : "from torch import nn");
    code.line(0, "");
    code.line(0, PythonText.comment(ChainText.title(translation)));
    about(translation).forEach(line -> code.line(0, PythonText.comment(line)));
    code.line(0, name + " = " + (keras ? "keras.Sequential(" : "nn.Sequential("));
    int level = keras ? 2 : 1;
    if (keras) {
      code.line(1, "[");
      input(translation, code);
    }
    for (String line : chain.lines()) {
      code.statement(level, line, line.startsWith("#") ? "" : ",");
    }
    if (keras) {
      code.line(1, "]");
    }
    code.line(0, ")");
    return code.toString();
  }

  /** The shape of the input, where its channels are known. */
  private static void input(ChainTranslation translation, CodeWriter code) {
    Shape shape = translation.input();
    Layout from = translation.layout();
    String sizes =
        translation
            .writtenLayout()
            .axes()
            .chars()
            .filter(axis -> axis != 'N')
            .mapToObj(axis -> shape.size(from.indexOf((char) axis)))
            .map(size -> size.isKnown() ? size.toString() : "None")
            .collect(Collectors.joining(", ", "(", ")"));
    Size channels = shape.size(from.indexOf('C'));
    if (channels.isKnown()) {
      code.line(2, "keras.Input(" + sizes + "),");
    }
  }
}
