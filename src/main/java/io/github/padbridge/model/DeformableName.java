package io.github.padbridge.model;

import java.util.regex.Pattern;

/** Names of classes that compute a deformable convolution: {@code DeformConv}, {@code DCNv2}. */
final class DeformableName {
  /** Except models made of them, such as {@code DeformConvNet}. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i:deform(?:able|ed)?_?conv)(?!(?i:.*(?:net|model|encoder|decoder)))"
              + "|(?:^|[a-z0-9_])(?:DCN|Dcn|dcn)(?:v\\d|(?![a-z]))");

  private DeformableName() {}

  static boolean is(PrintedModule module) {
    return NAME.matcher(module.bareClass()).find();
  }
}
