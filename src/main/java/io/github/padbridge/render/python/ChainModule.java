package io.github.padbridge.render.python;

import io.github.padbridge.render.ChainText;
import io.github.padbridge.repair.ChainCode;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.repair.SamePad;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.stream.Collectors;

/** Chains as Python: statements become a function of the data and weights, layers a model. */
public final class ChainModule {
  private final Identifiers identifiers = new Identifiers();

  /** The code of the next chain, with its imports. */
  public String code(ChainTranslation translation) {
    ChainTarget target = translation.code().target();
    String name = identifiers.take("chain");
    String head = "\"\"\"A chain in " + target.title() + ", written by padbridge.\"\"\"\n\n";
    return translation.code().statements()
        ? head + function(name, translation)
        : head + model(name, translation);
  }

  private static String function(String name, ChainTranslation translation) {
    ChainCode chain = translation.code();
    CodeWriter code = new CodeWriter();
    boolean torch = chain.target() == ChainTarget.PYTORCH;
    code.line(0, torch ? "import torch.nn.functional as F" : "import tensorflow as tf");
    code.line(0, "");
    code.line(0, "");
    if (chain.usesSamePad()) {
      SamePad.FUNCTION.lines().forEach(line -> code.line(0, line));
    }
    String parameters =
        chain.parameters().stream().map(p -> ", " + p).collect(Collectors.joining());
    code.line(0, "def " + name + "(" + chain.input() + parameters + "):");
    code.line(1, "\"\"\"" + ChainText.title(translation) + ".");
    code.line(0, "");
    about(translation).forEach(line -> code.line(1, line));
    code.line(1, "\"\"\"");
    weights(code, translation);
    chain.lines().forEach(line -> code.line(1, line));
    code.line(1, "return " + chain.input());
    return code.toString();
  }

  /** What a reader should know of the code. */
  private static List<String> about(ChainTranslation translation) {
    String weights =
        translation.code().statements()
            ? "Weights are in the layout of the chain; filters of depthwise convolutions are not."
            : "padbridge translate --format text tells how each weight is permuted.";
    return List.of(
        "Takes and returns data in "
            + translation.writtenLayout()
            + ", the chain in "
            + translation.layout()
            + "; "
            + ChainText.verdict(translation)
            + ".",
        weights);
  }

  /** Brings the weights to the layout of the code. */
  private static void weights(CodeWriter code, ChainTranslation translation) {
    List<String> names = translation.code().weights();
    boolean torch = translation.code().target() == ChainTarget.PYTORCH;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      translation
          .weightOrder(i)
          .ifPresent(
              order ->
                  code.line(
                      1,
                      name
                          + (torch
                              ? " = "
                                  + name
                                  + ".permute("
                                  + order.toString().replaceAll("[\\[\\]]", "")
                                  + ")"
                              : " = tf.transpose(" + name + ", " + order + ")")));
    }
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
      code.line(level, line.startsWith("#") ? line : line + ",");
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
