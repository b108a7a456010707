package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.chain.ChainParts;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.render.python.ChainModule;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chains are translated as chains, and what is written computes what they compute. */
class ChainProofTest {
  private static final String DIVISOR =
      " cannot be written in PyTorch here: its average poolings divide by another number at the edges";

  private static final Engine ENGINE = new Nd4jEngine();

  @BeforeAll
  static void start() {
    ENGINE.start();
  }

  private int translated;
  private int decidedFaults;
  private int seenFaults;

  /** The reasons for which others are refused, and how often. */
  private final Map<String, Integer> refused = new TreeMap<>();

  private static Chain chain(String text) {
    return SideText.parse("test", text).resolve(List.of(), Map.of());
  }

  /** Chains that their framework accepts. */
  private static List<Chain> chains(Supplier<String> texts, int count) {
    List<Chain> chains = new ArrayList<>();
    while (chains.size() < count) {
      try {
        Chain chain = chain(texts.get());
        if (Equivalence.of(chain, chain).axes().stream().noneMatch(a -> a.equal().isEmpty())) {
          chains.add(chain);
        }
      } catch (Refusal invalid) {
        // Such as a padding of more than half a pooling's kernel: another draw has less.
      }
    }
    return chains;
  }

  private void check(Chain source, ChainTarget target) {
    ChainTranslation translation;
    try {
      translation = ChainTranslation.of(source, target);
    } catch (Refusal refusal) {
      refused.merge(refusal.getMessage(), 1, Integer::sum);
      return;
    }
    translated++;
    checkCode(source, translation.code().text());
    checkCode(source, new ChainModule().code(translation));
    List<List<Long>> sizes = translation.equivalence().equalSizes(2);
    ChainProof proof = ChainProof.of(translation, translation.written(), sizes, ENGINE);
    assertThat(proof.agree()).as(translation.code().text()).isTrue();
    assertThat(proof.ran()).isNotEmpty();
    plant(translation);
  }

  private static void checkCode(Chain source, String code) {
    Chain back = SideText.parse("written", code).resolve(source.layers(), Map.of());
    assertThat(Equivalence.of(source, back).verdict()).as(code).isEqualTo(Verdict.EVERY_SIZE);
  }

  /** Data that are moved by one element: the decision and the run notice it. */
  private void plant(ChainTranslation translation) {
    Chain written = translation.written();
    int rank = written.layers().get(0).spatialRank();
    List<AxisPadding> shift = Collections.nCopies(rank, AxisPadding.of(1, -1));
    List<Chain.Op> ops = new ArrayList<>(written.ops());
    boolean channelsFirst = ChainLayout.input(written).indexOf('C') == 1;
    ops.add(0, ChainParts.pad(channelsFirst, shift, FillMode.CONSTANT, 0));
    Chain wrong = new Chain(ops, written.style(), written.notes(), List.of(), written.input());
    List<List<Long>> sizes = translation.equivalence().equalSizes(6);
    List<Long> last = sizes.get(sizes.size() - 1);
    boolean decided = !Equivalence.of(translation.source(), wrong).holdsAt(last);
    boolean seen = !ChainProof.of(translation, wrong, List.of(last), ENGINE).agree();
    if (seen) {
      assertThat(decided).as(translation.code().text()).isTrue();
    }
    decidedFaults += decided ? 1 : 0;
    seenFaults += seen ? 1 : 0;
  }

  @Test
  void modulesOfPyTorch() {
    RandomChainTexts texts = new RandomChainTexts(1);
    for (Chain chain : chains(texts::torch, 60)) {
      check(chain, ChainTarget.TENSORFLOW);
      check(chain, ChainTarget.KERAS);
    }
    assertThat(refused)
        .isEqualTo(
            Map.of(
                "pad cannot be written in Keras here: it has no circular padding",
                11,
                "pad cannot be written in TensorFlow here: it has no circular padding",
                11));
    assertThat(List.of(translated, decidedFaults, seenFaults)).isEqualTo(List.of(98, 96, 96));
  }

  /** Each is read back, run, and seen to be wrong with a planted fault. */
  @Test
  void modulesInOnnxAndJax() {
    RandomChainTexts texts = new RandomChainTexts(5);
    for (Chain chain : chains(texts::torch, 50)) {
      check(chain, ChainTarget.ONNX);
      check(chain, ChainTarget.JAX);
    }
    assertThat(refused).isEqualTo(Map.of());
    assertThat(List.of(translated, decidedFaults, seenFaults)).isEqualTo(List.of(100, 98, 98));
  }

  @Test
  void kerasLayersInOnnxAndJax() {
    RandomChainTexts texts = new RandomChainTexts(6);
    for (Chain chain : chains(texts::keras, 40)) {
      check(chain, ChainTarget.ONNX);
      check(chain, ChainTarget.JAX);
    }
    assertThat(refused).isEqualTo(Map.of());
    assertThat(List.of(translated, decidedFaults, seenFaults)).isEqualTo(List.of(80, 78, 78));
  }

  @Test
  void statementsOfPyTorch() {
    RandomChainTexts texts = new RandomChainTexts(2);
    for (Chain chain : chains(texts::statements, 40)) {
      check(chain, ChainTarget.TENSORFLOW);
      check(chain, ChainTarget.KERAS);
    }
    assertThat(refused).isEqualTo(Map.of());
    assertThat(List.of(translated, decidedFaults, seenFaults)).isEqualTo(List.of(80, 80, 80));
  }

  @Test
  void layersOfKeras() {
    RandomChainTexts texts = new RandomChainTexts(3);
    for (Chain chain : chains(texts::keras, 80)) {
      check(chain, ChainTarget.PYTORCH);
    }
    assertThat(refused).isEqualTo(Map.of("avg_pool1d" + DIVISOR, 6, "avg_pool2d" + DIVISOR, 6));
    assertThat(List.of(translated, decidedFaults, seenFaults)).isEqualTo(List.of(68, 68, 68));
  }

  @Test
  void statementsOfTensorFlow() {
    RandomChainTexts texts = new RandomChainTexts(4);
    for (Chain chain : chains(texts::torch, 40)) {
      try {
        check(ChainTranslation.of(chain, ChainTarget.TENSORFLOW).written(), ChainTarget.PYTORCH);
      } catch (Refusal refusal) {
        // Counted with the modules.
      }
    }
    assertThat(refused).isEqualTo(Map.of());
    assertThat(List.of(translated, decidedFaults, seenFaults)).isEqualTo(List.of(35, 34, 34));
  }
}
