package io.github.padbridge.packaging;

/** What a distribution runs from. */
enum DistributionForm {
  /** A runtime of its own; jars where the JDK cannot link one. */
  IMAGE,
  /** Jars, and native libraries unpacked beside them. */
  JARS,
  /** Jars, native ones among them: JavaCPP unpacks those of all frameworks when they are needed. */
  FRAMEWORKS
}
