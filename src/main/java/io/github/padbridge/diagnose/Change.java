package io.github.padbridge.diagnose;

/**
 * A difference between a hypothesis and the layer.
 *
 * @param message what the port does, as a clause without a full stop
 */
public record Change(Kind kind, String message) {}
