package io.github.padbridge.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnose.Diagnosis;
import io.github.padbridge.diagnose.Kind;
import io.github.padbridge.diagnose.Tolerance;
import io.github.padbridge.frameworks.DrawnLayer.Family;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ports with mistakes that libtorch and TensorFlow ran: the right mistake is named. */
@Tag("frameworks")
class DiagnosisOfPortsTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000);

  /** Ports with one mistake of a kind. */
  private static final int PORTS = Math.max(SPECS / 50, 5);

  /** Ports with two mistakes, for each pair. */
  private static final int OF_PAIRS = Math.max(SPECS / 300, 1);

  /** Draws until two mistakes both change the numbers. */
  private static final int DRAWS = 200;

  private static final long SEED = 20_261_129;

  /** Mistakes that exclude each other, or undo each other. */
  private static final List<Set<Kind>> APART =
      List.of(
          EnumSet.of(Kind.BIAS_MISSING, Kind.BIAS_TWICE),
          EnumSet.of(Kind.BIAS_MISSING, Kind.BIAS_EARLY),
          EnumSet.of(Kind.CROP, Kind.OUTPUT_PADDING),
          EnumSet.of(Kind.CROP, Kind.BIAS_EARLY),
          EnumSet.of(Kind.OUTPUT_PADDING, Kind.BIAS_EARLY),
          EnumSet.of(Kind.PADDING, Kind.PADDING_MODE));

  @BeforeAll
  static void start() {
    FrameworksEngine engine = new FrameworksEngine();
    engine.useOneDnn(false);
    engine.start();
  }

  /** A port; null if a mistake changes nothing. */
  private record Port(DrawnLayer drawn, Set<Kind> mistakes, Tensor y) {
    static @Nullable Port of(Family family, Set<Kind> mistakes, Random random) {
      DrawnLayer drawn = DrawnLayer.of(family, mistakes, random);
      long seed = random.nextLong();
      Tensor y = output(drawn, mistakes, seed);
      for (Kind mistake : mistakes) {
        Set<Kind> others = EnumSet.copyOf(mistakes);
        others.remove(mistake);
        if (mistake != Kind.SAME && isClose(y, output(drawn, others, seed))) {
          return null;
        }
      }
      return new Port(drawn, mistakes, y);
    }

    private static Tensor output(DrawnLayer drawn, Set<Kind> mistakes, long seed) {
      return PortInFrameworks.output(drawn.layer(), drawn.on(), mistakes, seed);
    }

    private static boolean isClose(Tensor one, Tensor other) {
      if (!Arrays.equals(one.shape(), other.shape())) {
        return false;
      }
      for (int i = 0; i < one.data().length; i++) {
        if (Math.abs(one.data()[i] - other.data()[i]) > 1e-3) {
          return false;
        }
      }
      return true;
    }

    List<Set<Kind>> found() {
      CaseTensors on = drawn.on();
      CaseTensors given = new CaseTensors(on.x(), on.weight(), on.bias(), y);
      return Diagnosis.of(drawn.layer(), given, Tolerance.FLOAT32).findings().stream()
          .<Set<Kind>>map(finding -> new HashSet<>(finding.kinds()))
          .toList();
    }

    String miss(List<Set<Kind>> found) {
      return mistakes
          + " found "
          + found
          + ": "
          + drawn.layer()
          + " -> "
          + Arrays.toString(y.shape());
    }
  }

  private static List<Family> families(Set<Kind> mistakes) {
    return Arrays.stream(Family.values())
        .filter(family -> mistakes.stream().allMatch(family::allows))
        .toList();
  }

  private static @Nullable Port port(Set<Kind> mistakes, Random random) {
    List<Family> families = families(mistakes);
    for (int draw = 0; draw < DRAWS; draw++) {
      Port port = Port.of(families.get(random.nextInt(families.size())), mistakes, random);
      if (port != null) {
        return port;
      }
    }
    return null;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void one_mistake_is_named(Kind mistake) {
    Random random = new Random(SEED + mistake.ordinal());
    List<String> misses = new ArrayList<>();
    for (int i = 0; i < PORTS; i++) {
      Port port = port(EnumSet.of(mistake), random);
      assertThat(port).isNotNull();
      List<Set<Kind>> found = port.found();
      if (!found.contains(port.mistakes())) {
        misses.add(port.miss(found));
      }
      if (mistake != Kind.SAME) {
        assertThat(found).as(port.miss(found)).doesNotContain(Set.of(Kind.SAME));
      }
    }
    System.out.println(PORTS + " ports with " + mistake + ": " + misses.size() + " misses");
    assertThat(misses).hasSizeLessThanOrEqualTo(PORTS / 100);
  }

  @Test
  void two_mistakes_are_named() {
    Random random = new Random(SEED);
    List<String> misses = new ArrayList<>();
    int ports = 0;
    for (Kind one : Kind.values()) {
      for (Kind other : Kind.values()) {
        Set<Kind> both = EnumSet.of(one, other);
        boolean isPair = one != Kind.SAME && one.compareTo(other) < 0 && !APART.contains(both);
        for (int i = 0; isPair && !families(both).isEmpty() && i < OF_PAIRS; i++) {
          Port port = port(both, random);
          if (port != null) {
            ports++;
            List<Set<Kind>> found = port.found();
            assertThat(found).as(port.miss(found)).doesNotContain(Set.of(Kind.SAME));
            if (!found.contains(both)) {
              misses.add(port.miss(found));
            }
          }
        }
      }
    }
    System.out.println(ports + " ports with two mistakes: " + misses.size() + " misses");
    misses.forEach(System.out::println);
    assertThat(ports).isGreaterThan(75 * OF_PAIRS);
    assertThat(misses).hasSizeLessThan(ports / 10);
  }
}
