package io.github.padbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that move windows and are not translated, with what they hold. */
class LeftOutJudgeTest {
  private static final String CONV = "Conv2d(4, 8, kernel_size=(3, 3), stride=(1, 1))";

  private static final String BLUR =
      """
      Sequential(
        (0): Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
        (1): BlurPool(
          (pad): ReflectionPad2d((1, 2, 1, 2))
        )
        (2): Conv2d(4, 8, kernel_size=(3, 3), stride=(1, 1))
      )
      """;

  private static String holding(String className, String child) {
    return "Net(\n(a): " + className + "(\n(0): " + child + "\n)\n)";
  }

  private static List<String> leftOut(String text) {
    return PrintedModelsTest.rows(text).stream()
        .filter(ModelLayer::isLeftOut)
        .map(ModelLayer::className)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BlurPool | ReflectionPad2d((1, 2, 1, 2))",
        "EqualConv2d | LeakyReLU(negative_slope=0.2)",
        "ModulatedConv2d | EqualLinear(512, 512)",
        "AdaptiveConcatPool2d | ReLU()",
        "DCN | Conv2d(64, 27, kernel_size=(3, 3), stride=(1, 1))",
        "DCNv3 | Conv2d(64, 27, kernel_size=(3, 3), stride=(1, 1))",
        "DeformConv | ReLU()",
        "ModulatedDeformConv2dPack | Conv2d(64, 27, kernel_size=(3, 3), stride=(1, 1))",
      })
  void whatHoldsModulesIsLeftOutLikeALeaf(String className, String child) {
    assertThat(leftOut(holding(className, child))).containsExactly(className);
  }

  /** What is inside has its own row, or the name does not speak of windows on spatial axes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ConvModule | Conv2d(4, 8, kernel_size=(3, 3), stride=(1, 1))",
        "ConvBlock | MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)",
        "GCNConv | Linear(in_features=4, out_features=8, bias=True)",
        "BertPooler | Linear(in_features=4, out_features=8, bias=True)",
        "DeformableDetrConvEncoder | Conv2d(4, 8, kernel_size=(3, 3), stride=(1, 1))",
        "PoolFormerBlock | ReLU()",
        "DCNet | ReLU()",
      })
  void otherHoldersAreNot(String className, String child) {
    assertThat(leftOut(holding(className, child))).doesNotContain(className);
  }

  @Test
  void theOuterModuleIsNotNamedForTheInner() {
    String text = "Net(\n(a): GlobalPool(\n(pool): AdaptiveAvgPool2d(output_size=1)\n)\n)";
    assertThat(PrintedModelsTest.rows(text))
        .extracting(ModelLayer::className)
        .containsExactly("AdaptiveAvgPool2d");
  }

  /** The stride of a blur pooling is not printed: sizes are unknown behind it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sizesAreLostBehindIt(boolean isSequential) {
    List<ModelLayer> rows = new ArrayList<>();
    Model.Remarks remarks =
        Model.read(new SourceText("m", BLUR))
            .forEachLayer(Shape.of(1, 3, 224, 224), isSequential, rows::add);
    assertThat(rows).extracting(ModelLayer::name).containsExactly("0", "1", "1.pad", "2");
    assertThat(rows.get(3).layer().inputSize(0).isKnown()).isFalse();
    assertThat(rows.get(3).before()).isEmpty();
    assertThat(rows.get(3).notes()).isEmpty();
    assertThat(rows.get(2).notes()).isEmpty();
    assertThat(remarks.openSizes())
        .containsExactly(
            "1 is a BlurPool, whose output shape is unknown, so later sizes are unknown");
    assertThat(remarks.leavesOrderOpen()).isFalse();
  }

  /** A deformable convolution may use the weight of a convolution that it holds. */
  @ParameterizedTest
  @ValueSource(strings = {"DeformableConv2d", "DeformConv", "DCN", "ModulatedDeformConv2dPack"})
  void convolutionsInsideADeformableOne(String className) {
    for (String child : List.of(CONV, CONV.replace("(3, 3)", "(1, 1)"))) {
      assertThat(doubts(holding(className, child))).containsExactly("deformable");
      assertThat(doubts(holding(className, "Sequential(\n(0): " + child + "\n)")))
          .containsExactly("deformable");
    }
  }

  /** The forward of a list is that of the module that holds it. */
  @Test
  void aPadInAList() {
    String pad = "(0): ReflectionPad2d((3, 3, 3, 3))\n";
    String list = "Net(\n(l): ModuleList(\n" + pad + "(1): " + CONV + "\n)\n)";
    assertThat(doubts(list)).containsExactly("also holds");
    assertThat(doubts(list.replace("ModuleList", "ModuleDict"))).containsExactly("also holds");
    assertThat(doubts(list.replace("ModuleList", "Sequential"))).containsExactly("");
    assertThat(doubts(list.replace("(1, 1))", "(1, 1), padding=(1, 1))"))).containsExactly("");
    String model = "ModuleList(\n" + pad + "(1): " + CONV + "\n)";
    assertThat(doubts(model)).containsExactly("also holds");
    String apart = "Net(\n(p): ModuleList(\n" + pad + ")\n(c): " + CONV + "\n)";
    assertThat(doubts(apart)).containsExactly("also holds");
  }

  private static List<String> doubts(String text) {
    return PrintedModelsTest.layers(text).stream()
        .filter(ModelLayer::isWindow)
        .map(
            layer ->
                Stream.of("deformable", "also holds")
                    .filter(part -> layer.doubt() != null && layer.doubt().contains(part))
                    .findFirst()
                    .orElse(""))
        .toList();
  }

  /** It runs in front of the module, whatever that does with its input. */
  @Test
  void aPadInFrontOfAModuleThatHoldsAConvolution() {
    String text =
        "Sequential(\n(0): ZeroPad2d((1, 1, 1, 1))\n(1): ConvModule(\n(conv): " + CONV + "\n)\n)";
    List<ModelLayer> rows = PrintedModelsTest.rows(text);
    assertThat(rows).extracting(ModelLayer::name).containsExactly("0", "1.conv");
    assertThat(rows.get(0).notes()).containsExactly("It runs directly in front of 1");
  }
}
