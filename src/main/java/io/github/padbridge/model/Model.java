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
import org.jspecify.annotations.Nullable;

/** The printed models of a text, and the convolutions and poolings in them. */
public final class Model {
  /** More than any model has; repeats inside repeats reach it in a few lines. */
  private static final int MOST_MODULES = 1_000_000;

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
   * @throws Refusal if they are more, or nested deeper, than any model's, or stand behind other
   *     text
   */
  public static Model read(SourceText text) {
    Model model = new Model(text, ModelText.read(text));
    double size = model.models.stream().mapToDouble(PrintedModule::size).sum();
    if (size > MOST_MODULES) {
      throw new Refusal(
          Fault.at(
              Place.of(text.source()),
              "the repeats in this text multiply to more than " + MOST_MODULES + " modules",
              null));
    }
    return model;
  }

  /** The number of models that were printed one after the other. */
  public int count() {
    return models.size();
  }

  /** Why a text is of no use in which no convolution and no pooling was found. */
  public Refusal withoutLayers() {
    String help =
        "give what print(model) prints, such as (conv1): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2))";
    if (text.text().contains("RecursiveScriptModule(")) {
      help = "a scripted model prints no arguments: print it before torch.jit.script";
    } else if (text.text().matches("(?s).*\\bnn\\.(Lazy)?(Conv|MaxPool|AvgPool).*")) {
      help =
          "this looks like source, not like print(model); padbridge translate takes one layer of it";
    } else if (text.text().matches("(?s)\\s*[\\[{].*")) {
      help = "this looks like JSON: padbridge translate and verify read specs";
    }
    String found =
        models.isEmpty()
            ? "no printed model was found in this text"
            : "no convolution and no pooling was found in this text";
    List<Fault> all = new ArrayList<>(faults);
    all.add(0, Fault.at(Place.of(text.source()), found, help));
    return new Refusal(all);
  }

  /** Where the text leaves out something that belongs to a model. */
  public List<Fault> faults() {
    return faults;
  }

  /**
   * Hands out the convolutions and poolings in the order of {@code named_modules()}, the paddings
   * and crops that are part of none of them, and what is left out.
   *
   * @param input the shape of every model's input, or null; it is carried through what runs one
   *     after the other
   * @param isSequential whether all modules run what they hold in the order it is printed in, as
   *     Sequential does; where it is false only Sequential's own do
   * @param sink takes one layer after the other
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
   * What is to be said of a walk through the models.
   *
   * @param openSizes from where on sizes are open, a sentence each without a full stop
   * @param leavesOrderOpen whether sizes were lost because only Sequential's order is in a text
   */
  public record Remarks(List<String> openSizes, boolean leavesOrderOpen) {
    public Remarks {
      openSizes = List.copyOf(openSizes);
    }
  }
}
