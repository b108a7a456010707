package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.compare.EmittedCode.Goal;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.LayerFunctions;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Counterexample;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One number or word of emitted code is changed: {@code compare} never says that the code is equal
 * to the layer at every size, but for the changes that change no number.
 */
class MutatedCodeTest {
  private static final int MUTATIONS = 1;
  private static final List<Integer> SIZES = List.of(9, 12);
  private static final Nd4jEngine ENGINE = new Nd4jEngine();

  /** What is changed: numbers, and words that name a padding, a mode or a function. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?<![\\w.])\\d+(?![\\w.])|\\b(True|False|VALID|SAME|SAME_LOWER|SAME_UPPER|REFLECT|reflect"
              + "|circular|replicate|lax\\.max|lax\\.add|max_pool|avg_pool|MaxPool|AveragePool)\\b");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("True", "False"),
          Map.entry("False", "True"),
          Map.entry("VALID", "SAME"),
          Map.entry("SAME", "VALID"),
          Map.entry("SAME_LOWER", "SAME_UPPER"),
          Map.entry("SAME_UPPER", "SAME_LOWER"),
          Map.entry("REFLECT", "SYMMETRIC"),
          Map.entry("reflect", "replicate"),
          Map.entry("circular", "reflect"),
          Map.entry("replicate", "circular"),
          Map.entry("lax.max", "lax.add"),
          Map.entry("lax.add", "lax.max"),
          Map.entry("max_pool", "avg_pool"),
          Map.entry("avg_pool", "max_pool"),
          Map.entry("MaxPool", "AveragePool"),
          Map.entry("AveragePool", "MaxPool"));

  private final Random random = new Random(11);
  private final Map<String, Integer> verdicts = new TreeMap<>();

  @BeforeAll
  static void start() {
    ENGINE.start();
  }

  @Test
  void changedCodeIsNotEqual() {
    List<String> equal = new ArrayList<>();
    EmittedCode.sources()
        .forEach(
            (source, layers) -> {
              for (int i = 0; i < EmittedCode.LAYERS; i++) {
                Layer known = layers.apply(i);
                for (Goal goal : EmittedCode.goals()) {
                  equal.addAll(equal(goal, known));
                }
              }
            });
    assertThat(equal).isEmpty();
    assertThat(verdicts.toString())
        .isEqualTo("{every-size=9, no-size=219, refused=357, some-sizes=124}");
  }

  /** The changed codes that are equal to the layer. */
  private List<String> equal(Goal goal, Layer known) {
    Layer layer = EmittedCode.opened(known);
    Optional<Plan> plan = EmittedCode.plan(goal, layer);
    if (plan.isEmpty()) {
      return List.of();
    }
    Translation translation = Translation.of(layer, plan.get(), Runtime.PORTABLE);
    Optional<String> code = EmittedCode.code(goal, translation);
    if (code.isEmpty() || EmittedCode.read(code.get(), layer).isEmpty()) {
      return List.of();
    }
    Chain written = EmittedCode.read(code.get(), layer).get();
    Chain own = Chain.of(layer, new Place("layer", 0, 0, ""));
    List<String> wrong = new ArrayList<>();
    List<int[]> places = places(code.get());
    for (int i = 0; i < MUTATIONS && !places.isEmpty(); i++) {
      int[] place = places.get(random.nextInt(places.size()));
      String mutated = mutated(code.get(), place);
      Optional<Chain> back = EmittedCode.read(mutated, layer);
      String verdict = back.map(chain -> verdict(own, chain)).orElse("refused");
      verdicts.merge(verdict, 1, Integer::sum);
      boolean isEqual = verdict.equals(Equivalence.Verdict.EVERY_SIZE.id());
      boolean isUnseen =
          isEqual
              && steps(back.get()).equals(steps(written))
              && !isHarmless(code.get(), place[0], layer);
      if (isUnseen || (isEqual && differs(own, back.get()))) {
        wrong.add(layer + "\n" + mutated);
      }
    }
    return wrong;
  }

  private static String verdict(Chain layer, Chain code) {
    try {
      Sides sides = LayerFunctions.settled(new Sides(layer, code));
      return Equivalence.of(sides.left(), sides.right()).verdict().id();
    } catch (Refusal refusal) {
      return "refused";
    }
  }

  /** Whether the numbers of both differ on some inputs. */
  private static boolean differs(Chain layer, Chain code) {
    return SIZES.stream()
        .anyMatch(
            size ->
                Counterexample.at(
                        sizes(layer.layers().get(0), size), layer, code, ENGINE::defineInLoops)
                    .isPresent());
  }

  /** The spatial sizes of the input of a layer; {@code open} where a size is open. */
  private static List<Integer> sizes(Layer layer, int open) {
    String axes = layer.layout().axes();
    int missing = axes.length() - layer.inputShape().rank();
    List<Integer> sizes = new ArrayList<>();
    for (char axis : Layout.spatialAxes(layer.spatialRank()).toCharArray()) {
      Size size = layer.inputShape().size(axes.indexOf(axis) - missing);
      sizes.add(size.isKnown() ? Math.toIntExact(size.value()) : open);
    }
    return sizes;
  }

  /** What a chain says, without the places in the text. */
  private static String steps(Chain chain) {
    return chain.ops().toString().replaceAll("Place\\[[^]]*]", "");
  }

  /**
   * Whether a change changes no number: of batch and channels that ones are cut to, of dilations,
   * which JAX also takes for axes without windows, and of kernels of one element.
   */
  private static boolean isHarmless(String code, int place, Layer layer) {
    String line = code.substring(code.lastIndexOf('\n', place) + 1, code.indexOf('\n', place));
    return line.contains("window_dilation=")
        || line.contains("ones_like(x[")
        || layer.windows().kernelSize().stream().allMatch(size -> size == 1);
  }

  /** The begin and end of everything that can be changed. */
  private static List<int[]> places(String code) {
    List<int[]> places = new ArrayList<>();
    int begin = 0;
    boolean isText = false;
    for (String line : code.split("\n", -1)) {
      boolean isQuoted = line.contains("\"\"\"");
      if (!isText && !isQuoted && !line.matches("(import|from|def|LAYERS| +\".*: |}).*")) {
        int end = line.indexOf('#') < 0 ? line.length() : line.indexOf('#');
        Matcher place = PLACE.matcher(line.substring(0, end));
        while (place.find()) {
          String before = line.substring(0, place.start());
          boolean isInName =
              before.chars().filter(letter -> letter == '"').count() % 2 == 1
                  && !WORDS.containsKey(place.group());
          if (isInName) {
            continue;
          }
          places.add(new int[] {begin + place.start(), begin + place.end()});
        }
      }
      boolean isOneLine = isQuoted && line.indexOf("\"\"\"") != line.lastIndexOf("\"\"\"");
      isText = (isQuoted && !isOneLine) != isText;
      begin += line.length() + 1;
    }
    return places;
  }

  private static String mutated(String code, int[] place) {
    String word = code.substring(place[0], place[1]);
    String other = WORDS.get(word);
    String changed = other == null ? String.valueOf(Integer.parseInt(word) + 1) : other;
    return code.substring(0, place[0]) + changed + code.substring(place[1]);
  }
}
