package io.github.padbridge.plan;

/**
 * One named argument of a step, for code that only describes steps.
 *
 * @param name the TensorFlow name of the argument, if it has one
 * @param value an Integer, a String, a Size, or a List of such
 */
public record Term(String name, Object value) {}
