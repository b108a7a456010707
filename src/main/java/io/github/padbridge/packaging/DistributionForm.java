package io.github.padbridge.packaging;

/** How a distribution is run. */
enum DistributionForm {
  /** With its own runtime; with jars if the JDK cannot link one. */
  IMAGE,
  /** With jars and unpacked native libraries. */
  JARS,
  /** With jars only; JavaCPP unpacks native libraries when needed. */
  FRAMEWORKS
}
