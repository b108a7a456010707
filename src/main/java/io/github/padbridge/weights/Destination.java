package io.github.padbridge.weights;

import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A framework whose axis order weights have.
 *
 * @param id its name in options and files
 * @param title its name for people
 * @param target makes its plans
 */
public record Destination(String id, String title, Target target) {
  public static final Destination PYTORCH = of(Targets.PYTORCH);

  /** TensorFlow ops, with the depthwise kernels of Keras layers. */
  public static final Destination KERAS = new Destination("keras", "Keras", Targets.TENSORFLOW);

  private static Destination of(Target target) {
    return new Destination(target.ops().id(), target.ops().title(), target);
  }

  /** Every framework, those with the most users first. */
  public static List<Destination> all() {
    List<Destination> all = new ArrayList<>(Targets.ALL.stream().map(Destination::of).toList());
    all.add(1, KERAS);
    return all;
  }

  public static Optional<Destination> named(String id) {
    return all().stream().filter(each -> each.id.equals(id)).findFirst();
  }

  boolean isKeras() {
    return equals(KERAS);
  }
}
