package io.github.padbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.shape.PadAmount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the modules around a convolution or pooling tell of how it runs. */
class ModulesAroundTest {
  private static final Path SCAN = Path.of("src/test/resources/scan");

  private static ModelLayer layer(String file, String name) throws IOException {
    return PrintedModelsTest.layers(Files.readString(SCAN.resolve(file))).stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The only layer of a class that holds {@code module}. */
  private static ModelLayer held(String holder, String module) {
    return PrintedModelsTest.layers(
            "Net(\n  (a): " + holder + "(\n    (conv): " + module + "\n    (act): ReLU()\n  )\n)")
        .get(0);
  }

  private static boolean padsSame(ModelLayer layer) {
    return layer.layer() instanceof ConvSpec conv
        ? conv.padsAtRuntime()
        : ((PoolSpec) layer.layer()).padsSame();
  }

  @Test
  void wrappersThatPadAsSame() throws IOException {
    ModelLayer stem = layer("wrappers-same.txt", "stem.conv");
    assertThat(stem.doubt()).isNull();
    assertThat(padsSame(stem)).isTrue();
    assertThat(
            stem.layer()
                .withInputShape(io.github.padbridge.shape.Shape.of(1, 3, 32, 32))
                .outputShape())
        .hasToString("(1, 32, 16, 16)");
    // A kernel of 1 is padded by nothing.
    assertThat(padsSame(layer("wrappers-same.txt", "p6.0.conv"))).isFalse();
    assertThat(padsSame(layer("wrappers-same.txt", "pool"))).isTrue();
    // These zeros count in the maximum; TensorFlow's SAME ignores its padding.
    assertThat(layer("wrappers-same.txt", "p6.2.pool").doubt()).contains("pads zeros");
    assertThat(layer("wrappers-same.txt", "up.deconv").doubt()).contains("ConvTranspose2dSamePad");
    ModelLayer tfPadding = layer("wrappers-tf-padding.txt", "conv_stem.first_conv.convolution");
    assertThat(padsSame(tfPadding)).isTrue();
    assertThat(tfPadding.notes()).anyMatch(note -> note.contains("tf_padding"));
  }

  @Test
  void aClassOfPyTorchsNameWithChildrenIsAnother() throws IOException {
    assertThat(layer("convolution-with-child.txt", "blocks.0.conv.conv").doubt())
        .contains("is not the PyTorch class");
    for (String name : List.of("Conv3d", "ConvTranspose1d", "MaxPool2d")) {
      String conv = "Conv1d(8, 8, kernel_size=(3,), stride=(2,), padding=(1,))";
      assertThat(held(name, conv).doubt()).contains("is not torch.nn." + name);
    }
    String own =
        "Net(\n  (a): Conv2d(\n    3, 8, kernel_size=(3, 3), stride=(1, 1)\n    (pad): Pad()\n  )\n)";
    assertThat(PrintedModelsTest.layers(own).get(0).doubt()).contains("it holds modules (pad)");
    String observed = own.replace("(pad): Pad()", "(activation_post_process): Observer()");
    assertThat(PrintedModelsTest.layers(observed).get(0).doubt()).isNull();
  }

  /** A module with a single window that shrinks its input may pad; others run what is printed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FooLayer | 3 | 2 | 0 | may pad in its forward",
        "Foo | 3 | 1 | 0 | may pad in its forward",
        "Foo | 3 | 2 | 1 | ",
        "Foo | 2 | 2 | 0 | ",
        "Foo | 1 | 2 | 0 | ",
        "BasicConv2d | 3 | 2 | 0 | ",
        "Conv2dNormActivation | 3 | 2 | 0 | ",
        "ConvNormAct | 3 | 2 | 0 | ",
        "ConvModule | 3 | 2 | 0 | ",
        "CausalConv | 3 | 1 | 2 | is causal by its name",
        "CausalConv | 1 | 1 | 0 | ",
        "SamePadConv | 3 | 2 | 0 | pads by its name, in a way that is not printed",
        "MyConv2dPadSame | 2 | 2 | 0 | pads by its name, in a way that is not printed",
        "conv_same | 3 | 2 | 0 | pads by its name, in a way that is not printed",
        "SameConv | 3 | 1 | 1 | ",
        "PaddedConv | 5 | 1 | 0 | pads by its name, in a way that is not printed",
        "SPADE | 3 | 1 | 1 | ",
      })
  void holders(String holder, int kernel, int stride, int padding, String doubt) {
    String conv =
        String.format(
            "Conv2d(4, 4, kernel_size=(%d, %d), stride=(%d, %d), padding=(%d, %d))",
            kernel, kernel, stride, stride, padding, padding);
    ModelLayer layer = held(holder, conv.replace(", padding=(0, 0)", ""));
    if (doubt == null) {
      assertThat(layer.doubt()).isNull();
      assertThat(layer.layer()).isEqualTo(layer.spec());
    } else {
      assertThat(layer.doubt()).contains(holder).contains(doubt);
    }
  }

  /** Blocks, lists and Sequentials between a layer and the module that runs it. */
  @Test
  void whichModuleRunsIt() {
    String conv = "Conv2d(4, 4, kernel_size=(3, 3), stride=(1, 1))";
    String block = "Net(\n(a): CLASS(\n(0): Sequential(\n(0): " + conv + "\n(1): ReLU()\n)\n)\n)";
    assertThat(doubts(block.replace("CLASS", "ModuleList"))).containsExactly(false);
    assertThat(doubts(block.replace("CLASS", "Sequential"))).containsExactly(false);
    assertThat(doubts(block.replace("CLASS", "InvertedResidual"))).containsExactly(true);
    String two = block.replace("(1): ReLU()", "(1): " + conv);
    assertThat(doubts(two.replace("CLASS", "InvertedResidual"))).containsExactly(false, false);
    assertThat(doubts(two.replace("CLASS", "CausalBlock"))).containsExactly(true, true);
    // A model by itself is a layer where it is called one.
    assertThat(doubts("Net(\n(a): " + conv + "\n)")).containsExactly(false);
    assertThat(doubts("MyConv(\n(a): " + conv + "\n)")).containsExactly(true);
    assertThat(doubts("ConvNet(\n(a): " + conv + "\n)")).containsExactly(false);
    // What is known of the nearer module counts, and what pads around it.
    String nested = "Net(\n(a): OUTER(\n(conv): NormConv1d(\n(conv): " + conv + "\n)\n)\n)";
    assertThat(doubts(nested.replace("OUTER", "SConv1d"))).containsExactly(true);
    assertThat(doubts(nested.replace("OUTER", "Head"))).containsExactly(false);
  }

  private static List<Boolean> doubts(String text) {
    return PrintedModelsTest.layers(text).stream().map(layer -> layer.doubt() != null).toList();
  }

  @Test
  void aPadBesideALayer() {
    String text =
        """
        Net(
          (a): HOLDER(
            (conv): Conv2d(3, 8, kernel_size=(9, 9), stride=(1, 1)PADDING)
            (PAD): ReflectionPad2d((4, 4, 4, 4))
          )
        )
        """;
    String unknown =
        text.replace("HOLDER", "ConvLayer").replace("PADDING", "").replace("PAD", "pad");
    List<ModelLayer> layers = PrintedModelsTest.layers(unknown);
    assertThat(layers).extracting(ModelLayer::name).containsExactly("a.conv", "a.pad");
    assertThat(layers.get(0).doubt()).contains("also holds pad, ReflectionPad2d((4, 4, 4, 4))");
    String known =
        text.replace("HOLDER", "ConvModule").replace("PADDING", "").replace("PAD", "padding_layer");
    layers = PrintedModelsTest.layers(known);
    assertThat(layers).extracting(ModelLayer::name).containsExactly("a.conv");
    assertThat(layers.get(0).layer()).hasToString(layers.get(0).layer().toString());
    assertThat(((ConvSpec) layers.get(0).layer()).padAmount(0)).isEqualTo(new PadAmount(4, 4));
    // ConvModule runs both; a convolution pads zeros, so that the reflection stays apart.
    layers = PrintedModelsTest.layers(known.replace("(1, 1))", "(1, 1), padding=(4, 4))"));
    assertThat(layers).extracting(ModelLayer::name).containsExactly("a.padding_layer", "a.conv");
    assertThat(layers.get(1).notes())
        .anyMatch(note -> note.contains("runs directly in front of it and is not part"));
  }

  /**
   * EfficientNet's depthwise layers run their pad at stride 2, where their convolution has none.
   */
  @Test
  void aPadInsteadOfAPadding() {
    String text =
        """
        EfficientNetDepthwiseLayer(
          (dw_pad): ZeroPad2d((0, 1, 0, 1))
          (dw): EfficientNetDepthwiseConv2d(8, 8, kernel_size=(3, 3), stride=STRIDE, padding=PADDING, groups=8)
        )
        """;
    ModelLayer strided =
        PrintedModelsTest.layers(text.replace("STRIDE", "(2, 2)").replace("PADDING", "valid"))
            .get(0);
    assertThat(((ConvSpec) strided.layer()).padAmount(0)).isEqualTo(new PadAmount(0, 1));
    ModelLayer plain =
        PrintedModelsTest.layers(text.replace("STRIDE", "(1, 1)").replace("PADDING", "same"))
            .get(0);
    assertThat(plain.layer()).isEqualTo(plain.spec());
    assertThat(plain.notes()).anyMatch(note -> note.contains("does not run"));
  }

  /** Classes whose forward pads a layer without padding say nothing of one that has a padding. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(c): Conv2dSame(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))",
        "(c): Conv2dDynamicSamePadding(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))",
        "(c): Conv2dAdaptivePadding(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))",
        "(c): MaxPool2dSame(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(1, 1), ceil_mode=False)",
        "(c): Conv2dStaticSamePadding(\n(conv): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))\n)",
        "(c): JanusVQVAEConvDownsample(\n(conv): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))\n)",
        "(c): Gemma3nAudioConformerLightConv1d(\n(c): Conv1d(3, 8, kernel_size=(3,), stride=(1,), padding=(2,))\n)",
      })
  void aKnownClassWithAPaddingThatItDoesNotHave(String child) {
    ModelLayer layer = PrintedModelsTest.layers("Net(\n" + child + "\n)").get(0);
    assertThat(layer.doubt()).contains("may be another class of the same name");
  }

  /** MONAI prints what it pads behind the convolution in front of which it runs. */
  @Test
  void aPadNamedAfterItsConvolution() {
    String text =
        """
        EfficientNetBN(
          (_conv_stem): Conv2d(3, 32, kernel_size=(3, 3), stride=(2, 2), bias=False)
          (_conv_stem_padding): ConstantPad2d(padding=[0, 1, 0, 1], value=0.0)
          (_blocks): Sequential(
            (0): MBConvBlock(
              (_expand_conv_padding): Identity()
              (_depthwise_conv): Conv2d(32, 32, kernel_size=(3, 3), stride=(1, 1), groups=32, bias=False)
              (_depthwise_conv_padding): ConstantPad2d(padding=[1, 1, 1, 1], value=0.0)
              (_se_reduce): Conv2d(32, 8, kernel_size=(1, 1), stride=(1, 1))
              (_se_reduce_padding): Identity()
            )
          )
        )
        """;
    List<ModelLayer> layers = PrintedModelsTest.layers(text);
    assertThat(layers)
        .extracting(ModelLayer::name)
        .containsExactly("_conv_stem", "_blocks.0._depthwise_conv", "_blocks.0._se_reduce");
    assertThat(((ConvSpec) layers.get(0).layer()).padAmount(0)).isEqualTo(new PadAmount(0, 1));
    assertThat(((ConvSpec) layers.get(1).layer()).padAmount(1)).isEqualTo(new PadAmount(1, 1));
    assertThat(layers).allMatch(layer -> layer.doubt() == null);
  }

  /** A padding module whose amount is not printed may run in front as well. */
  @Test
  void aPadOfAnotherLibraryBesideALayer() {
    String text =
        "Net(\n(a): Foo(\n(p): SamePad2d()\n(c): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2))\n"
            + "(d): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n)\n)";
    List<ModelLayer> layers = PrintedModelsTest.layers(text);
    assertThat(layers).extracting(ModelLayer::name).containsExactly("a.p", "a.c", "a.d");
    assertThat(layers.get(1).doubt()).contains("also holds p, SamePad2d()");
    assertThat(layers.get(2).doubt()).isNull();
  }

  @Test
  void staticPadding() throws IOException {
    ModelLayer stem = layer("static-padding.txt", "_conv_stem");
    assertThat(stem.doubt()).isNull();
    assertThat(stem.before())
        .extracting(ModelLayer.JoinedPad::name)
        .containsExactly("_conv_stem.static_padding");
    assertThat(((ConvSpec) stem.spec()).padAmount(0)).isEqualTo(PadAmount.NONE);
    assertThat(((ConvSpec) stem.layer()).padding())
        .isEqualTo(new Padding.PerSide(List.of(new PadAmount(0, 1), new PadAmount(0, 1))));
    ModelLayer reduce = layer("static-padding.txt", "_blocks.0._se_reduce");
    assertThat(reduce.layer()).isEqualTo(reduce.spec());
    assertThat(reduce.doubt()).isNull();
    String old =
        Files.readString(SCAN.resolve("static-padding.txt"))
            .replace("((0, 1, 0, 1))", "(padding=(0, 1, 0, 1), value=0.0)");
    assertThat(PrintedModelsTest.layers(old).get(0).layer()).isEqualTo(stem.layer());
  }

  /** The pad and the layer's own padding both run: zeros add up, except around a maximum. */
  @Test
  void staticPaddingInFrontOfAPadding() {
    String text =
        """
        Net(
          (c): Conv2dStaticSamePadding(
            3, 24, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), bias=False
            (static_padding): ZeroPad2d((0, 1, 0, 1))
          )
          (p): MaxPool2dStaticSamePadding(
            kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False
            (static_padding): ZeroPad2d((0, 1, 0, 1))
          )
        )
        """;
    List<ModelLayer> layers = PrintedModelsTest.layers(text);
    assertThat(layers).extracting(ModelLayer::name).containsExactly("c", "p.static_padding", "p");
    assertThat(layers.get(0).before()).hasSize(1);
    assertThat(((ConvSpec) layers.get(0).layer()).padAmount(0)).isEqualTo(new PadAmount(1, 2));
    assertThat(((PoolSpec) layers.get(2).layer()).padding()).containsExactly(1, 1);
    assertThat(layers.get(2).notes())
        .anyMatch(note -> note.contains("its zeros count in the maximum"));
  }

  @Test
  void aFixedPadInAForward() {
    ModelLayer layer = held("Downsample2D", "Conv2d(4, 4, kernel_size=(3, 3), stride=(2, 2))");
    assertThat(((ConvSpec) layer.spec()).padAmount(1)).isEqualTo(new PadAmount(0, 1));
    assertThat(layer.doubt()).isNull();
    ModelLayer padded =
        held("Downsample2D", "Conv2d(4, 4, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))");
    assertThat(((ConvSpec) padded.spec()).padAmount(1)).isEqualTo(new PadAmount(1, 1));
  }

  @Test
  void causalPaddingInAForward() {
    String conv = "Conv1d(4, 4, kernel_size=(5,), stride=(1,), groups=4, bias=False)";
    ModelLayer layer = held("Wav2Vec2BertConvolutionModule", conv);
    assertThat(((ConvSpec) layer.layer()).padAmount(0)).isEqualTo(new PadAmount(4, 0));
    assertThat(layer.notes()).anyMatch(note -> note.contains("is causal"));
    String strided = conv.replace("stride=(1,)", "stride=(2,)");
    assertThat(held("Wav2Vec2BertConvolutionModule", strided).doubt()).contains("is causal");
  }

  /** Patches may be cut of a padded input: that is noted, and does not change the translation. */
  @Test
  void windowsThatDoNotOverlap() {
    String conv = "Conv2d(3, 8, kernel_size=(4, 4), stride=(4, 4))";
    assertThat(held("PatchEmbed", conv).notes())
        .containsExactly(
            "PatchEmbed around it may pad an input whose size is not a multiple of the stride");
    assertThat(held("ConvNormAct", conv).notes()).isEmpty();
  }

  /** SAME by hand is what TensorFlow pads where the kernel covers the stride. */
  @Test
  void whereHandsDiffer() {
    String conv = "Conv2d(4, 4, kernel_size=(2, 2), stride=(3, 3))";
    assertThat(held("Conv2dStaticSamePadding", conv).doubt())
        .contains("by arithmetic that is wrong");
    String dilated = "Conv2d(4, 4, kernel_size=(3, 3), stride=(2, 2), dilation=(2, 2))";
    assertThat(held("Conv2dStaticSamePadding", dilated).doubt())
        .contains("by arithmetic that is wrong");
    String odd = dilated.replace("stride=(2, 2)", "stride=(1, 1)");
    assertThat(padsSame(held("MobileNetV2ConvLayer", odd))).isTrue();
    String transposed = "ConvTranspose2d(4, 4, kernel_size=(3, 3), stride=(2, 2))";
    assertThat(held("Conv2dStaticSamePadding", transposed).doubt())
        .contains("by arithmetic that is wrong");
  }

  @Test
  void everyKnownClassNamesItsSource() {
    assertThat(KnownClasses.all())
        .hasSizeGreaterThan(80)
        .allSatisfy(
            (name, known) -> assertThat(known.source()).as(name).matches("[\\w/.-]+: \\S.*"));
  }

  /** Of the convolutions and poolings of real models only those are left that do pad by hand. */
  @Test
  void realModelsStayUseful() throws IOException {
    int layers = 0;
    int adaptive = 0;
    int doubts = 0;
    try (var files = Files.list(Path.of("src/test/resources/models"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        for (ModelLayer layer : PrintedModelsTest.layers(Files.readString(file))) {
          boolean byHand = file.toString().contains("Encodec");
          assertThat(layer.doubt() == null || byHand).as("%s %s", file, layer).isTrue();
          layers++;
          adaptive += layer.isAdaptive() ? 1 : 0;
          doubts += layer.doubt() == null ? 0 : 1;
        }
      }
    }
    assertThat(layers).isEqualTo(1014);
    assertThat(adaptive).isEqualTo(33);
    assertThat(doubts).isEqualTo(20);
  }
}
