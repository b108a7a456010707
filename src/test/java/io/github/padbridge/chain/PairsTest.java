package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Layer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both sides of every pair are read, whichever of them is the left one. */
class PairsTest {
  @Test
  void bothSidesAreRead() {
    int sides = 0;
    for (JsonRecord record : TestData.golden("pairs.jsonl")) {
      SideText left = side(record, "left");
      SideText right = side(record, "right");
      Sides there = Sides.resolve(left, right, Map.of());
      Sides back = Sides.resolve(right, left, Map.of());
      check(there, record);
      check(back, record);
      assertThat(SideTexts.ops(back.right())).isEqualTo(SideTexts.ops(there.left()));
      assertThat(SideTexts.ops(back.left())).isEqualTo(SideTexts.ops(there.right()));
      sides += 2;
    }
    assertThat(sides).isEqualTo(160);
  }

  /** A TensorFlow filter does not tell the groups; what reads it into groups does. */
  @Test
  void groupsOfOneSideAreThoseOfTheOther() {
    SideText grouped = SideText.parse("left", "x = F.conv2d(x, w, groups=2)");
    SideText filter =
        SideText.parse("right", "w = tf.zeros([3, 3, 2, 4])\nx = tf.nn.conv2d(x, w, 1, 'VALID')");
    for (Sides sides :
        List.of(
            Sides.resolve(grouped, filter, Map.of()), Sides.resolve(filter, grouped, Map.of()))) {
      Hints left = Hints.of(sides.left().layers().get(0));
      Hints right = Hints.of(sides.right().layers().get(0));
      assertThat(List.of(left.in(), left.out(), left.groups())).containsExactly(4L, 4L, 2L);
      assertThat(List.of(right.in(), right.out(), right.groups())).containsExactly(4L, 4L, 2L);
    }
  }

  private static SideText side(JsonRecord record, String name) {
    JsonString text = (JsonString) ((JsonObject) record.require()).fields().get(name);
    return SideText.parse(name, text.value());
  }

  /** One layer each, of the same kernel and channels. */
  private static void check(Sides sides, JsonRecord record) {
    List<Layer> left = sides.left().layers();
    List<Layer> right = sides.right().layers();
    assertThat(left).as(record.toString()).hasSize(1);
    assertThat(right).as(record.toString()).hasSize(1);
    Hints ofLeft = Hints.of(left.get(0));
    assertThat(Hints.of(right.get(0)))
        .as(record.toString())
        .usingRecursiveComparison()
        .ignoringFields("multiplier", "perGroup", "layout")
        .isEqualTo(ofLeft);
    boolean isPooling = left.get(0).weightShape() == null;
    assertThat(ofLeft.in() == null).as(record.toString()).isEqualTo(isPooling);
  }
}
