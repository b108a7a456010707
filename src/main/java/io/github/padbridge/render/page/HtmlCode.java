package io.github.padbridge.render.page;

import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.render.python.JaxModule;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.OnnxModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.LinkedHashMap;
import java.util.Map;

/** A translation as code, in tabs that are radio buttons. */
final class HtmlCode {
  private final MarkupWriter html;
  private final String id;

  /** The modules under the names of their tabs. */
  private final Map<String, String> modules = new LinkedHashMap<>();

  HtmlCode(MarkupWriter html, Translation translation, String id) {
    this.html = html;
    this.id = id;
    if (translation.plan().target().equals(TorchOpSet.OPS)) {
      add("PyTorch", new TorchModule(null), translation);
      return;
    }
    if (translation.plan().target().equals(OnnxOpSet.OPS)) {
      add("ONNX", new OnnxModule(null), translation);
      return;
    }
    if (translation.plan().target().equals(JaxOpSet.OPS)) {
      add("JAX", new JaxModule(DataFormat.CHANNELS_FIRST), translation);
      add("JAX, channels last", new JaxModule(DataFormat.CHANNELS_LAST), translation);
      return;
    }
    add("TensorFlow", new TensorFlowModule(DataFormat.CHANNELS_FIRST), translation);
    add("TensorFlow, channels last", new TensorFlowModule(DataFormat.CHANNELS_LAST), translation);
    Alternative keras =
        Alternative.of(
            Strategy.KERAS,
            translation.spec(),
            Targets.of(translation.plan().target()),
            translation.runtime());
    if (keras.holds()) {
      Translation layers =
          Translation.of(translation.spec(), keras.requirePlan(), translation.runtime());
      add("Keras", new KerasModule(), layers);
    }
  }

  private void add(String tab, PythonModule module, Translation translation) {
    if (module.unfit(translation).isEmpty()) {
      String function = module.function(LayerRecord.Label.NONE, translation);
      modules.put(tab, function + module.tail());
    }
  }

  void write() {
    html.start("fieldset", "class", "tabs").element("legend", "Code").line();
    int number = 1;
    for (String tab : modules.keySet()) {
      String button = id + "tab" + number;
      html.empty("input", "type", "radio", "name", id + "tab", "id", button);
      if (number++ == 1) {
        html.attribute("checked", "checked");
      }
      html.element("label", tab, "for", button).line();
    }
    modules.forEach(
        (tab, module) -> {
          html.start("div", "class", "tab").element("p", tab, "class", "printed");
          HtmlBlock.code(html, module);
          html.end().line();
        });
    html.end().line();
  }
}
