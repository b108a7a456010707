package io.github.padbridge.model;

import static io.github.padbridge.model.KnownClass.Role.HOLDER;
import static io.github.padbridge.model.KnownClass.Role.SUBCLASS;
import static io.github.padbridge.model.OwnPadding.ADDED;
import static io.github.padbridge.model.OwnPadding.INSTEAD;
import static io.github.padbridge.model.OwnPadding.NONE;

import io.github.padbridge.model.Behaviour.DoesOther;
import io.github.padbridge.model.Behaviour.PadsCausal;
import io.github.padbridge.model.Behaviour.PadsFixed;
import io.github.padbridge.model.Behaviour.PadsNothing;
import io.github.padbridge.model.Behaviour.PadsSame;
import io.github.padbridge.model.Behaviour.PadsSameByHand;
import io.github.padbridge.model.Behaviour.RunsPad;
import io.github.padbridge.shape.PadAmount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classes of public libraries that extend or hold PyTorch convolutions and poolings, with their
 * sources. A name may belong to different libraries in different roles.
 */
final class KnownClasses {
  private static final Map<String, KnownClass> SUBCLASSES = new HashMap<>();
  private static final Map<String, KnownClass> HOLDERS = new HashMap<>();

  private static final Behaviour NOTHING = new PadsNothing("");
  private static final Behaviour SAME = new PadsSame("", NONE);
  private static final Behaviour BY_HAND = new PadsSameByHand("", NONE);
  private static final String STANDARDIZED =
      "standardizes its weight at run time: port the standardized weight";
  private static final String DEQUANTIZED =
      "dequantizes its weight at run time: port the dequantized weight";
  static final String ZEROS_THEN_MAX =
      "pads zeros as SAME in TensorFlow, which count in the maximum: pad zeros as"
          + " SAME does, then run max_pool with VALID";
  private static final Behaviour BY_STRIDE =
      new DoesOther(
          "pads in its forward method by kernel and stride, on one side or both, in its pad_mode");
  private static final Behaviour CROPS_BY_STRIDE =
      new DoesOther("crops its output in its forward method by kernel and stride");
  private static final Behaviour ZERO_AND_ONE = new PadsFixed(new PadAmount(0, 1), NONE);

  static {
    subclasses();
    samePadding();
    otherPadding();
    paddingModules();
    withoutPadding();
  }

  private KnownClasses() {}

  private static void subclasses() {
    String timm = "timm: timm/layers/std_conv.py";
    subclass("StdConv2d", new PadsNothing(STANDARDIZED), timm);
    subclass("ScaledStdConv2d", new PadsNothing(STANDARDIZED), timm);
    subclass("StdConv2dSame", new PadsSame(STANDARDIZED, INSTEAD), timm);
    subclass("ScaledStdConv2dSame", new PadsSame(STANDARDIZED, INSTEAD), timm);
    subclass("Conv2dSame", SAME, "timm: timm/layers/conv2d_same.py");
    subclass("MaxPool2dSame", SAME, "timm: timm/layers/pool2d_same.py");
    subclass(
        "AvgPool2dSame",
        new DoesOther(
            "pads zeros as SAME in TensorFlow and counts them, which tf.nn.avg_pool with"
                + " SAME does not: pad zeros as SAME does, then run avg_pool with VALID"),
        "timm: timm/layers/pool2d_same.py");
    String lukemelas = "EfficientNet-PyTorch: efficientnet_pytorch/utils.py";
    subclass("Conv2dDynamicSamePadding", SAME, lukemelas);
    subclass("Conv2dStaticSamePadding", new RunsPad("static_padding", false, ADDED), lukemelas);
    subclass("MaxPool2dDynamicSamePadding", new DoesOther(ZEROS_THEN_MAX), lukemelas);
    subclass("MaxPool2dStaticSamePadding", new RunsPad("static_padding", false, ADDED), lukemelas);
    subclass("Conv2dAdaptivePadding", SAME, "mmcv: mmcv/cnn/bricks/conv2d_adaptive_padding.py");
    subclass("ConvWS2d", new PadsNothing(STANDARDIZED), "mmcv: mmcv/cnn/bricks/conv_ws.py");
    subclass("ConvAWS2d", new PadsNothing(STANDARDIZED), "mmcv: mmcv/cnn/bricks/conv_ws.py");
    String bit = "transformers: models/bit/modeling_bit.py";
    subclass("WeightStandardizedConv2d", new RunsPad("pad", true, ADDED), bit);
    subclass("BitMaxPool2d", new RunsPad("pad", true, ADDED), bit);
    subclass(
        "Conv2dSamePadding",
        new RunsPad("zero_pad_2d", false, ADDED),
        "transformers: models/perceiver/modeling_perceiver.py");
    subclass(
        "EfficientNetDepthwiseConv2d",
        NOTHING,
        "transformers: models/efficientnet/modeling_efficientnet.py");
    subclass("AlignVisionDepthwiseConv2d", NOTHING, "transformers: models/align/modeling_align.py");
    subclass("Conv3DSimple", NOTHING, "torchvision: torchvision/models/video/resnet.py");
    subclass("Conv3DNoTemporal", NOTHING, "torchvision: torchvision/models/video/resnet.py");
    for (int rank = 1; rank <= 3; rank++) {
      String d = rank + "d";
      String quantized = "PyTorch: torch/ao/nn/quantized/reference/modules/conv.py";
      subclass("QuantizedConv" + d + "(Reference)", new PadsNothing(DEQUANTIZED), quantized);
      subclass(
          "QuantizedConvTranspose" + d + "(Reference)", new PadsNothing(DEQUANTIZED), quantized);
      for (String fused : List.of("ConvBn", "ConvReLU", "ConvBnReLU")) {
        String qat = "PyTorch: torch/ao/nn/intrinsic/qat/modules/conv_fused.py";
        subclass(fused + d, NOTHING, qat);
        holder(fused + d, NOTHING, "PyTorch: torch/ao/nn/intrinsic/modules/fused.py");
      }
    }
  }

  /** Modules that add TensorFlow SAME padding to the convolution that they hold. */
  private static void samePadding() {
    String efficientDet = "zylo117/Yet-Another-EfficientDet-Pytorch: efficientnet/utils_extra.py";
    holder("Conv2dStaticSamePadding", BY_HAND, efficientDet);
    holder("MaxPool2dStaticSamePadding", new DoesOther(ZEROS_THEN_MAX), efficientDet);
    // The padding of its convolution is 0 only where tf_padding is set, which pads as SAME.
    Behaviour byConfig =
        new PadsSameByHand(
            "holds a convolution without padding only where the model's tf_padding is set",
            INSTEAD);
    holder(
        "MobileNetV1ConvLayer",
        byConfig,
        "transformers: models/mobilenet_v1/modeling_mobilenet_v1.py");
    holder(
        "MobileNetV2ConvLayer",
        byConfig,
        "transformers: models/mobilenet_v2/modeling_mobilenet_v2.py");
    holder("VitsFeedForward", BY_HAND, "transformers: models/vits/modeling_vits.py");
    holder("ConvProjection", BY_HAND, "transformers: models/canine/modeling_canine.py");
  }

  /** Modules whose forward method pads or crops in another way. */
  private static void otherPadding() {
    holder(
        "Downsample2D",
        new PadsFixed(new PadAmount(0, 1), INSTEAD),
        "diffusers: diffusers/models/downsampling.py");
    holder(
        "JanusVQVAEConvDownsample", ZERO_AND_ONE, "transformers: models/janus/modeling_janus.py");
    holder(
        "ChameleonVQVAEEncoderConvDownsample",
        ZERO_AND_ONE,
        "transformers: models/chameleon/modeling_chameleon.py");
    holder(
        "Emu3VQVAEEncoderConvDownsample",
        ZERO_AND_ONE,
        "transformers: models/emu3/modeling_emu3.py");
    Behaviour causal = new PadsCausal();
    holder(
        "Wav2Vec2BertConvolutionModule",
        causal,
        "transformers: models/wav2vec2_bert/modeling_wav2vec2_bert.py");
    holder(
        "SeamlessM4Tv2ConformerConvolutionModule",
        causal,
        "transformers: models/seamless_m4t_v2/modeling_seamless_m4t_v2.py");
    holder(
        "Gemma3nAudioConformerLightConv1d",
        causal,
        "transformers: models/gemma3n/modeling_gemma3n.py");
    Behaviour stem =
        new DoesOther(
            "pads a zero after every axis, which counts in the maximum: pad zeros,"
                + " then run max_pool with VALID");
    holder("HGNetV2Embeddings", stem, "transformers: models/hgnet_v2/modeling_hgnet_v2.py");
    holder("PPLCNetV4LargeStem", stem, "transformers: models/pp_lcnet_v4/modeling_pp_lcnet_v4.py");
    holder("StemV2", stem, "timm: timm/models/hgnet.py");
    holder("EncodecConv1d", BY_STRIDE, "transformers: models/encodec/modeling_encodec.py");
    holder(
        "EncodecConvTranspose1d",
        CROPS_BY_STRIDE,
        "transformers: models/encodec/modeling_encodec.py");
    holder("MimiConv1d", BY_STRIDE, "transformers: models/mimi/modeling_mimi.py");
    holder("MimiConvTranspose1d", CROPS_BY_STRIDE, "transformers: models/mimi/modeling_mimi.py");
    holder("SConv1d", BY_STRIDE, "encodec: encodec/modules/conv.py");
    holder("SConvTranspose1d", CROPS_BY_STRIDE, "encodec: encodec/modules/conv.py");
    holder("StreamableConv1d", BY_STRIDE, "audiocraft: audiocraft/modules/conv.py");
    holder("StreamableConvTranspose1d", CROPS_BY_STRIDE, "audiocraft: audiocraft/modules/conv.py");
    Behaviour speechBrain =
        new DoesOther(
            "holds modules, so it is not the PyTorch class; the SpeechBrain class pads in its forward"
                + " method, by reflection unless configured otherwise");
    holder("Conv1d", speechBrain, "SpeechBrain: speechbrain/nnet/CNN.py");
    holder("Conv2d", speechBrain, "SpeechBrain: speechbrain/nnet/CNN.py");
  }

  /** Modules that hold the padding and the convolution side by side and run both. */
  private static void paddingModules() {
    String efficientNet = "transformers: models/efficientnet/modeling_efficientnet.py";
    String align = "transformers: models/align/modeling_align.py";
    // The depthwise layers run their pad at stride 2; at stride 1 the convolution pads "same".
    holder("EfficientNetEmbeddings", new RunsPad("padding", true, ADDED), efficientNet);
    holder("EfficientNetDepthwiseLayer", new RunsPad("*_pad", true, INSTEAD), efficientNet);
    holder("AlignVisionEmbeddings", new RunsPad("padding", true, ADDED), align);
    holder("AlignVisionDepthwiseLayer", new RunsPad("*_pad", true, INSTEAD), align);
    holder(
        "FunAsrNanoFSMN",
        new RunsPad("pad", true, ADDED),
        "transformers: models/fun_asr_nano/modeling_fun_asr_nano.py");
    holder(
        "MBConvBlock",
        new RunsPad("*_padding", true, ADDED),
        "MONAI: monai/networks/nets/efficientnet.py");
    for (String name :
        List.of(
            "EfficientNet", "EfficientNetBN", "EfficientNetBNFeatures", "EfficientNetEncoder")) {
      holder(
          name,
          new RunsPad("*_padding", true, ADDED),
          "MONAI: monai/networks/nets/efficientnet.py");
    }
    holder(
        "ConvModule",
        new RunsPad("padding_layer", true, ADDED),
        "mmcv: mmcv/cnn/bricks/conv_module.py");
  }

  /** Modules whose convolution runs as it is printed, although its padding is 0. */
  private static void withoutPadding() {
    holder("BasicConv2d", NOTHING, "torchvision: torchvision/models/inception.py");
    holder(
        "QuantizableBasicConv2d",
        NOTHING,
        "torchvision: torchvision/models/quantization/inception.py");
    for (String name :
        List.of("ConvNormActivation", "Conv2dNormActivation", "Conv3dNormActivation")) {
      holder(name, NOTHING, "torchvision: torchvision/ops/misc.py");
    }
    holder("ConvBNReLU", NOTHING, "torchvision: torchvision/models/mobilenet.py");
    holder("ConvBNActivation", NOTHING, "torchvision: torchvision/models/mobilenet.py");
    holder("ConvNormAct", NOTHING, "timm: timm/layers/conv_bn_act.py");
    holder("ConvBnAct", NOTHING, "timm: timm/layers/conv_bn_act.py");
    holder("ConvEmbedding", NOTHING, "timm: timm/models/pit.py");
    holder("ConvMlp", NOTHING, "timm: timm/models/vgg.py");
    holder("Convolution", NOTHING, "MONAI: monai/networks/blocks/convolutions.py");
    for (String name :
        List.of("NormConv1d", "NormConv2d", "NormConvTranspose1d", "NormConvTranspose2d")) {
      holder(name, NOTHING, "encodec: encodec/modules/conv.py");
    }
    for (String model :
        List.of(
            "Wav2Vec2",
            "Wav2Vec2Conformer",
            "Hubert",
            "UniSpeech",
            "UniSpeechSat",
            "WavLM",
            "SEW",
            "SEWD")) {
      for (String norm : List.of("NoLayerNorm", "LayerNorm", "GroupNorm")) {
        holder(
            model + norm + "ConvLayer",
            NOTHING,
            "transformers: models/wav2vec2/modeling_wav2vec2.py and its copies");
      }
    }
    holder(
        "Data2VecAudioConvLayer",
        NOTHING,
        "transformers: models/data2vec/modeling_data2vec_audio.py");
    holder(
        "ASTPatchEmbeddings",
        NOTHING,
        "transformers:"
            + " models/audio_spectrogram_transformer/modeling_audio_spectrogram_transformer.py");
    holder("Sam3GeometryEncoder", NOTHING, "transformers: models/sam3/modeling_sam3.py");
    holder("Sam3LiteTextGeometryEncoder", NOTHING, "transformers: models/sam3/modeling_sam3.py");
  }

  private static void subclass(String name, Behaviour behaviour, String source) {
    SUBCLASSES.put(name, new KnownClass(SUBCLASS, behaviour, source));
  }

  private static void holder(String name, Behaviour behaviour, String source) {
    HOLDERS.put(name, new KnownClass(HOLDER, behaviour, source));
  }

  /** All classes, by role and name. */
  static Map<String, KnownClass> all() {
    Map<String, KnownClass> all = new HashMap<>();
    SUBCLASSES.forEach((name, known) -> all.put("subclass " + name, known));
    HOLDERS.forEach((name, known) -> all.put("holder " + name, known));
    return all;
  }

  /** A class that prints the arguments of a convolution or pooling; empty if unknown. */
  static Optional<Behaviour> ofSubclass(String name) {
    return Optional.ofNullable(SUBCLASSES.get(name)).map(KnownClass::behaviour);
  }

  /** A class that holds a convolution or pooling; empty if unknown. */
  static Optional<Behaviour> ofHolder(String name) {
    return Optional.ofNullable(HOLDERS.get(name)).map(KnownClass::behaviour);
  }
}
