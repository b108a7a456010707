package io.github.padbridge.explain;

import io.github.padbridge.layer.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Axes with the same drawing and the same remarks, which are drawn once.
 *
 * @param axes their letters, at least one
 * @param picture of the first of them
 * @param remarks what follows from the geometry; one sentence each
 */
public record DrawnAxes(
    List<Character> axes, AxisPicture picture, Caption caption, List<String> remarks) {

  /** All that is drawn and said of an axis, but for its letter. */
  private record Look(
      boolean open, List<String> rows, Optional<Contrast> contrast, List<String> remarks) {
    static Look of(Layer asked, Layer drawn, int axis, AxisPicture picture) {
      return new Look(
          !asked.inputSize(axis).isKnown(),
          picture.strips().stream().map(strip -> strip.name() + " " + strip.note()).toList(),
          Contrast.of(asked, axis).filter(contrast -> contrast.isMisfit(picture.in())),
          Remarks.of(drawn, axis));
    }

    DrawnAxes of(List<AxisPicture> pictures) {
      AxisPicture first = pictures.get(0);
      List<Character> axes = pictures.stream().map(AxisPicture::axis).toList();
      Caption caption =
          open
              ? Caption.at(first.in(), axes, contrast.map(shown -> shown.note(axes)).orElse(""))
              : Caption.of(axes);
      return new DrawnAxes(axes, first, caption, remarks);
    }
  }

  /**
   * The axes of a layer.
   *
   * @param asked the layer, which may leave sizes open
   * @param drawn the same with all sizes
   * @param pictures of each axis
   */
  static List<DrawnAxes> of(Layer asked, Layer drawn, List<AxisPicture> pictures) {
    Map<Look, List<AxisPicture>> alike = new LinkedHashMap<>();
    for (int axis = 0; axis < pictures.size(); axis++) {
      AxisPicture picture = pictures.get(axis);
      alike
          .computeIfAbsent(Look.of(asked, drawn, axis, picture), same -> new ArrayList<>())
          .add(picture);
    }
    return alike.entrySet().stream().map(same -> same.getKey().of(same.getValue())).toList();
  }
}
