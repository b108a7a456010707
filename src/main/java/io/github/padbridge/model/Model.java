package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The printed models of a text, and the convolutions and poolings in them. */
public final class Model {
  /** More modules than any model has; nested repeats reach it in a few lines. */
  private static final int MOST_MODULES = 1_000_000;

  /** The heading of a table of {@code model.summary()} in Keras, or of torchinfo. */
  private static final Pattern SUMMARY = Pattern.compile("Layer \\(type.*Output Shape");

  private final SourceText text;
  private final List<PrintedModule> models;
  private final List<Fault> faults;

  private Model(SourceText text, ModelText.Read read) {
    this.text = text;
    this.models = read.models();
    this.faults = read.faults();
  }

  /**
   * Reads the modules of a text.
   *
   * @throws Refusal if there are too many modules, they are nested too deep, or other text precedes
   *     them
   */
  public static Model read(SourceText text) {
    Model model = new Model(text, ModelText.read(text));
    double size = model.models.stream().mapToDouble(PrintedModule::size).sum();
    if (size > MOST_MODULES) {
      throw new Refusal(
          Fault.at(
              Place.of(text.source()),
              "this text repeats to more than " + MOST_MODULES + " modules",
              null));
    }
    return model;
  }

  /**
   * Requires that a text is not the summary of a model.
   *
   * @throws Refusal if it is
   */
  public static void refuseSummary(String source, String text) {
    if (SUMMARY.matcher(text).find()) {
      throw new Refusal(
          Fault.at(
              Place.of(source),
              "this is the summary of a model: it has no kernel sizes",
              "in Keras: model.save(\"model.keras\"); in PyTorch: print(model)"));
    }
  }

  /** The number of printed models in the text. */
  public int count() {
    return models.size();
  }

  /** The refusal of a text without convolutions and poolings. */
  public Refusal withoutLayers() {
    refuseSummary(text.source(), text.text());
    String help = "give the output of print(model)";
    if (text.text().contains("RecursiveScriptModule(")) {
      help = "a scripted model does not print arguments: print it before torch.jit.script";
    } else if (text.text().matches("(?s).*\\bnn\\.(Lazy)?(Conv|MaxPool|AvgPool).*")) {
      help = "this looks like Python code: run padbridge translate for its layers";
    } else if (text.text().matches("(?s)\\s*[\\[{].*")) {
      help = "this looks like JSON: run padbridge translate or padbridge verify";
    }
    String found =
        models.isEmpty()
            ? "there is no printed model in this text"
            : "there is no convolution or pooling in this text";
    List<Fault> all = new ArrayList<>(faults);
    all.add(0, Fault.at(Place.of(text.source()), found, help));
    return new Refusal(all);
  }

  /** Faults where the text is incomplete. */
  public List<Fault> faults() {
    return faults;
  }

  /**
   * Passes on the convolutions and poolings in the order of {@code named_modules()}, separate
   * paddings and crops, and modules that are left out.
   *
   * @param input the input shape of every model, or null; it is carried through sequences of
   *     modules
   * @param isSequential whether every module runs its children in printed order; if false, only
   *     Sequential does
   * @param sink receives the layers one by one
   */
  public Remarks forEachLayer(
      @Nullable Shape input, boolean isSequential, Consumer<ModelLayer> sink) {
    List<String> notes = new ArrayList<>();
    boolean leavesOrderOpen = false;
    Map<String, Integer> met = new HashMap<>();
    for (PrintedModule model : models) {
      int times = met.merge(model.className(), 1, Integer::sum);
      String name = times == 1 ? model.className() : model.className() + " (" + times + ")";
      ModelLayers layers = new ModelLayers(text.source(), name);
      ModelWalk walk = new ModelWalk(layers, isSequential, sink);
      walk.walk(model, input);
      notes.addAll(walk.openSizes().notes());
      leavesOrderOpen |= walk.openSizes().leavesOrderOpen();
    }
    return new Remarks(notes, leavesOrderOpen);
  }

  /**
   * Remarks on a walk through the models.
   *
   * @param openSizes where sizes become unknown; one sentence each, without a full stop
   * @param leavesOrderOpen whether sizes were lost because the order of modules is not in the text
   */
  public record Remarks(List<String> openSizes, boolean leavesOrderOpen) {
    public Remarks {
      openSizes = List.copyOf(openSizes);
    }
  }
}
