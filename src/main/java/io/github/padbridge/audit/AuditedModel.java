package io.github.padbridge.audit;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.model.Extent;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.Recorded;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The convolutions and poolings of a model in order.
 *
 * @param source the name of the model in messages
 * @param notes what is not compared; one sentence each, without a full stop
 */
public record AuditedModel(String source, List<AuditedLayer> layers, List<String> notes) {
  public AuditedModel {
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }

  /**
   * The layers of a model, each with the pads and crops that stand next to it.
   *
   * @param rows in the order in which they run
   * @param written a convolution or pooling as its framework writes it
   */
  public static AuditedModel of(
      String source, List<ModelLayer> rows, Function<ModelLayer, String> written) {
    List<Group> groups = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<ModelLayer> waiting = new ArrayList<>();
    for (ModelLayer row : rows.stream().flatMap(any -> any.parts().stream()).toList()) {
      Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (row.isWindow()) {
        Group group = new Group(row);
        group.takeBefore(waiting);
        waiting.forEach(pad -> notes.add(alone(pad)));
        waiting.clear();
        groups.add(group);
      } else if (row.content() instanceof ModelLayer.Padding padding) {
        boolean isCrop = waiting.isEmpty() && crops(padding.pad());
        if (last == null || !isCrop || !last.takeAfter(row)) {
          waiting.add(row);
        }
      }
    }
    waiting.forEach(pad -> notes.add(alone(pad)));
    return new AuditedModel(
        source, groups.stream().map(group -> group.layer(written)).toList(), notes);
  }

  private static boolean crops(PadModule pad) {
    return pad.amounts().stream().allMatch(side -> side.before() <= 0 && side.after() <= 0);
  }

  private static String alone(ModelLayer pad) {
    return (pad.name().isEmpty() ? shown(pad) : pad.name())
        + " is not next to a convolution or pooling and is not compared";
  }

  private static String shown(ModelLayer pad) {
    return pad.content() instanceof ModelLayer.Padding padding ? padding.shown() : pad.className();
  }

  private static PadModule module(ModelLayer pad) {
    return ((ModelLayer.Padding) pad.content()).pad();
  }

  /** A row with its pads. */
  private static final class Group {
    private final ModelLayer row;
    private final List<ModelLayer> before = new ArrayList<>();
    private final List<ModelLayer> after = new ArrayList<>();

    Group(ModelLayer row) {
      this.row = row;
    }

    /** Takes the last pads as long as each one's output is the input of the next. */
    void takeBefore(List<ModelLayer> pads) {
      List<Extent> needed = input();
      while (!pads.isEmpty()) {
        ModelLayer pad = pads.get(pads.size() - 1);
        if (!fits(pad) || !mayBeEqual(recorded(pad, Recorded::output), needed)) {
          return;
        }
        before.add(0, pads.remove(pads.size() - 1));
        needed = recorded(pad, Recorded::input);
      }
    }

    /** Takes a crop if its input is the output so far. */
    boolean takeAfter(ModelLayer crop) {
      List<Extent> made =
          after.isEmpty()
              ? cut(recorded(row, Recorded::output))
              : recorded(after.get(after.size() - 1), Recorded::output);
      boolean takes = fits(crop) && mayBeEqual(made, recorded(crop, Recorded::input));
      if (takes) {
        after.add(crop);
      }
      return takes;
    }

    private boolean fits(ModelLayer pad) {
      Layer layer = row.layer();
      return layer != null && module(pad).spatialRank() == layer.spatialRank();
    }

    /** The input of the first pad that is joined with the row. */
    private List<Extent> input() {
      List<PadAmount> joined = new ArrayList<>();
      row.before().forEach(pad -> joined.addAll(pad.pad().amounts()));
      return joined.isEmpty() ? recorded(row, Recorded::input) : List.of();
    }

    /** The output of the last crop that is joined with the row. */
    private List<Extent> cut(List<Extent> output) {
      Recorded own = row.recorded();
      boolean isCut = own != null && !(own.after().isEmpty() && own.separate().isEmpty());
      return isCut ? List.of() : output;
    }

    private static List<Extent> recorded(ModelLayer row, Function<Recorded, List<Extent>> shape) {
      return row.recorded() == null ? List.of() : shape.apply(row.recorded());
    }

    /** Shapes that are not known are taken to be equal. */
    private static boolean mayBeEqual(List<Extent> one, List<Extent> other) {
      boolean equal = one.isEmpty() || other.isEmpty() || one.size() == other.size();
      for (int axis = 0; equal && axis < Math.min(one.size(), other.size()); axis++) {
        Long first = one.get(axis).value();
        Long second = other.get(axis).value();
        equal = first == null || second == null || first.equals(second);
      }
      return equal;
    }

    AuditedLayer layer(Function<ModelLayer, String> written) {
      String text = text(written);
      if (row.layer() == null || row.doubt() != null) {
        return new AuditedLayer(row, text, null, null, failure());
      }
      try {
        LayerChain made =
            LayerChain.of(
                row,
                before.stream().map(AuditedModel::module).toList(),
                after.stream().map(AuditedModel::module).toList());
        return new AuditedLayer(row, text, made.chain(), made.input(), "");
      } catch (Refusal refusal) {
        return new AuditedLayer(row, text, null, null, messages(refusal));
      }
    }

    private String failure() {
      String doubt = row.doubt();
      Refusal refusal = row.refusal();
      return doubt != null
          ? doubt
          : refusal != null ? messages(refusal) : "its arguments are not known";
    }

    private static String messages(Refusal refusal) {
      return refusal.faults().stream().map(Fault::message).collect(Collectors.joining("; "));
    }

    private String text(Function<ModelLayer, String> written) {
      List<String> lines = new ArrayList<>();
      before.forEach(pad -> lines.add(shown(pad)));
      row.before().forEach(pad -> lines.add(pad.shown()));
      lines.add(written.apply(row));
      Recorded recorded = row.recorded();
      if (recorded != null) {
        recorded.after().forEach(crop -> lines.add(crop.shown()));
        recorded.separate().forEach(crop -> lines.add(crop.shown()));
      }
      after.forEach(crop -> lines.add(shown(crop)));
      return String.join("\n", lines);
    }
  }
}
